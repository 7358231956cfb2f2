import { z } from 'zod'
import type { Fault } from './event.ts'

export const faultRulesSchema = z.array(
  z.strictObject({
    errorType: z.string().optional(),
    status: z.string().optional(),
    provider: z.string().optional(),
    message: z.string().optional(),
    fault: z.enum(['caller', 'provider', 'capacity', 'proxy']),
  }),
)
export type FaultRules = z.input<typeof faultRulesSchema>

export const createFaultOf =
  (_overrides?: FaultRules) =>
  (input: { errorType: string; status: string; message: string; provider: string }): Fault =>
    input.status === '429' ? 'capacity' : input.status.startsWith('4') ? 'caller' : 'provider'

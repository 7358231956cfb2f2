import { RE2JS } from 're2js'
import { z } from 'zod'
import type { ErrorEvidence, Fault } from '../domain/event.ts'
import { shortClass } from '../domain/http-status.ts'
import type { Catalogue } from './catalogue/catalogue.ts'
import { builtInCatalogue } from './catalogue/known.ts'
import { FAULT_TABLE, type FaultLine } from './fault-table.ts'
import { re2Pattern } from './re2-pattern.ts'
import { type Speaker, speakerOf } from './speaker.ts'

const faultRuleSchema = z
  .strictObject({
    errorType: z.string().min(1).optional(),
    /** `429`, or `5xx` for a hundred of them. */
    status: z.string().min(1).optional(),
    provider: z.string().min(1).optional(),
    /** Found anywhere in the beginning of the message; RE2's syntax. */
    message: re2Pattern.optional(),
    fault: z.enum(['caller', 'provider', 'capacity', 'proxy']),
  })
  .readonly()
  .refine((rule) => [rule.errorType, rule.status, rule.provider, rule.message].some(Boolean), {
    message: 'expected at least one of errorType, status, provider, message',
  })

/** `faults` of the configuration: read before the built-in table; the first that holds decides. */
export const faultRulesSchema = z.array(faultRuleSchema).readonly()

export type FaultRules = z.input<typeof faultRulesSchema>

export interface FaultInput {
  readonly errorType: string | null
  readonly status: string | null
  readonly message: string
  readonly provider: string | null
  readonly code?: string | null
  readonly evidence?: ErrorEvidence | null
}

/** The row's status word (`failure`) is none. */
const isHttpStatus = (status: string | null): status is string => /^\d{3}$/.test(status ?? '')

/** What decides stands at a message's beginning, so that no message costs more than this. */
const MAX_READ = 4096

const hasStatus = (wanted: string, status: string | null): boolean =>
  status !== null &&
  (wanted.endsWith('xx')
    ? status.length === 3 && status.startsWith(wanted.slice(0, 1))
    : wanted === status)

/** A row without class, status and message: nobody's, and never the provider's. */
const saysNothing = ({ errorType, status, code, message }: FaultInput): boolean =>
  errorType === null && !isHttpStatus(status) && (code ?? null) === null && message === ''

const holds = (line: FaultLine, input: FaultInput, from: Speaker): boolean =>
  (line.from === undefined || line.from === from) &&
  (line.errorTypes === undefined ||
    (input.errorType !== null && line.errorTypes.includes(input.errorType))) &&
  (line.statuses === undefined ||
    line.statuses.some((wanted) => hasStatus(wanted, input.status))) &&
  (line.message === undefined || line.message.test(input.message))

/**
 * Makes the function that says whose a failure is to mend, from its class, status (text), message and provider, each
 * null where the row has none. First who speaks, then the operator's `overrides`, then the catalogue, then the table of
 * classes and statuses. Throws a ZodError on bad overrides.
 */
export const createFaultOf = (
  overrides: FaultRules = [],
  catalogue: () => Pick<Catalogue, 'recognise'> = builtInCatalogue,
): ((input: FaultInput) => Fault | null) => {
  const rules = faultRulesSchema.parse(overrides).map((rule) => ({
    ...rule,
    found: rule.message === undefined ? undefined : RE2JS.compile(rule.message),
  }))
  return (raw) => {
    const input = {
      ...raw,
      message: raw.message.slice(0, MAX_READ),
      // `litellm.exceptions.Timeout` and `Timeout` are one class.
      errorType: raw.errorType === null ? null : shortClass(raw.errorType),
    }
    const own = rules.find(
      (rule) =>
        (rule.errorType === undefined || rule.errorType === input.errorType) &&
        (rule.status === undefined || hasStatus(rule.status, input.status)) &&
        (rule.provider === undefined || rule.provider === input.provider) &&
        (rule.found === undefined || rule.found.matcher(input.message).find()),
    )
    if (own !== undefined) return own.fault
    if (saysNothing(input)) return null
    const speaker = speakerOf(input)
    const known = catalogue().recognise({
      message: input.message,
      errorClass: input.errorType ?? undefined,
      status: isHttpStatus(input.status) ? input.status : undefined,
      code: input.code ?? undefined,
      provider: input.provider ?? undefined,
      speaker,
    })
    return known?.fault ?? FAULT_TABLE.find((line) => holds(line, input, speaker))?.fault ?? 'proxy'
  }
}

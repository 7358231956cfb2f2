import { RE2JS } from 're2js'
import { z } from 'zod'

const pattern = z
  .string()
  .min(1)
  .superRefine((source, context) => {
    try {
      RE2JS.compile(source)
    } catch (error) {
      context.addIssue({
        code: 'custom',
        message: `not a valid RE2 regular expression: ${error instanceof Error ? error.message : String(error)}`,
      })
    }
  })

/** A name that is safe between angle brackets in a template. */
const maskName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,31}$/, 'expected a lower-case name such as "tenant"')

const fingerprintKey = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'expected 1 to 64 letters, digits, dots or dashes')

const groupRule = z
  .strictObject({
    message: pattern.optional(),
    errorClass: z.string().min(1).optional(),
    statusCode: z.string().min(1).optional(),
    provider: z.string().min(1).optional(),
    fingerprint: fingerprintKey.optional(),
    title: z.string().min(1).max(80).optional(),
  })
  .readonly()

/** `grouping.rules` of the configuration, checked before anything starts. */
export const groupingRulesSchema = z
  .strictObject({
    rules: z.array(groupRule).readonly().default([]),
    masks: z
      .array(z.strictObject({ pattern, name: maskName }).readonly())
      .readonly()
      .default([]),
  })
  .readonly()

/** What an operator may add to grouping: fixed groups, names for groups, extra masks. Plain data. */
export type GroupingRules = z.input<typeof groupingRulesSchema>

import { z } from 'zod'
import { parseDuration } from './duration.ts'
import { labelNames } from './labels.ts'

const duration = z.string().transform((text, context) => {
  const ms = parseDuration(text)
  if (ms !== null) return ms
  context.addIssue({
    code: 'custom',
    message: `"${text}" is no duration; write it like 90s, 5m or 1h30m`,
  })
  return z.NEVER
})

const patterns = z
  .union([z.string(), z.array(z.string())])
  .transform((p) => (Array.isArray(p) ? p : [p]))
const matchers = z.partialRecord(z.enum(labelNames), patterns)

const thresholdRule = z.strictObject({
  /** Stands in the message and in the alert's identity. */
  name: z.string().min(1).max(100),
  type: z.literal('threshold'),
  /** One alert for each combination of these labels; none: one alert for all. */
  by: z.array(z.enum(labelNames)).default([]),
  /** Only failures whose labels match; each label one pattern or several, `*` as a wildcard. */
  match: matchers.default({}),
  exclude: matchers.default({}),
  /** Fires at this many failures or more within the window. */
  count: z.int().min(1),
  window: duration.pipe(
    z.number().min(10_000, 'a window is at least 10s').max(86_400_000, 'a window is at most 1d'),
  ),
  /** How long it must hold before it fires. */
  for: duration.default(0),
  /** How long it keeps firing after the condition has ended. */
  keepFiringFor: duration.default(120_000),
  repeatInterval: duration.default(14_400_000),
  severity: z.enum(['critical', 'warning', 'info']).default('warning'),
  runbookUrl: z.union([z.url({ protocol: /^https?$/ }), z.literal('')]).default(''),
})

/** One rule of the configuration; durations in milliseconds. */
export type Rule = z.output<typeof thresholdRule>

/** `rules:` of the configuration: names are unique. */
export const rulesSchema = z.array(thresholdRule).superRefine((rules, context) => {
  const seen = new Set<string>()
  for (const [index, rule] of rules.entries()) {
    if (seen.has(rule.name))
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `"${rule.name}" names another rule already`,
      })
    seen.add(rule.name)
  }
})

/** As an operator would write them: what a provider or the capacity does pages, one caller's bad requests wake nobody. */
export const defaultRules: z.input<typeof rulesSchema> = [
  {
    name: 'provider-failures',
    type: 'threshold',
    match: { fault: ['provider'] },
    by: ['model'],
    count: 10,
    window: '5m',
    severity: 'critical',
  },
  {
    name: 'capacity-failures',
    type: 'threshold',
    match: { fault: ['capacity'] },
    by: ['model'],
    count: 20,
    window: '5m',
    severity: 'warning',
  },
]

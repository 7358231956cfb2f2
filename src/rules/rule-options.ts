import { z } from 'zod'
import { parseDuration } from '../domain/duration.ts'
import { DAY_MS, MINUTE_MS } from '../domain/units.ts'
import { labelNames } from './labels.ts'

/** A duration as people write it; milliseconds, bounds included. */
export const between = (what: string, [min, least]: Bound, [max, most]: Bound) =>
  duration.pipe(
    z.number().min(min, `${what} is at least ${least}`).max(max, `${what} is at most ${most}`),
  )

type Bound = readonly [ms: number, written: string]

/** Of any length; milliseconds. */
export const duration = z.string().transform((text, context) => {
  const ms = parseDuration(text)
  if (ms !== null) return ms
  context.addIssue({
    code: 'custom',
    message: `"${text}" is no duration; write it like 90s, 5m or 1h30m`,
  })
  return z.NEVER
})

/** How far back a rule looks: every look counts this much of the past. */
export const window = between('a window', [10_000, '10s'], [DAY_MS, '1d'])

const patterns = z
  .union([z.string(), z.array(z.string())])
  .transform((p) => (Array.isArray(p) ? p : [p]))

const matchers = z.partialRecord(z.enum(labelNames), patterns)

/** Names that Alertmanager gives to alerts, or that every alert carries anyway. */
const reserved = ['alertname', 'rule', 'severity', 'instance']

const staticLabels = z.record(
  z
    .string()
    .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'a label is a name of letters, digits and underscores')
    .refine((name) => !reserved.includes(name), 'every alert has this label already'),
  z.string().max(200),
)

export const labelName = z.enum(labelNames)

/** What requests, and not failures alone, can be told apart by. */
export const trafficLabels = ['model', 'key', 'team', 'provider'] as const
const trafficLabel = z.enum(trafficLabels)

/** What every rule has, whatever its type. `keepFiringFor` is how long it goes on after the condition has ended. */
export const common = {
  /** Stands in the message and in the alert's identity. */
  name: z.string().min(1).max(100),
  /** One alert for each combination of these labels; none: one alert for all. */
  by: z.array(labelName).default([]),
  /** Only failures whose labels match; each label one pattern or several, `*` as a wildcard. */
  match: matchers.default({}),
  exclude: matchers.default({}),
  /** How long it must hold before it fires. */
  for: duration.default(0),
  keepFiringFor: duration.default(2 * MINUTE_MS),
  repeatInterval: duration.default(240 * MINUTE_MS),
  severity: z.enum(['critical', 'warning', 'info']).default('warning'),
  /** Further labels of its alerts: routes and silences can match them. */
  labels: staticLabels.default({}),
  runbookUrl: z.union([z.url({ protocol: /^https?$/ }), z.literal('')]).default(''),
}

/** For rules whose own rule result says when it is over. */
export const endsByItself = { ...common, keepFiringFor: duration.default(0) }

/** For rules about requests: failures carry labels that successes have not. */
export const aboutTraffic = {
  ...common,
  by: z.array(trafficLabel).default([]),
}

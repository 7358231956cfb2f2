import { z } from 'zod'
import { DAY_MS, MINUTE_MS } from '../../domain/units.ts'

// The answers of the API, as its description tells them and its tests hold them. Times: epoch milliseconds, UTC.

const time = z.int().describe('epoch milliseconds, UTC')
const timeOrNull = z.int().nullable().describe('epoch milliseconds, UTC; null for never')
const count = z.int().min(0)
const nameOrNull = z.string().nullable().describe('null where LiteLLM wrote none')
const counts = z.array(z.object({ name: nameOrNull, count }))

const fault = z.enum(['caller', 'provider', 'capacity', 'proxy'])

const steps = z.object({
  from: time,
  to: time,
  stepMs: z.number().positive(),
  series: z.array(
    z.object({
      name: z.string().nullable().describe('an error type, null for none; empty for all together'),
      counts: z.array(count).describe('one number for each step'),
    }),
  ),
})

const group = z.object({
  fingerprint: z.string(),
  version: count.describe('of the algorithm that made the fingerprint'),
  template: z.string(),
  title: z.string(),
  errorType: nameOrNull,
  status: nameOrNull,
  fault,
  firstSeen: time,
  lastSeen: time,
  backAt: timeOrNull,
  goneAt: timeOrNull,
  count: count.describe('all that were ever counted'),
})

const groupRow = group.extend({
  inSpan: count.describe('failures in the period'),
  steps: z.array(count),
})

const event = z.object({
  id: count,
  table: z.enum(['SpendLogs', 'ErrorLogs']),
  requestId: z.string(),
  startTime: time,
  time: time.describe('the moment of the failure'),
  model: nameOrNull,
  provider: nameOrNull,
  keyHash: nameOrNull,
  keyName: nameOrNull,
  team: nameOrNull,
  status: nameOrNull,
  errorType: nameOrNull,
  message: z.string().describe('redacted'),
  group: z.object({
    fingerprint: z.string(),
    version: count,
    template: z.string(),
    title: z.string(),
  }),
  fault,
  fromFuture: z.boolean(),
  late: z.boolean(),
})

const alert = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['critical', 'warning', 'info']),
  labels: z.record(z.string(), z.string()),
  shown: z.record(z.string(), z.string()),
  state: z.enum(['pending', 'firing', 'resolved']),
  startedAt: time,
  firedAt: timeOrNull,
  resolvedAt: timeOrNull,
  activeAt: time,
  notifiedAt: timeOrNull,
  observed: z.number(),
  threshold: z.number(),
  expected: z.number().nullable(),
  says: z.string(),
  windowMs: count,
  peak: z.number(),
})

const report = z.object({
  id: count,
  startedAt: time,
  folder: z.string(),
  stamp: z.string(),
  count,
  finishedAt: timeOrNull,
})

const digest = z.object({ digest: z.string(), day: z.string(), madeAt: time })

const monitor = z.object({
  watchingSince: timeOrNull,
  lastPoll: z.object({ at: time, ok: z.boolean(), reason: z.string() }).nullable(),
  lastGoodPollAt: timeOrNull,
  marks: z.record(z.string(), z.object({ startTime: time, requestId: z.string() })),
  groups: count,
  retries: count.describe(
    'earlier attempts of requests in the last day, where LiteLLM writes them',
  ),
  outbox: z.array(
    z.object({
      channel: z.string(),
      pending: count,
      oldestAgeMs: z.int().nullable(),
      dead: count,
    }),
  ),
  lastReport: report.nullable(),
  lastDigests: z.array(digest),
  model: z.object({ name: z.string(), problem: z.string() }).nullable(),
  nextDigestAt: timeOrNull,
  channels: z.array(z.string()),
})

const period = z.enum(['hour', 'day', 'week', 'month'])

export const now = z.object({
  period,
  failures: steps,
  last: z.array(
    z.object({
      period,
      failures: count,
      share: z.number().nullable().describe('of all requests, 0 to 1; null where not counted'),
    }),
  ),
  openAlerts: z.array(alert),
  largestGroups: z.array(groupRow),
  monitor,
})

export const groups = z.object({
  period,
  from: time,
  to: time,
  total: count,
  failures: count,
  rows: z.array(groupRow),
})

export const groupDetail = z.object({
  group,
  failures: steps,
  affected: z.object({
    models: counts,
    keys: counts,
    teams: counts,
    providers: counts,
    statuses: counts,
  }),
  events: z.array(event),
  alerts: z.array(alert),
  explanation: z
    .object({
      cite: z.string().describe('what the group is called in the words'),
      text: z.string().describe('where they did not come in parts, else empty'),
      problems: z.array(
        z.object({
          text: z.string(),
          cause: z.string(),
          confidence: z.enum(['high', 'medium', 'low']).nullable(),
          advice: z.string(),
          tell: z.string(),
          cites: z.array(z.string()),
        }),
      ),
      called: z.record(z.string(), z.string()).describe('fingerprints by what groups are called'),
      model: z.string(),
      digest: z.string(),
      day: z.string(),
      madeAt: time,
    })
    .nullable(),
})

export const events = z.object({
  rows: z.array(event),
  next: z.string().nullable().describe('hand it back as `before` for older ones'),
})

export const alerts = z.object({ total: count, rows: z.array(alert) })

export const alertDetail = z.object({ alert, failures: steps })

export const silence = z.object({
  id: z.string(),
  state: z.enum(['pending', 'active', 'over']),
  matchers: z.string(),
  alerts: z.array(z.string()).nullable(),
  startsAt: time,
  endsAt: timeOrNull,
  author: z.string(),
  reason: z.string(),
  createdAt: time,
})

export const silences = z.object({ rows: z.array(silence) })

export const silenceAsked = z.object({
  matchers: z.string().min(1).max(2000).describe('such as model="gpt-4o", team=~"pay.*"'),
  durationMs: z
    .int()
    .min(MINUTE_MS)
    .max(31 * DAY_MS),
  author: z.string().min(1).max(100),
  reason: z.string().min(1).max(300),
})

export const reports = z.object({ total: count, rows: z.array(report) })

export const artifacts = z.object({ files: z.array(z.string()) })

export const digests = z.object({ rows: z.array(digest) })

export const configuration = z.record(z.string(), z.unknown())

export const problem = z.object({ error: z.string() })

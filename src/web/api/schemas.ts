import { z } from '@hono/zod-openapi'
import type { Finding, SourceTrouble } from '../../domain/finding.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/units.ts'

// The answers of the API. Its description is made of them, and the type checker and the tests hold the server to them.
// Times: epoch milliseconds, UTC.

/** An answer is never changed once it is made. */
const list = <T extends z.ZodType>(of: T) => z.array(of).readonly()

const time = z.int().describe('epoch milliseconds, UTC')
const timeOrNull = z.int().nullable().describe('epoch milliseconds, UTC; null for never')
const count = z.int().min(0)
const nameOrNull = z.string().nullable().describe('null where LiteLLM wrote none')
const counts = list(z.object({ name: nameOrNull, count }))

const fault = z
  .enum(['caller', 'provider', 'capacity', 'proxy'])
  .nullable()
  .describe('who has to fix it; null where nothing indicates it')

const steps = z
  .object({
    from: time,
    to: time,
    stepMs: z.number().positive(),
    series: list(
      z.object({
        name: z
          .string()
          .nullable()
          .describe('an error type, null for none; empty for all together'),
        counts: list(count).describe('one number for each step'),
      }),
    ),
  })
  .openapi('Steps')

const group = z
  .object({
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
  .openapi('Group')

const groupRow = group
  .extend({
    inSpan: count.describe('failures in the period'),
    steps: list(count),
  })
  .openapi('GroupRow')

const event = z
  .object({
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
  .openapi('Event')

/** One of the kinds of domain/finding.ts; each has fields of its own. */
const finding = z
  .custom<Finding>((value) => typeof value === 'object')
  .openapi({
    type: 'object',
    additionalProperties: true,
    description: 'what the rule found; `kind` says which fields there are',
  })

/** Why the source could not be read, as in domain/finding.ts. */
const trouble = z
  .custom<SourceTrouble>((value) => typeof value === 'object')
  .openapi({
    type: 'object',
    additionalProperties: true,
    description: 'why the poll failed, as data',
  })

const alert = z
  .object({
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
    finding: finding,
    summary: z.string().describe('the finding in a sentence'),
    windowMs: count,
    peak: z.number(),
  })
  .openapi('Alert')

const report = z
  .object({
    id: count,
    startedAt: time,
    folder: z.string(),
    stamp: z.string(),
    count,
    finishedAt: timeOrNull,
  })
  .openapi('Report')

const digest = z.object({ digest: z.string(), day: z.string(), madeAt: time }).openapi('Digest')

const monitor = z
  .object({
    watchingSince: timeOrNull,
    lastPoll: z
      .object({
        at: time,
        ok: z.boolean(),
        reason: z.string(),
        trouble: trouble.optional(),
      })
      .nullable(),
    lastGoodPollAt: timeOrNull,
    marks: z.record(z.string(), z.object({ startTime: time, requestId: z.string() })),
    groups: count,
    retries: count.describe(
      'earlier attempts of requests in the last day, where LiteLLM writes them',
    ),
    outbox: list(
      z.object({
        channel: z.string(),
        pending: count,
        oldestAgeMs: z.int().nullable(),
        dead: count,
      }),
    ),
    lastReport: report.nullable(),
    lastDigests: list(digest),
    model: z.object({ name: z.string(), problem: z.string() }).nullable(),
    nextDigestAt: timeOrNull,
    channels: list(z.string()),
  })
  .openapi('Monitor')

const period = z.enum(['hour', 'day', 'week', 'month'])

export const now = z.object({
  period,
  failures: steps,
  last: list(
    z.object({
      period,
      failures: count,
      share: z.number().nullable().describe('of all requests, 0 to 1; null where not counted'),
    }),
  ),
  openAlerts: list(alert),
  largestGroups: list(groupRow),
  monitor,
})

export const groups = z.object({
  period,
  from: time,
  to: time,
  total: count,
  failures: count,
  rows: list(groupRow),
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
  events: list(event),
  alerts: list(alert),
  explanation: z
    .object({
      cite: z.string().describe('what the group is called in the explanation'),
      text: z.string().describe('the whole of it where it did not come in parts, else empty'),
      problems: list(
        z.object({
          text: z.string(),
          cause: z.string(),
          confidence: z.enum(['high', 'medium', 'low']).nullable(),
          advice: z.string(),
          tell: z.string(),
          cites: list(z.string()),
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
  rows: list(event),
  next: z.string().nullable().describe('pass it as `before` for older ones'),
})

export const alerts = z.object({ total: count, rows: list(alert) })

export const alertDetail = z.object({ alert, failures: steps })

export const silence = z
  .object({
    id: z.string(),
    state: z.enum(['pending', 'active', 'over']),
    matchers: z.string(),
    alerts: list(z.string()).nullable(),
    startsAt: time,
    endsAt: timeOrNull,
    author: z.string(),
    reason: z.string(),
    createdAt: time,
  })
  .openapi('Silence')

export const silences = z.object({ rows: list(silence) })

export const silenceAsked = z
  .object({
    matchers: z.string().min(1).max(2000).describe('such as model="gpt-4o", team=~"pay.*"'),
    durationMs: z
      .int()
      .min(MINUTE_MS)
      .max(31 * DAY_MS),
    author: z.string().min(1).max(100),
    reason: z.string().min(1).max(300),
  })
  .openapi('NewSilence')

export const reports = z.object({ total: count, rows: list(report) })

export const artifacts = z.object({ files: list(z.string()) })

export const digests = z.object({ rows: list(digest) })

export const configuration = z.record(z.string(), z.unknown())

export const problem = z.object({ error: z.string() }).openapi('Problem')

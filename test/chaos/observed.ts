import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { unpackId } from '../../src/state/events/request-id.ts'
import type { Received } from './sinks/received.ts'

const stateEvent = z.object({
  id: z.int(),
  tbl: z.int(),
  requestId: z.instanceof(Uint8Array).transform(unpackId),
  start: z.number(),
  time: z.number(),
  twinOf: z.number().nullable(),
  model: z.string(),
  team: z.string(),
  status: z.string(),
})
const minuteCount = z.object({
  minute: z.int(),
  model: z.string(),
  team: z.string(),
  status: z.string(),
  n: z.int(),
})
const alert = z.object({
  id: z.string(),
  rule: z.string(),
  labels: z.string().transform((text): Record<string, string> => JSON.parse(text)),
  state: z.string(),
  startedAt: z.number(),
  firedAt: z.number().nullable(),
  resolvedAt: z.number().nullable(),
})
const digest = z.object({
  name: z.string(),
  day: z.string(),
  upto: z.number(),
  payload: z.string().transform((text): unknown => JSON.parse(text)),
})
const outboxRow = z.object({
  notification: z.string(),
  channel: z.string(),
  state: z.string(),
  reason: z.string(),
  payload: z.string(),
})
const look = z.object({ evaluatedAt: z.number(), polledAt: z.number(), committedAt: z.number() })

type StateEvent = z.output<typeof stateEvent>
type MinuteCount = z.output<typeof minuteCount>
export type AlertRow = z.output<typeof alert>
type DigestRow = z.output<typeof digest>
type OutboxEntry = z.output<typeof outboxRow>
/** A look at the rules that was committed: its fast moment, and when its poll began and it ended (real). */
type RuleEvaluation = z.output<typeof look>

/** Everything a run left behind, to be held against what was written. */
export interface Observed {
  readonly events: readonly StateEvent[]
  readonly minutes: readonly MinuteCount[]
  readonly alerts: readonly AlertRow[]
  readonly digests: readonly DigestRow[]
  readonly outbox: readonly OutboxEntry[]
  readonly unfinishedReports: number
  readonly watchingSince: number
  /** Request ids of each report's full file, by its path. */
  readonly reports: ReadonlyMap<string, readonly string[]>
  readonly received: readonly Received[]
  readonly looks: readonly RuleEvaluation[]
}

/** Reads Lookout's state file without disturbing it. */
export const readState = (path: string) => {
  const db = new DatabaseSync(path, { readOnly: true })
  const all = <T>(shape: z.ZodType<T>, sql: string): T[] =>
    db
      .prepare(sql)
      .all()
      .map((row) => shape.parse(row))
  try {
    const [reports = { n: 0 }] = all(
      z.object({ n: z.int() }),
      'SELECT COUNT(*) AS n FROM reports WHERE finished_at IS NULL',
    )
    const [since = { value: 'null' }] = all(
      z.object({ value: z.string() }),
      "SELECT value FROM meta WHERE name = 'watching since'",
    )
    return {
      events: all(
        stateEvent,
        `SELECT e.id, e.tbl, e.request_id AS requestId, e.start_ms AS start, e.time_ms AS time,
           e.twin_of AS twinOf, s.model, s.team, s.status
         FROM events e JOIN series s ON s.id = e.series_id ORDER BY e.id`,
      ),
      minutes: all(
        minuteCount,
        `SELECT c.minute, s.model, s.team, s.status, c.n
         FROM minute_counts c JOIN series s ON s.id = c.series_id WHERE c.n <> 0`,
      ),
      alerts: all(
        alert,
        `SELECT id, rule, labels, state, started_at AS startedAt, fired_at AS firedAt,
           resolved_at AS resolvedAt FROM alerts ORDER BY started_at`,
      ),
      digests: all(
        digest,
        'SELECT digest AS name, day, upto_event AS upto, payload FROM digests ORDER BY day',
      ),
      outbox: all(
        outboxRow,
        `SELECT o.notification_id AS notification, o.channel, o.state, o.reason, n.payload
         FROM outbox o JOIN notifications n ON n.id = o.notification_id ORDER BY o.id`,
      ),
      unfinishedReports: reports.n,
      watchingSince: Number(since.value),
    }
  } finally {
    db.close()
  }
}

const row = z.object({ request_id: z.string() })

/** The request ids of every full file below an output folder. */
export const readReports = (output: string): ReadonlyMap<string, readonly string[]> => {
  const reports = new Map<string, readonly string[]>()
  for (const folder of readdirSync(output))
    for (const name of readdirSync(join(output, folder))) {
      if (!name.startsWith('error_logs_full_')) continue
      const text = readFileSync(join(output, folder, name), 'utf8')
      const rows = z.array(row).parse(JSON.parse(text))
      reports.set(
        `${folder}/${name}`,
        rows.map(({ request_id }) => request_id),
      )
    }
  return reports
}

/** What the daemons wrote down as they ran: looks at the rules, and the steps at which they ended. */
export const readJournal = (file: string) => {
  const lines = readFileSync(file, 'utf8').split('\n')
  const looks: RuleEvaluation[] = []
  const hits: string[] = []
  for (const line of lines) {
    if (line === '') continue
    const entry: unknown = JSON.parse(line)
    const found = look.safeParse(entry)
    if (found.success) looks.push(found.data)
    else hits.push(z.object({ hit: z.string() }).parse(entry).hit)
  }
  return { looks, hits }
}

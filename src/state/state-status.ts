import type { AlertRecord } from '../domain/alert.ts'
import type { SourceTable } from '../domain/event.ts'
import { DAY_MS, MINUTE_MS } from '../domain/units.ts'
import type { HighWaterMark } from '../pipeline/ingest/poll-ports.ts'
import { readAlertGroups, readOpenAlerts } from './alerts/alert-rows.ts'
import { int, intOrNull, text } from './columns.ts'
import type { Database, Executor } from './database.ts'
import { readHighWaterMarks } from './events/high-water-marks.ts'
import { readRetries } from './events/request-rows.ts'
import { type PollRecord, readPolls, readWatchingSince } from './events/watching.ts'
import { type LastDigest, readLastDigests } from './reports/digest-rows.ts'
import { type LastReport, readLastReport } from './reports/report-rows.ts'

/** Waiting and undeliverable messages of one channel. */
interface OutboxDepth {
  readonly channel: string
  readonly pending: number
  /** Age of the oldest unsent row, milliseconds; null if none waits. */
  readonly oldestAgeMs: number | null
  readonly dead: number
}

/** Summary of the state. Times in epoch milliseconds. */
export interface StateStatus {
  readonly marks: ReadonlyMap<SourceTable, HighWaterMark>
  readonly watchingSince: number | null
  readonly lastPoll: PollRecord | null
  readonly lastGoodPollAt: number | null
  /** Stored events, without twins. */
  readonly events: number
  readonly groups: number
  /** In the last day: earlier attempts of requests, which have rows of their own since LiteLLM 1.108. */
  readonly retries: number
  /** Pending and firing. */
  readonly openAlerts: readonly AlertRecord[]
  /** For those that are not sent now, the reason (a silence, a mute time), by alert id. */
  readonly keptBack: readonly { readonly alert: string; readonly why: string }[]
  readonly outbox: readonly OutboxDepth[]
  readonly lastReport: LastReport | null
  readonly lastDigests: readonly LastDigest[]
}

const readKeptBack = async (db: Executor): Promise<StateStatus['keptBack']> =>
  (await readAlertGroups(db)).flatMap(({ members }) =>
    members
      .filter(({ why, alert }) => why !== '' && alert.state === 'firing')
      .map(({ alert, why }) => ({ alert: alert.id, why })),
  )

export const readOutbox = async (db: Executor, now: number): Promise<readonly OutboxDepth[]> => {
  const rows = await db.all(
    `SELECT channel, SUM(CASE WHEN state = 'pending' THEN 1 ELSE 0 END) AS pending,
       SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END) AS dead,
       MIN(CASE WHEN state = 'pending' THEN created_at END) AS oldest
     FROM outbox GROUP BY channel ORDER BY channel`,
  )
  return rows.map((row) => {
    const oldest = intOrNull(row, 'oldest')
    return {
      channel: text(row, 'channel'),
      pending: int(row, 'pending'),
      dead: int(row, 'dead'),
      oldestAgeMs: oldest === null ? null : now - oldest,
    }
  })
}

/** All as of one moment: nothing is committed between its parts. */
export const readStatus = (db: Database, now: number): Promise<StateStatus> =>
  db.transaction(async (tx) => {
    const polls = await readPolls(tx)
    const [sums = {}] = await tx.all(
      `SELECT (SELECT COUNT(*) FROM events WHERE twin_of IS NULL) AS events,
         (SELECT COUNT(*) FROM groups WHERE count > 0) AS groups`,
    )
    return {
      marks: await readHighWaterMarks(tx),
      watchingSince: await readWatchingSince(tx),
      lastPoll: polls.last,
      lastGoodPollAt: polls.lastGoodAt,
      events: int(sums, 'events'),
      groups: int(sums, 'groups'),
      retries: await readRetries(tx, now - DAY_MS, now + MINUTE_MS),
      openAlerts: await readOpenAlerts(tx),
      keptBack: await readKeptBack(tx),
      outbox: await readOutbox(tx, now),
      lastReport: await readLastReport(tx),
      lastDigests: await readLastDigests(tx),
    }
  })

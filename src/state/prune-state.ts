import { DAY_MS, MINUTE_MS } from '../domain/units.ts'
import type { Database } from './database.ts'
import type { SeriesIndex } from './events/series.ts'

/** Everything older is deleted; all are epoch milliseconds. */
export interface PruneBefore {
  /**
   * Events, Lookout's own calls, and messages that were sent or given up. Must be older than any re-read of the source:
   * a deleted row would be new again.
   */
  readonly events: number
  /** Groups and their first-seen dates. */
  readonly groups: number
  /** Finished reports, digests, resolved alerts. The newest report and digest stay. */
  readonly reports: number
}

type Kind =
  | 'events'
  | 'counts'
  | 'groups'
  | 'reports'
  | 'digests'
  | 'alerts'
  | 'outbox'
  | 'ownCalls'
  | 'requests'
  | 'requestSeries'

/** Rows deleted, of each kind. */
export type Pruned = Readonly<Record<Kind, number>>

// Baselines look back a little over 28 days, even if events are deleted earlier.
const COUNTS_MS = 35 * DAY_MS

// Baselines contain what rules need of the requests; minutes are for windows of at most a day.
const REQUESTS_MS = 3 * DAY_MS

const BATCH = 2_000

/** Yields to timers and connections. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** By name: what to delete, in `table`, by `key`, until nothing more is found. `$1` is the time. */
const PLANS: Readonly<Record<Kind, readonly [string, string, string]>> = {
  // By both times: a re-read uses startTime, and an event may have any time.
  events: ['events', 'id', 'time_ms < $1 AND start_ms < $1'],
  counts: ['minute_counts', 'minute, series_id', 'minute < $1 / 60000 - 1'],
  // Twins are not in their group's span, and an event's time may be far from its row's.
  groups: [
    'groups',
    'id',
    `last_seen < $1 AND id NOT IN (SELECT s.group_id FROM events e JOIN series s ON s.id = e.series_id
     WHERE e.twin_of IS NOT NULL OR e.time_ms < $1)`,
  ],
  // The newest one says where the next starts.
  reports: ['reports', 'id', 'finished_at < $1 AND id < (SELECT MAX(id) FROM reports)'],
  digests: [
    'digests',
    'digest, day',
    'made_at < $1 AND day < (SELECT MAX(day) FROM digests AS d WHERE d.digest = digests.digest)',
  ],
  alerts: ['alerts', 'id', "state = 'resolved' AND updated_at < $1"],
  outbox: ['outbox', 'id', "state <> 'pending' AND ended_at < $1"],
  ownCalls: ['own_calls', 'call_id', 'at < $1'],
  requests: ['request_counts', 'minute, series_id', 'minute < $1 / 60000'],
  requestSeries: [
    'request_series',
    'id',
    'id NOT IN (SELECT series_id FROM request_counts WHERE minute >= $1 / 60000)',
  ],
}

const ORDER = [
  'events',
  'counts',
  'groups',
  'reports',
  'digests',
  'alerts',
  'outbox',
  'ownCalls',
  'requests',
  'requestSeries',
] as const

/**
 * Deletes what is older, a limited batch per transaction, with other work in between. Returns how many of each.
 * `series` clears its cache. `now` in epoch milliseconds.
 */
export const prune = async (
  db: Database,
  series: SeriesIndex,
  before: PruneBefore,
  now: number,
): Promise<Pruned> => {
  const counts = Math.min(before.events, now - COUNTS_MS)
  const moments: Readonly<Record<Kind, number>> = {
    events: before.events,
    counts,
    // A group stays at least as long as its events.
    groups: Math.min(before.groups, before.events, counts - MINUTE_MS * 2),
    reports: before.reports,
    digests: before.reports,
    alerts: before.reports,
    outbox: before.events,
    ownCalls: before.events,
    requests: now - REQUESTS_MS,
    requestSeries: now - REQUESTS_MS,
  }
  const pruned: Record<Kind, number> = {
    events: 0,
    counts: 0,
    groups: 0,
    reports: 0,
    digests: 0,
    alerts: 0,
    outbox: 0,
    ownCalls: 0,
    requests: 0,
    requestSeries: 0,
  }
  for (const name of ORDER) {
    const [table, key, condition] = PLANS[name]
    const sql = `DELETE FROM ${table} WHERE (${key}) IN
      (SELECT ${key} FROM ${table} WHERE ${condition} LIMIT ${BATCH})`
    let deleted = BATCH
    while (deleted > 0) {
      // In the transaction, so that no page looks up a number between the delete and the reset.
      deleted = await db.transaction(async (tx) => {
        const rows = await tx.run(sql, [moments[name]])
        if (name === 'groups') series.forget()
        return rows
      })
      pruned[name] += deleted
      await pause()
    }
  }
  // Aliases are kept as long as their group; splits by hand or by the configuration are kept.
  await db.run(`WITH RECURSIVE live (fingerprint) AS (
      SELECT fingerprint FROM groups
      UNION SELECT a.fingerprint FROM group_aliases a JOIN live l ON a.target = l.fingerprint)
    DELETE FROM group_aliases WHERE kind NOT IN ('apart', 'kept')
      AND fingerprint NOT IN (SELECT fingerprint FROM live)`)
  await db.run('DELETE FROM notifications WHERE id NOT IN (SELECT notification_id FROM outbox)')
  return pruned
}

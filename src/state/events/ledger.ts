import { DAY_MS, MINUTE_MS } from '../../domain/units.ts'
import { inChunks, int, tuples } from '../columns.ts'
import type { Executor, Value } from '../database.ts'
import type { Place } from './series.ts'

export const minuteOf = (time: number): number => Math.floor(time / MINUTE_MS)

/** The part of an event that counts use. `time` in epoch milliseconds. */
interface Counted extends Place {
  readonly time: number
}

/** Collects what a page adds to and subtracts from the counts, and writes the sums once. */
export interface Ledger {
  readonly add: (event: Counted) => void
  /** For an event that turned out to be a twin. */
  readonly remove: (event: Counted) => void
  /** Events added (or removed). */
  readonly net: () => number
  /** Called last in the transaction: it reads the final events. */
  readonly write: (tx: Executor) => Promise<void>
}

interface GroupChange {
  net: number
  added: { first: number; last: number } | null
  removed: { first: number; last: number } | null
}

const widen = (
  span: { first: number; last: number } | null,
  time: number,
): { first: number; last: number } =>
  span === null
    ? { first: time, last: time }
    : { first: Math.min(span.first, time), last: Math.max(span.last, time) }

/** A group that returns after this long starts a new run. */
export const RUN_GAP_MS = DAY_MS

// A group without counted events (only twins, or none yet) has no span, unless it was part of another group before.
const GROW_GROUP = `UPDATE groups SET
  first_seen = CASE WHEN count = 0 AND since < $2 THEN since
    WHEN count = 0 OR first_seen > $2 THEN $2 ELSE first_seen END,
  last_seen = CASE WHEN count = 0 OR last_seen < $3 THEN $3 ELSE last_seen END,
  gone_at = CASE WHEN count > 0 AND $2 - last_seen >= ${RUN_GAP_MS} THEN last_seen ELSE gone_at END,
  back_at = CASE WHEN count > 0 AND $2 - last_seen >= ${RUN_GAP_MS} THEN $2 ELSE back_at END,
  count = count + $4 WHERE id = $1`

const neighbour = (order: 'ASC' | 'DESC'): string => `SELECT e.time_ms AS time FROM events e
  JOIN series s ON s.id = e.series_id
  WHERE s.group_id = $1 AND e.twin_of IS NULL AND e.time_ms ${order === 'ASC' ? '>=' : '<='} $2
  ORDER BY e.time_ms ${order} LIMIT 1`

/** The span of a group that lost its first or last event now starts or ends at the next one. */
const respan = async (
  tx: Executor,
  group: number,
  removed: { readonly first: number; readonly last: number },
): Promise<void> => {
  const [row = {}] = await tx.all('SELECT first_seen, last_seen, count FROM groups WHERE id = $1', [
    group,
  ])
  if (int(row, 'count') === 0) return
  if (removed.first <= int(row, 'first_seen')) {
    const [next] = await tx.all(neighbour('ASC'), [group, removed.first])
    if (next !== undefined) {
      await tx.run('UPDATE groups SET first_seen = $2 WHERE id = $1', [group, int(next, 'time')])
    }
  }
  if (removed.last >= int(row, 'last_seen')) {
    const [next] = await tx.all(neighbour('DESC'), [group, removed.last])
    if (next !== undefined) {
      await tx.run('UPDATE groups SET last_seen = $2 WHERE id = $1', [group, int(next, 'time')])
    }
  }
}

const writeMinutes = async (
  tx: Executor,
  minutes: ReadonlyMap<string, readonly [number, number, number]>,
): Promise<void> => {
  const rows = [...minutes.values()].filter(([, , n]) => n !== 0)
  await inChunks(rows, (count, params) =>
    tx.run(
      `INSERT INTO minute_counts (minute, series_id, n) VALUES ${tuples(count, 3)}
       ON CONFLICT (minute, series_id) DO UPDATE SET n = minute_counts.n + excluded.n`,
      params,
    ),
  )
  for (const [minute, series, n] of rows) {
    if (n > 0) continue
    const key: readonly Value[] = [minute, series]
    await tx.run('DELETE FROM minute_counts WHERE minute = $1 AND series_id = $2 AND n = 0', key)
  }
}

export const createLedger = (): Ledger => {
  const minutes = new Map<string, readonly [number, number, number]>()
  const groups = new Map<number, GroupChange>()
  let net = 0

  const note = (event: Counted, n: 1 | -1): void => {
    net += n
    const minute = minuteOf(event.time)
    const key = `${minute} ${event.seriesId}`
    minutes.set(key, [minute, event.seriesId, (minutes.get(key)?.[2] ?? 0) + n])
    const change = groups.get(event.groupId) ?? { net: 0, added: null, removed: null }
    change.net += n
    if (n > 0) change.added = widen(change.added, event.time)
    else change.removed = widen(change.removed, event.time)
    groups.set(event.groupId, change)
  }

  return {
    add: (event) => note(event, 1),
    remove: (event) => note(event, -1),
    net: () => net,
    write: async (tx) => {
      await writeMinutes(tx, minutes)
      for (const [id, change] of groups) {
        if (change.added === null) {
          await tx.run('UPDATE groups SET count = count + $2 WHERE id = $1', [id, change.net])
        } else {
          const { first, last } = change.added
          await tx.run(GROW_GROUP, [id, first, last, change.net])
        }
        if (change.removed !== null) await respan(tx, id, change.removed)
      }
    },
  }
}

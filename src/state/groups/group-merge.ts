import { MINUTE_MS } from '../../domain/units.ts'
import { int, intOrNull, text } from '../columns.ts'
import type { Executor } from '../database.ts'
import { RUN_GAP_MS } from '../events/ledger.ts'
import { TUPLE } from './group-aliases.ts'

/** When a group was seen. Epoch milliseconds; `backAt` starts its present run, `goneAt` ended the previous one. */
export interface Span {
  readonly count: number
  readonly firstSeen: number
  readonly lastSeen: number
  readonly backAt: number | null
  readonly goneAt: number | null
}

/** The span of both together. A pause of one is none if the other was seen in it. */
export const mergeSpans = (one: Span, other: Span): Span => {
  if (one.count === 0) return { ...other, count: other.count }
  if (other.count === 0) return one
  const [early, late] = one.lastSeen <= other.lastSeen ? [one, other] : [other, one]
  const firstSeen = Math.min(one.firstSeen, other.firstSeen)
  const begin = ({ backAt, firstSeen: first }: Span) => backAt ?? first
  const touch = begin(late) - early.lastSeen < RUN_GAP_MS
  const start = touch ? Math.min(begin(early), begin(late)) : begin(late)
  const ends = [early.goneAt, late.goneAt, touch ? null : early.lastSeen]
  const goneAt = Math.max(...ends.map((end) => (end === null || end >= start ? -1 : end)))
  const back = start > firstSeen && goneAt >= 0
  return {
    count: one.count + other.count,
    firstSeen,
    lastSeen: late.lastSeen,
    backAt: back ? start : null,
    goneAt: back ? goneAt : null,
  }
}

const DIMENSIONS = 'model, provider, key_hash, key_name, team, status, error_type, fault'
const SAME = DIMENSIONS.split(', ')
  .map((name) => `n.${name} = s.${name}`)
  .join(' AND ')

// Always a new number: cached series numbers must never refer to changed series.
const COPY_SERIES = `INSERT INTO series (group_id, ${DIMENSIONS})
  SELECT $2, ${DIMENSIONS} FROM series WHERE group_id = $1 ON CONFLICT DO NOTHING`

const MOVE_EVENTS = `UPDATE events SET series_id = (SELECT n.id FROM series s JOIN series n ON n.group_id = $2 AND ${SAME}
    WHERE s.id = events.series_id)
  WHERE series_id IN (SELECT id FROM series WHERE group_id = $1)`

const ADD_MINUTES = `INSERT INTO minute_counts (minute, series_id, n)
  SELECT m.minute, n.id, SUM(m.n) FROM series s JOIN series n ON n.group_id = $2 AND ${SAME}
    JOIN minute_counts m ON m.series_id = s.id
  WHERE s.group_id = $1 AND m.minute >= $3 AND m.minute <= $4 GROUP BY m.minute, n.id
  ON CONFLICT (minute, series_id) DO UPDATE SET n = minute_counts.n + excluded.n`

const DROP_MINUTES = `DELETE FROM minute_counts WHERE minute >= $2 AND minute <= $3
  AND series_id IN (SELECT id FROM series WHERE group_id = $1)`

interface Found extends Span {
  readonly id: number
  readonly since: number | null
}

const find = async (tx: Executor, name: string): Promise<Found | null> => {
  const [row] = await tx.all(
    `SELECT id, count, first_seen, last_seen, back_at, gone_at, since FROM groups WHERE fingerprint = $1`,
    [name],
  )
  return row === undefined
    ? null
    : {
        id: int(row, 'id'),
        count: int(row, 'count'),
        firstSeen: int(row, 'first_seen'),
        lastSeen: int(row, 'last_seen'),
        backAt: intOrNull(row, 'back_at'),
        goneAt: intOrNull(row, 'gone_at'),
        since: intOrNull(row, 'since'),
      }
}

/**
 * Open alerts labelled with the group continue under its new fingerprint, for each rule the oldest of those that become
 * equal.
 */
const renameAlerts = async (tx: Executor, from: string, to: string): Promise<void> => {
  const open = await tx.all(
    "SELECT id, rule, labels FROM alerts WHERE state <> 'resolved' ORDER BY started_at, id",
  )
  const taken = new Set(open.map((row) => `${text(row, 'rule')} ${text(row, 'labels')}`))
  for (const row of open) {
    const labels: Record<string, string> = JSON.parse(text(row, 'labels'))
    if (labels['group'] !== from) continue
    const renamed = JSON.stringify({ ...labels, group: to })
    const key = `${text(row, 'rule')} ${renamed}`
    if (taken.has(key)) continue
    taken.add(key)
    await tx.run('UPDATE alerts SET labels = $2 WHERE id = $1', [text(row, 'id'), renamed])
  }
}

const least = (...values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/**
 * Moves everything that was counted under one fingerprint to another: events, series, minutes, first and last seen.
 * Called in a transaction. Counted events are within their group's span, which limits the search for them; twins are
 * few.
 */
export const mergeGroups = async (tx: Executor, from: string, to: string): Promise<void> => {
  const old = await find(tx, from)
  if (old === null) return
  await tx.run(
    `INSERT INTO groups (fingerprint, ${TUPLE}, first_seen, last_seen, count)
     SELECT $2, ${TUPLE}, first_seen, last_seen, 0 FROM groups WHERE fingerprint = $1 ON CONFLICT DO NOTHING`,
    [from, to],
  )
  const kept = await find(tx, to)
  if (kept === null) return
  await tx.run(COPY_SERIES, [old.id, kept.id])
  await tx.run(`${MOVE_EVENTS} AND twin_of IS NOT NULL`, [old.id, kept.id])
  if (old.count > 0) {
    const { firstSeen, lastSeen } = old
    await tx.run(`${MOVE_EVENTS} AND twin_of IS NULL AND time_ms >= $3 AND time_ms <= $4`, [
      old.id,
      kept.id,
      firstSeen,
      lastSeen,
    ])
    const minutes = [Math.floor(firstSeen / MINUTE_MS), Math.floor(lastSeen / MINUTE_MS)]
    await tx.run(ADD_MINUTES, [old.id, kept.id, ...minutes])
    await tx.run(DROP_MINUTES, [old.id, ...minutes])
  }
  const span = mergeSpans(kept, old)
  await tx.run(
    `UPDATE groups SET count = $2, first_seen = $3, last_seen = $4, back_at = $5, gone_at = $6, since = $7
     WHERE id = $1`,
    [
      kept.id,
      span.count,
      span.firstSeen,
      span.lastSeen,
      span.backAt,
      span.goneAt,
      least(kept.since, old.since),
    ],
  )
  await tx.run('DELETE FROM groups WHERE id = $1', [old.id])
  await renameAlerts(tx, from, to)
}

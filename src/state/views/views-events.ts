import { HOUR_MS } from '../../domain/units.ts'
import type { EventPage, EventQuery, EventRow, PageStore } from '../../web/read-model.ts'
import { int } from '../columns.ts'
import type { Executor, Row } from '../database.ts'
import { STORED_COLUMNS, STORED_FROM, storedEvent } from '../events/event-rows.ts'
import { packId } from '../events/request-id.ts'
import type { Buckets } from './views-buckets.ts'
import type { SeriesBook } from './views-series.ts'

const MOST_ROWS = 10

const eventRow = (row: Row): EventRow => ({ ...storedEvent(row), id: int(row, 'id') })

/** Few different lengths, so that each statement is prepared once; filled up with the last number. */
const LENGTHS = [1, 10, 100]

const among = (series: readonly number[], first: number) => {
  const length = LENGTHS.find((size) => size >= series.length)
  if (series.length === 0 || length === undefined) return { sql: '', params: [] }
  const params = Array.from({ length }, (_, i) => series[i] ?? series.at(-1) ?? 0)
  const marks = params.map((_, i) => `$${first + i}`)
  return { sql: `AND e.series_id IN (${marks.join(',')})`, params }
}

/** The newest events of a range of hours, of these series if there are few of them. */
const newest = async (
  db: Executor,
  span: { readonly from: number; readonly to: number },
  before: { readonly time: number; readonly id: number },
  series: readonly number[],
  limit: number,
): Promise<readonly EventRow[]> => {
  const { sql, params } = among(series, 6)
  const rows = await db.all(
    `SELECT ${STORED_COLUMNS} ${STORED_FROM}
     WHERE e.time_ms >= $1 AND e.time_ms <= $2 AND e.twin_of IS NULL
       AND (e.time_ms < $3 OR +e.id < $4) ${sql}
     ORDER BY e.time_ms DESC, e.id DESC LIMIT $5`,
    [span.from, Math.min(span.to - 1, before.time), before.time, before.id, limit, ...params],
  )
  return rows.map(eventRow)
}

export const createEventViews = (
  db: Executor,
  hours: Buckets,
  book: SeriesBook,
): Pick<PageStore, 'events' | 'request'> => ({
  events: async ({ filter, before, limit }: EventQuery): Promise<EventPage> => {
    const wanted = await book.matching(filter)
    const start = before ?? { time: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER }
    const counted = await hours.between(0, start.time + 1)
    const rows: EventRow[] = []
    // The counts show which hours have matches: only those are read, newest first.
    for (let index = counted.length - 1; index >= 0 && rows.length <= limit; index--) {
      const [from, { series, n }] = counted[index] ?? [0, { series: [], n: [] }]
      const here = [...series].filter((id, i) => (n[i] ?? 0) > 0 && (wanted?.has(id) ?? true))
      if (here.length === 0) continue
      const span = { from, to: from + HOUR_MS }
      const narrow = wanted !== null && here.length < series.length
      const missing = limit + 1 - rows.length
      for (let at = 0; at < (narrow ? here.length : 1); at += 100) {
        const part = narrow ? here.slice(at, at + 100) : []
        rows.push(...(await newest(db, span, start, part, missing)))
      }
      rows.sort((a, b) => b.time - a.time || b.id - a.id)
    }
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      rows: shown,
      next: rows.length > limit && last !== undefined ? { time: last.time, id: last.id } : null,
    }
  },
  request: async (requestId) => {
    // The index starts with the hour: goes from one existing hour to the next, and in each directly to the id.
    const rows = await db.all(
      `WITH RECURSIVE hours (hour) AS (
         SELECT MIN(start_ms / 3600000) FROM events
         UNION ALL
         SELECT (SELECT MIN(n.start_ms / 3600000) FROM events n WHERE n.start_ms / 3600000 > hours.hour)
         FROM hours WHERE hours.hour IS NOT NULL)
       SELECT ${STORED_COLUMNS} FROM hours CROSS JOIN events e
       JOIN series s ON s.id = e.series_id JOIN groups g ON g.id = s.group_id
       WHERE e.start_ms / 3600000 = hours.hour AND e.request_id = $1 AND e.twin_of IS NULL
       ORDER BY e.start_ms DESC LIMIT ${MOST_ROWS}`,
      [packId(requestId)],
    )
    return rows.map(eventRow)
  },
})

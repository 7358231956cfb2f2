import type { Sample } from '../../domain/facts.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import type { EvaluationStore } from '../../pipeline/evaluate/evaluate-ports.ts'
import type { GroupHistory } from '../../rules/counts.ts'
import { inChunks, int, intOrNull, text, tuples } from '../columns.ts'
import type { Database } from '../database.ts'
import { groupNames } from '../groups/group-aliases.ts'
import { DIMENSIONS, dimensions } from './dimensions.ts'
import { STORED_COLUMNS, STORED_FROM, storedEvent } from './event-rows.ts'
import { minuteOf } from './ledger.ts'

// Whole minutes are already summed up; only the edges of the window are counted from events.
const WINDOW = `SELECT c.series_id, c.n, ${DIMENSIONS} FROM (SELECT series_id, SUM(n) AS n FROM (
      SELECT series_id, n FROM minute_counts WHERE minute >= $1 AND minute < $2
      UNION ALL
      SELECT series_id, 1 AS n FROM events WHERE time_ms >= $3 AND time_ms < $4 AND twin_of IS NULL
      UNION ALL
      SELECT series_id, 1 AS n FROM events WHERE time_ms >= $5 AND time_ms < $6 AND twin_of IS NULL
    ) AS parts GROUP BY series_id) AS c
  JOIN series s ON s.id = c.series_id JOIN groups g ON g.id = s.group_id
  ORDER BY c.series_id`

/** [first whole minute, minute after the last, span of the first edge, span of the last edge]. */
const splitWindow = (from: number, to: number): readonly number[] => {
  const first = minuteOf(from + MINUTE_MS - 1)
  const end = minuteOf(to)
  return first >= end
    ? [0, 0, from, to, 0, 0]
    : [first, end, from, first * MINUTE_MS, end * MINUTE_MS, to]
}

export const createCounts = (
  db: Database,
): Pick<EvaluationStore, 'windowCounts' | 'newestSample' | 'groupTitles' | 'groupHistory'> => ({
  windowCounts: async (from, to) => {
    const rows = await db.all(WINDOW, splitWindow(from, to))
    return rows.map((row) => ({
      series: int(row, 'series_id'),
      dimensions: dimensions(row),
      count: int(row, 'n'),
    }))
  },
  newestSample: async (series, from, to) => {
    let newest: Sample | null = null
    await inChunks(
      series.map((id) => [id]),
      async (count, params) => {
        const marks = Array.from({ length: count }, (_, index) => `$${index + 3}`).join(',')
        const [row] = await db.all(
          `SELECT ${STORED_COLUMNS} ${STORED_FROM}
           WHERE e.time_ms >= $1 AND e.time_ms < $2 AND e.twin_of IS NULL AND e.series_id IN (${marks})
           ORDER BY e.time_ms DESC, e.id DESC LIMIT 1`,
          [newest?.time ?? from, to, ...params],
        )
        if (row === undefined) return
        const { requestId, time, model, keyName, message } = storedEvent(row)
        newest = { requestId, time, model, keyName, message }
      },
    )
    return newest
  },
  groupTitles: async (fingerprints) => {
    const found = new Map<string, string>()
    // An alert may be labelled with a fingerprint that has been joined with others since.
    const names = await groupNames(db, fingerprints)
    await inChunks(
      [...new Set(names.values())].map((name) => [name]),
      async (count, params) => {
        const rows = await db.all(
          `SELECT fingerprint, title FROM groups WHERE fingerprint IN (VALUES ${tuples(count, 1)})`,
          params,
        )
        for (const row of rows) found.set(text(row, 'fingerprint'), text(row, 'title'))
      },
    )
    const titles = new Map<string, string>()
    for (const [fingerprint, name] of names) {
      const title = found.get(name)
      if (title !== undefined) titles.set(fingerprint, title)
    }
    return titles
  },
  groupHistory: async (fingerprints) => {
    const histories = new Map<string, GroupHistory>()
    await inChunks(
      fingerprints.map((fingerprint) => [fingerprint]),
      async (count, params) => {
        const rows = await db.all(
          `SELECT fingerprint, first_seen, back_at, gone_at FROM groups
           WHERE count > 0 AND fingerprint IN (VALUES ${tuples(count, 1)})`,
          params,
        )
        for (const row of rows)
          histories.set(text(row, 'fingerprint'), {
            firstSeen: int(row, 'first_seen'),
            backAt: intOrNull(row, 'back_at'),
            goneAt: intOrNull(row, 'gone_at'),
          })
      },
    )
    return histories
  },
})

import type { Executor } from './database.ts'
import { aliasChanges } from './group-aliases.ts'
import { int } from './rows.ts'

const MINUTES = 60
export const HOUR_MS = 3_600_000

/** Longest stretch that one query adds up: between two, other work has its turn. */
const SLICE = 12

/** How far apart twins may be: a new event may take an older one out of its hour. */
const TWIN_MS = 10_000

/** One hour's counts: `n[i]` failures of series `series[i]`. */
export interface HourCounts {
  readonly series: Uint32Array
  readonly n: Uint32Array
}

export interface Hours {
  /** Counts of the hours [from, to), numbered since 1970, oldest first; hours without any are left out. */
  readonly between: (
    from: number,
    to: number,
  ) => Promise<readonly (readonly [number, HourCounts])[]>
  readonly forget: () => void
}

const nothing: HourCounts = { series: new Uint32Array(0), n: new Uint32Array(0) }

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const BY_HOUR = `SELECT minute / ${MINUTES} AS hour, series_id, SUM(n) AS n FROM minute_counts
  WHERE minute >= $1 AND minute < $2 GROUP BY minute / ${MINUTES}, series_id ORDER BY hour`

const TOUCHED = `SELECT DISTINCT (time_ms - ${TWIN_MS}) / ${HOUR_MS} AS first,
  (time_ms + ${TWIN_MS}) / ${HOUR_MS} AS last FROM events WHERE id > $1 AND id <= $2`

const read = async (db: Executor, from: number, to: number, into: Map<number, HourCounts>) => {
  const rows = await db.all(BY_HOUR, [from * MINUTES, to * MINUTES])
  for (let hour = from; hour < to; hour++) into.set(hour, nothing)
  let start = 0
  while (start < rows.length) {
    const hour = int(rows[start] ?? {}, 'hour')
    let end = start
    while (end < rows.length && rows[end]?.['hour'] === rows[start]?.['hour']) end++
    const part = rows.slice(start, end)
    into.set(hour, {
      series: Uint32Array.from(part, (row) => int(row, 'series_id')),
      n: Uint32Array.from(part, (row) => int(row, 'n')),
    })
    start = end
  }
}

/**
 * Keeps the counts of whole hours, eight bytes for each series and hour: adding up a week of minutes takes longer than a
 * visitor should wait, and past hours hardly ever change. Which did, the numbers of new events tell: every change of a
 * count comes with an event, or with a join of groups.
 */
export const createHours = (db: Executor): Hours => {
  const known = new Map<number, HourCounts>()
  let upto: number | null = null
  let changes: number | null = null

  /** Forgets the hours that events committed since the last look touch. */
  const freshen = async (): Promise<void> => {
    const [row = {}] = await db.all('SELECT COALESCE(MAX(id), 0) AS id FROM events')
    const newest = int(row, 'id')
    const joined = await aliasChanges(db)
    if (changes !== joined) known.clear()
    changes = joined
    if (upto !== null && newest > upto) {
      for (const touched of await db.all(TOUCHED, [upto, newest])) {
        for (let hour = int(touched, 'first'); hour <= int(touched, 'last'); hour++) {
          known.delete(hour)
        }
      }
    }
    upto = newest
  }

  return {
    between: async (from, to) => {
      await freshen()
      // Each by itself: only so does the index's end answer, and not all of it.
      const [first] = await db.all('SELECT MIN(minute) AS minute FROM minute_counts')
      const [last] = await db.all('SELECT MAX(minute) AS minute FROM minute_counts')
      if (first === undefined || last === undefined || first['minute'] === null) return []
      const oldest = Math.floor(int(first, 'minute') / MINUTES)
      const begin = Math.max(from, oldest)
      const end = Math.min(to, Math.floor(int(last, 'minute') / MINUTES) + 1)
      for (let hour = begin; hour < end; hour++) {
        if (known.has(hour)) continue
        let stop = hour + 1
        while (stop < end && stop - hour < SLICE && !known.has(stop)) stop++
        await read(db, hour, stop, known)
        if (stop - hour === SLICE) await pause()
      }
      const found: (readonly [number, HourCounts])[] = []
      for (let hour = begin; hour < end; hour++) {
        const counts = known.get(hour)
        if (counts !== undefined && counts.n.length > 0) found.push([hour, counts])
      }
      for (const hour of known.keys()) {
        // Pruned since.
        if (hour < oldest - 1) known.delete(hour)
      }
      return found
    },
    forget: () => known.clear(),
  }
}

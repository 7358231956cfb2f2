import { HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import { int } from '../columns.ts'
import type { Executor } from '../database.ts'

const QUARTER_MS = 15 * MINUTE_MS

/** Longest period that one query adds up; other work runs between two queries. */
const SLICE = 12

/** Maximum distance of twins: a new event may remove an older one from its bucket. */
const TWIN_MS = 10_000

/** Counts of one bucket: `n[i]` failures of series `series[i]`. */
interface BucketCounts {
  readonly series: Uint32Array
  readonly n: Uint32Array
}

export interface Buckets {
  readonly unitMs: number
  /** Counts of the buckets that overlap [from, to), with their start, oldest first; without empty ones. */
  readonly between: (
    from: number,
    to: number,
  ) => Promise<readonly (readonly [number, BucketCounts])[]>
}

const nothing: BucketCounts = { series: new Uint32Array(0), n: new Uint32Array(0) }

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const read = async (
  db: Executor,
  minutes: number,
  from: number,
  to: number,
  into: Map<number, BucketCounts>,
): Promise<void> => {
  const rows = await db.all(
    `SELECT minute / ${minutes} AS bucket, series_id, SUM(n) AS n FROM minute_counts
     WHERE minute >= $1 AND minute < $2 GROUP BY minute / ${minutes}, series_id ORDER BY bucket`,
    [from * minutes, to * minutes],
  )
  for (let bucket = from; bucket < to; bucket++) into.set(bucket, nothing)
  let start = 0
  while (start < rows.length) {
    const bucket = int(rows[start] ?? {}, 'bucket')
    let end = start
    while (end < rows.length && rows[end]?.['bucket'] === rows[start]?.['bucket']) end++
    const part = rows.slice(start, end)
    into.set(bucket, {
      series: Uint32Array.from(part, (row) => int(row, 'series_id')),
      n: Uint32Array.from(part, (row) => int(row, 'n')),
    })
    start = end
  }
}

/**
 * Caches the counts of whole hours (or quarters), eight bytes for each series and bucket: adding up a week of minutes
 * is too slow for a page, and the past hardly ever changes. The numbers of new events show where it did: every change
 * of a count comes with an event. `most`: maximum number of cached buckets, the newest ones.
 */
const createBuckets = (db: Executor, unitMs: number, most: number): Buckets => {
  const minutes = unitMs / MINUTE_MS
  const known = new Map<number, BucketCounts>()
  let upto: number | null = null

  /** Drops the buckets that events committed since the last call change. */
  const freshen = async (): Promise<void> => {
    const [row = {}] = await db.all('SELECT COALESCE(MAX(id), 0) AS id FROM events')
    const newest = int(row, 'id')
    if (upto !== null && newest > upto) {
      const touched = await db.all(
        `SELECT DISTINCT (time_ms - ${TWIN_MS}) / ${unitMs} AS first,
           (time_ms + ${TWIN_MS}) / ${unitMs} AS last FROM events WHERE id > $1 AND id <= $2`,
        [upto, newest],
      )
      for (const each of touched) {
        for (let at = int(each, 'first'); at <= int(each, 'last'); at++) known.delete(at)
      }
    }
    upto = newest
  }

  const forgetOld = (oldest: number): void => {
    // Pruned since, or beyond the maximum.
    const first = known.size > most ? [...known.keys()].sort((a, b) => b - a)[most - 1] : undefined
    for (const at of known.keys()) if (at < Math.max(oldest - 1, first ?? 0)) known.delete(at)
  }

  return {
    unitMs,
    between: async (from, to) => {
      await freshen()
      // One query each: only then is the end of the index read, and not all of it.
      const [first] = await db.all('SELECT MIN(minute) AS minute FROM minute_counts')
      const [last] = await db.all('SELECT MAX(minute) AS minute FROM minute_counts')
      if (first === undefined || last === undefined || first['minute'] === null) return []
      const oldest = Math.floor(int(first, 'minute') / minutes)
      const begin = Math.max(Math.floor(from / unitMs), oldest)
      const end = Math.min(Math.ceil(to / unitMs), Math.floor(int(last, 'minute') / minutes) + 1)
      for (let at = begin; at < end; at++) {
        if (known.has(at)) continue
        let stop = at + 1
        while (stop < end && stop - at < SLICE && !known.has(stop)) stop++
        await read(db, minutes, at, stop, known)
        if (stop - at === SLICE) await pause()
      }
      const found: (readonly [number, BucketCounts])[] = []
      for (let at = begin; at < end; at++) {
        const counts = known.get(at)
        if (counts !== undefined && counts.n.length > 0) found.push([at * unitMs, counts])
      }
      forgetOld(oldest)
      return found
    },
  }
}

/** The two bucket sizes that views add up. */
export interface BucketSizes {
  readonly hours: Buckets
  readonly quarters: Buckets
}

/** Hours of over a month, quarters of over a day. */
export const createBucketSizes = (db: Executor): BucketSizes => ({
  hours: createBuckets(db, HOUR_MS, 36 * 24),
  quarters: createBuckets(db, QUARTER_MS, 30 * 4),
})

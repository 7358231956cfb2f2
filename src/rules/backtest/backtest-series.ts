import { DateTime } from 'luxon'
import { HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import { createSpikeDetector, type SpikeSeries } from '../spike/detector.ts'
import type { SpikeOptions } from '../spike/spike-options.ts'

/** A count: of the failures (or whatever is counted) in the minute or five minutes from `time`, epoch ms. */
export interface SeriesRow {
  readonly time: number
  readonly value: number
}

/** From the row that made the rule fire to the one that ended it, epoch ms. */
export interface Episode {
  readonly start: number
  readonly end: number
}

/** A series file that cannot be read; the message names the line. */
export class SeriesCsvError extends Error {
  override readonly name = 'SeriesCsvError'
}

/** Twenty years of minutes: beyond that a time stamp is wrong, and would only fill the baseline. */
const MAX_BUCKETS = 20 * 366 * 24 * 60

/**
 * Reads `timestamp,value` lines. Time stamps are `YYYY-MM-DD HH:MM:SS` or ISO 8601, UTC unless they say otherwise;
 * values are counts, 0 or more. A header, blank lines and quotes are allowed. Throws SeriesCsvError.
 */
export function parseSeriesCsv(text: string): SeriesRow[] {
  const rows: SeriesRow[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const first = lines.findIndex((line) => line.trim() !== '')
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue
    const fields = line.split(',').map((field) => field.trim().replace(/^"(.*)"$/, '$1'))
    const [stamp = '', count = ''] = fields
    // A first line without any digit can be nothing but a header.
    if (i === first && !/\d/.test(line)) continue
    if (fields.length !== 2) {
      throw new SeriesCsvError(
        `line ${i + 1}: two columns expected, timestamp,value: ${excerpt(line)}`,
      )
    }
    const time = parseTime(stamp)
    if (time === null) {
      throw new SeriesCsvError(
        `line ${i + 1}: no time stamp like 2025-01-31 23:59:00: ${excerpt(stamp)}`,
      )
    }
    if (!/^\d+(\.\d*)?$/.test(count)) {
      throw new SeriesCsvError(`line ${i + 1}: no count of 0 or more: ${excerpt(count)}`)
    }
    rows.push({ time, value: Number(count) })
  }
  if (rows.length === 0) throw new SeriesCsvError('no rows: timestamp,value expected, one a line')
  return rows
}

/**
 * Runs a spike rule over a bare series, as one of `seriesCount`, and says when it would have fired. Rows in any
 * order; a bucket without a row counts 0. Buckets are of one or five minutes, whichever the rows' usual distance says
 * unless given. An episode that outlasts the series ends with its last row. Throws RangeError where rows are neither
 * a minute nor five apart, or span more than twenty years.
 */
export function replaySeries(
  rows: readonly SeriesRow[],
  given: Partial<SpikeOptions> = {},
  seriesCount = 1,
): { readonly episodes: readonly Episode[] } {
  if (rows.length === 0) return { episodes: [] }
  const bucketMs = given.bucketMs ?? usualDistance(rows)
  const detector = createSpikeDetector({ ...given, bucketMs })
  const { first, counts, times } = intoBuckets(rows, bucketMs)
  const totals = runningTotals(counts)
  const perHour = HOUR_MS / bucketMs
  const widths = detector.windowsMs.map((window) => window / bucketMs)

  const episodes: Episode[] = []
  let firingSince: number | null = null
  let series: SpikeSeries = detector.start(first)
  for (let i = 0; i < counts.length; i += 1) {
    const endsAt = first + (i + 1) * bucketMs
    const sums = widths.map(
      (width) => (totals[i + 1] ?? 0) - (totals[Math.max(0, i + 1 - width)] ?? 0),
    )
    const result = detector.look(series, endsAt, sums, seriesCount)
    series = result.series
    const time = times[i] ?? endsAt - bucketMs
    if (result.verdict.state === 'firing') firingSince ??= time
    else if (firingSince !== null) {
      episodes.push({ start: firingSince, end: time })
      firingSince = null
    }
    // An hour the series did not begin with is not whole: it would teach too low a rate.
    const from = i + 1 - perHour
    if (endsAt % HOUR_MS === 0 && from >= 0) {
      series = detector.fold(series, endsAt - HOUR_MS, Array.from(counts.subarray(from, i + 1)))
    }
  }
  const last = times.at(-1)
  if (firingSince !== null && last !== undefined) episodes.push({ start: firingSince, end: last })
  return { episodes }
}

/** Episodes as `lookout backtest --series` prints them: `YYYY-MM-DDTHH:MM:SSZ`, UTC. */
export function printableEpisodes(episodes: readonly Episode[]): {
  readonly episodes: readonly { readonly start: string; readonly end: string }[]
} {
  const stamp = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`
  return { episodes: episodes.map(({ start, end }) => ({ start: stamp(start), end: stamp(end) })) }
}

function parseTime(stamp: string): number | null {
  if (!/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(stamp)) return null
  const parsed = DateTime.fromISO(stamp.replace(' ', 'T'), { zone: 'utc' })
  return parsed.isValid ? parsed.toMillis() : null
}

const excerpt = (text: string): string => JSON.stringify(text.slice(0, 60))

function usualDistance(rows: readonly SeriesRow[]): number {
  const times = rows.map((row) => row.time).sort((a, b) => a - b)
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? time))
  const middle = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? MINUTE_MS
  if (middle > 0.5 * MINUTE_MS && middle < 2 * MINUTE_MS) return MINUTE_MS
  if (middle > 4 * MINUTE_MS && middle < 6 * MINUTE_MS) return 5 * MINUTE_MS
  const seconds = Math.round(middle / 1000)
  throw new RangeError(`rows are ${seconds} s apart: one a minute or one every five is expected`)
}

interface Buckets {
  /** When the first bucket begins, on the clock's own grid: hours are whole buckets. */
  readonly first: number
  readonly counts: Float64Array
  /** The time stamp a bucket's row carries, so that an episode can be found in the file it came from. */
  readonly times: readonly number[]
}

/** Rows are placed by their distance from the first: a stamp a second early must not fall into the bucket before. */
function intoBuckets(rows: readonly SeriesRow[], bucketMs: number): Buckets {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const { time } of rows) {
    low = Math.min(low, time)
    high = Math.max(high, time)
  }
  const length = Math.round((high - low) / bucketMs) + 1
  if (length > MAX_BUCKETS) throw new RangeError('the series spans more than twenty years')
  const counts = new Float64Array(length)
  const times = Array.from(counts, (_, i) => low + i * bucketMs)
  for (const row of rows) {
    const i = Math.round((row.time - low) / bucketMs)
    counts[i] = (counts[i] ?? 0) + row.value
    times[i] = row.time
  }
  return { first: Math.floor(low / bucketMs) * bucketMs, counts, times }
}

function runningTotals(counts: Float64Array): Float64Array {
  const totals = new Float64Array(counts.length + 1)
  for (let i = 0; i < counts.length; i += 1) totals[i + 1] = (totals[i] ?? 0) + (counts[i] ?? 0)
  return totals
}

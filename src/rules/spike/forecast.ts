import { type Baseline, DAY_HOURS, known, MAX_DAYS } from './history.ts'

/** What the coming hour should look like: failures an hour, and φ for each window (variance = m + φ m²). */
export interface Forecast {
  readonly perHour: number
  readonly dispersion: readonly number[]
}

/** With less than this there is nothing to expect. */
const MIN_HOURS = 2
/** Where an hour-of-day pool is cut off at the top: one bad day in a month must not become the usual. */
const WINSOR = 0.95
/** Half a failure: what keeps a series that never failed from expecting exactly nothing (Jeffreys' prior). */
const PRIOR_SHAPE = 0.5
/** How many hours of its own the prior of a weekday's hour, and that of an hour of day, are worth. */
const WEEK_PRIOR_HOURS = 24
const DAY_PRIOR_HOURS = 3
/** φ before anything is known, the weight of that, and what an unseen daily rhythm adds on the first day. */
const PRIOR_DISPERSION = 0.5
const PRIOR_WEIGHT = 5
const FIRST_DAY_DISPERSION = 0.5

/**
 * Expectation for an hour (hours since 1970 UTC), or null with under two hours of history: what the hour usually sees,
 * or the level of the last hours where that is higher, so that the aftermath of a spike is not the next one.
 */
export function forecast(baseline: Baseline, hour: number): Forecast | null {
  const expected = usual(baseline, hour)
  if (expected === null || expected.perHour >= baseline.level) return expected
  return { ...expected, perHour: baseline.level }
}

/**
 * Mean: Gamma-Poisson, from the same hour of the week ± 1 h with the same hour of any day as its prior, and that with
 * the trailing day's; on the first day the trailing day alone. Dispersion: by moments, plus what the mean itself is
 * uncertain by.
 */
export function usual(baseline: Baseline, hour: number): Forecast | null {
  const age = baseline.through - baseline.since
  if (age < MIN_HOURS) return null
  const lastDay = known(baseline, baseline.through - DAY_HOURS, baseline.through)
  const firstDay = age < DAY_HOURS
  const pool: number[] = firstDay ? lastDay : []
  const week: number[] = []
  for (let day = 1; !firstDay && day <= MAX_DAYS; day += 1) {
    const near = known(baseline, hour - day * DAY_HOURS - 1, hour - day * DAY_HOURS + 2)
    pool.push(...near)
    if (day % 7 === 0) week.push(...near)
  }
  // After a long silence of Lookout itself there may be nothing near: better no rule than a guess.
  if (pool.length === 0) return null
  const cap = quantile(pool, WINSOR)
  const trailing = mean(lastDay)
  const sum = capped(pool, cap)
  const prior = (sum + PRIOR_SHAPE + DAY_PRIOR_HOURS * trailing) / (pool.length + DAY_PRIOR_HOURS)
  const perHour = (capped(week, cap) + WEEK_PRIOR_HOURS * prior) / (week.length + WEEK_PRIOR_HOURS)
  return { perHour, dispersion: dispersions(baseline, sum, pool.length, firstDay) }
}

function dispersions(baseline: Baseline, sum: number, hours: number, firstDay: boolean): number[] {
  const result: number[] = []
  let longer = 0
  // From the longest window down: what shakes the hour shakes the minute too, and the hour shows it first.
  for (let k = baseline.surprise.length - 1; k >= 0; k -= 1) {
    const surprise = (baseline.surprise[k] ?? 0) + PRIOR_DISPERSION * PRIOR_WEIGHT
    longer = Math.max(longer, surprise / ((baseline.weight[k] ?? 0) + PRIOR_WEIGHT))
    result.unshift(longer)
  }
  const hourly = result.at(-1) ?? 0
  const uncertain = 1 / (sum + PRIOR_SHAPE) + hourly / (hours + DAY_PRIOR_HOURS)
  const extra = uncertain + (firstDay ? FIRST_DAY_DISPERSION : 0)
  return result.map((phi) => phi + extra)
}

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length

const capped = (values: readonly number[], cap: number): number =>
  values.reduce((sum, value) => sum + Math.min(value, cap), 0)

/**
 * What a series usually sees, kept as plain data: one rate for each of the last 672 hours, the level of the last few
 * hours, and for each window how much more the counts scatter than Poisson's would. A few kilobytes a series; an hour
 * is folded in once it is over, so that a look costs one cheap forecast an hour and none between.
 */
export interface Baseline {
  /** First hour seen, in hours since 1970 UTC. */
  readonly since: number
  /** Hours before this one are folded in. */
  readonly through: number
  /** Failures an hour, by hour modulo 672; LEFT_OUT where there is nothing to go by. */
  readonly rates: readonly number[]
  /** Failures an hour lately, alerts included: a moving mean over about half a day. */
  readonly level: number
  /** For each window: Σ(squared surprise − mean) and Σ mean², fading over two weeks; their ratio is φ. */
  readonly surprise: readonly number[]
  readonly weight: readonly number[]
}

/** What the coming hour should look like: failures an hour, and φ for each window (variance = m + φ m²). */
export interface Forecast {
  readonly perHour: number
  readonly dispersion: readonly number[]
}

/** One hour that is over. `used[i]` is false for buckets to leave out: alerts, or time nobody watched. */
export interface ClosedHour {
  readonly hour: number
  readonly counts: readonly number[]
  readonly used: readonly boolean[]
}

export const HOUR_MS = 3_600_000
const DAY = 24
const MAX_DAYS = 28
const RING = MAX_DAYS * DAY
const LEFT_OUT = -1
/** With less than this there is nothing to expect. */
const MIN_HOURS = 2
const LEVEL_HOURS = 12
const FADE = Math.exp(-1 / (14 * DAY))
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
/** Surprises are cut here, in standard deviations, before they are squared. */
const MAX_SURPRISE = 3

export function emptyBaseline(hour: number, windows: number): Baseline {
  const zeros = new Array<number>(windows).fill(0)
  return {
    since: hour,
    through: hour,
    rates: new Array<number>(RING).fill(LEFT_OUT),
    level: 0,
    surprise: zeros,
    weight: zeros,
  }
}

/** Folds an hour in; hours skipped are left out, an hour already folded in changes nothing. */
export function closeHour(
  baseline: Baseline,
  closed: ClosedHour,
  windows: readonly number[],
): Baseline {
  if (closed.hour < baseline.through) return baseline
  const rates = baseline.rates.slice()
  for (let h = Math.max(baseline.through, closed.hour - RING); h < closed.hour; h += 1) {
    rates[ring(h)] = LEFT_OUT
  }
  let used = 0
  let sum = 0
  let total = 0
  for (const [i, count] of closed.counts.entries()) {
    total += count
    if (!closed.used[i]) continue
    used += 1
    sum += count
  }
  const buckets = closed.counts.length
  rates[ring(closed.hour)] = used * 2 >= buckets ? (sum * buckets) / used : LEFT_OUT
  const seen = closed.hour - baseline.since + 1
  const next = {
    ...baseline,
    rates,
    through: closed.hour + 1,
    level: baseline.level + (total - baseline.level) / Math.min(seen, LEVEL_HOURS),
  }
  const expected = usual(baseline, closed.hour)
  return expected === null ? next : { ...next, ...scatter(baseline, closed, windows, expected) }
}

/** Adds an hour's surprises, measured against what was forecast for it, to what moments say of the scatter. */
function scatter(
  baseline: Baseline,
  closed: ClosedHour,
  windows: readonly number[],
  expected: Forecast,
): Pick<Baseline, 'surprise' | 'weight'> {
  const buckets = closed.counts.length
  const surprise: number[] = []
  const weight: number[] = []
  for (const [k, window] of windows.entries()) {
    const mean = (expected.perHour * window) / buckets
    const most = MAX_SURPRISE * Math.sqrt(mean + (expected.dispersion[k] ?? 0) * mean * mean) + 1
    let s = (baseline.surprise[k] ?? 0) * FADE
    let w = (baseline.weight[k] ?? 0) * FADE
    for (let from = 0; from + window <= buckets; from += window) {
      let count = 0
      let whole = true
      for (let i = from; i < from + window; i += 1) {
        count += closed.counts[i] ?? 0
        whole &&= closed.used[i] ?? false
      }
      if (!whole) continue
      s += Math.min(count - mean, most) ** 2 - mean
      w += mean * mean
    }
    surprise.push(s)
    weight.push(w)
  }
  return { surprise, weight }
}

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
function usual(baseline: Baseline, hour: number): Forecast | null {
  const age = baseline.through - baseline.since
  if (age < MIN_HOURS) return null
  const lastDay = known(baseline, baseline.through - DAY, baseline.through)
  const firstDay = age < DAY
  const pool: number[] = firstDay ? lastDay : []
  const week: number[] = []
  for (let day = 1; !firstDay && day <= MAX_DAYS; day += 1) {
    const near = known(baseline, hour - day * DAY - 1, hour - day * DAY + 2)
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

/** The known rates of hours `from` to before `to`, as far back as the ring goes. */
function known(baseline: Baseline, from: number, to: number): number[] {
  const first = Math.max(from, baseline.since, baseline.through - RING)
  const rates: number[] = []
  for (let h = first; h < Math.min(to, baseline.through); h += 1) {
    const rate = baseline.rates[ring(h)] ?? LEFT_OUT
    if (rate >= 0) rates.push(rate)
  }
  return rates
}

const ring = (hour: number): number => ((hour % RING) + RING) % RING

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length

const capped = (values: readonly number[], cap: number): number =>
  values.reduce((sum, value) => sum + Math.min(value, cap), 0)

import { type Forecast, usual } from './forecast.ts'
import { type Baseline, DAY_HOURS, LEFT_OUT, RING, ring } from './history.ts'

/** One hour that is over. `used[i]` is false for buckets to leave out: alerts, or time nobody watched. */
export interface ClosedHour {
  readonly hour: number
  readonly counts: readonly number[]
  readonly used: readonly boolean[]
}

const LEVEL_HOURS = 12
const FADE = Math.exp(-1 / (14 * DAY_HOURS))
/** Surprises are cut here, in standard deviations, before they are squared. */
const MAX_SURPRISE = 3

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

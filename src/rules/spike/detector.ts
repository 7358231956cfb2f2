import { HOUR_MS } from '../../domain/units.ts'
import { type Forecast, forecast } from './forecast.ts'
import { type Baseline, emptyBaseline } from './history.ts'
import { closeHour } from './seasonal.ts'
import { DEFAULT_SPIKE_OPTIONS, type SpikeOptions } from './spike-options.ts'
import { type PastSpike, type SpikeFinding, type SpikeReason, step, type Watch } from './watch.ts'

/** All that is remembered of one series: plain data, safe to write as JSON and to go on from after a restart. */
export interface SpikeSeries {
  readonly baseline: Baseline
  readonly watch: Watch
  /** Spikes of the last days, told or not, oldest first. */
  readonly past: readonly PastSpike[]
  /** Alerts that reach into hours not folded in yet, epoch ms; what to leave out of those. */
  readonly leftOut: readonly { readonly from: number; readonly to: number }[]
  /** The forecast for `hour`, made when `through` hours were folded in. */
  readonly cache: {
    readonly hour: number
    readonly through: number
    readonly value: Forecast | null
  }
}

/** What a look says. Counts are of the window that ends now; `pValue` is null where the count alone settled it. */
export interface SpikeVerdict extends SpikeFinding {
  readonly state: 'quiet' | 'pending' | 'firing'
  readonly reason: SpikeReason
}

/** A spike rule. Pure: every call returns the series as it is afterwards and leaves the one it was given alone. */
export interface SpikeDetector {
  /** Windows used, ms, ascending: `sums` are in this order. */
  readonly windowsMs: readonly number[]
  /** A series nobody has seen before the hour that holds `now`, epoch ms. */
  readonly start: (now: number) => SpikeSeries
  /**
   * Folds an hour that is over into what is usual. `hourStart` in epoch ms, `counts` one for each bucket of the hour.
   * Hours come in order; skipped ones count as unknown, not as silent. An hour folded in already changes nothing.
   */
  readonly fold: (series: SpikeSeries, hourStart: number, counts: readonly number[]) => SpikeSeries
  /** Evaluates the windows that end at `now` (epoch ms): `sums` as in `windowsMs`, α shared by `seriesCount` series. */
  readonly look: (
    series: SpikeSeries,
    now: number,
    sums: readonly number[],
    seriesCount: number,
  ) => { readonly series: SpikeSeries; readonly verdict: SpikeVerdict }
}

/** A detector for one rule. Throws RangeError where windows and buckets do not fit each other. */
export function createSpikeDetector(given: Partial<SpikeOptions> = {}): SpikeDetector {
  const options = { ...DEFAULT_SPIKE_OPTIONS, ...given }
  const { bucketMs } = options
  const windowsMs = options.windowsMs.filter((window) => window >= bucketMs)
  check(options, windowsMs)
  const buckets = windowsMs.map((window) => window / bucketMs)

  const start = (now: number): SpikeSeries => {
    const hour = Math.floor(now / HOUR_MS)
    return {
      baseline: emptyBaseline(hour, windowsMs.length),
      watch: { phase: 'quiet' },
      past: [],
      leftOut: [],
      cache: { hour, through: hour, value: null },
    }
  }

  const fold = (series: SpikeSeries, hourStart: number, counts: readonly number[]): SpikeSeries => {
    const hour = Math.floor(hourStart / HOUR_MS)
    if (hour < series.baseline.through) return series
    const used = counts.map((_, i) => {
      const at = hour * HOUR_MS + i * bucketMs
      return !series.leftOut.some((span) => at >= span.from && at < span.to)
    })
    const baseline = closeHour(series.baseline, { hour, counts, used }, buckets)
    const leftOut = series.leftOut.filter((span) => span.to > (hour + 1) * HOUR_MS)
    return { ...series, baseline, leftOut }
  }

  const look = (
    known: SpikeSeries,
    now: number,
    sums: readonly number[],
    seriesCount: number,
  ): { series: SpikeSeries; verdict: SpikeVerdict } => {
    const series = refresh(known, now)
    const expected = series.cache.value
    if (expected === null) return { series, verdict: verdictOf(series, sums, 'too little history') }
    const alpha = options.alpha / Math.max(1, seriesCount)
    const { watch, past, finding, reason } = step(
      series.watch,
      series.past,
      { now, windowsMs, sums, expected, alpha },
      options,
    )
    const next =
      watch === series.watch
        ? series
        : { ...series, watch, past, leftOut: leaveOut(series, watch, now) }
    return { series: next, verdict: verdictOf(next, sums, reason, finding) }
  }

  /** The forecast is made anew once an hour, and when an hour was folded in; every other look finds it ready. */
  const refresh = (series: SpikeSeries, now: number): SpikeSeries => {
    const hour = Math.floor((now - 1) / HOUR_MS)
    const { through } = series.baseline
    if (series.cache.hour === hour && series.cache.through === through) return series
    return { ...series, cache: { hour, through, value: forecast(series.baseline, hour) } }
  }

  /** An alert leaves out the window that raised it and what follows, up to a limit: then it is the new normal. */
  const leaveOut = (series: SpikeSeries, watch: Watch, now: number): SpikeSeries['leftOut'] => {
    if (watch.phase !== 'firing') return series.leftOut
    const from = watch.since - options.resolveWindowMs
    const to = Math.min(now, watch.since + options.leaveOutMs)
    return [...series.leftOut.filter((span) => span.from !== from), { from, to }]
  }

  const verdictOf = (
    series: SpikeSeries,
    sums: readonly number[],
    reason: SpikeReason,
    finding: SpikeFinding | null = null,
  ): SpikeVerdict => {
    const { watch } = series
    const unnotified = watch.phase === 'firing' && !watch.told
    const state = unnotified ? 'quiet' : watch.phase
    if (finding !== null) return { ...finding, state, reason }
    const k = windowsMs.indexOf(options.resolveWindowMs)
    const windowMs = windowsMs[k] ?? 0
    const expected = ((series.cache.value?.perHour ?? 0) * windowMs) / HOUR_MS
    return { state, reason, windowMs, observed: sums[k] ?? 0, expected, pValue: null }
  }

  return { windowsMs, start, fold, look }
}

function check(options: SpikeOptions, windowsMs: readonly number[]): void {
  const { bucketMs, resolveWindowMs } = options
  const uneven = [HOUR_MS, ...windowsMs].find((window) => window % bucketMs !== 0)
  if (uneven !== undefined)
    throw new RangeError(`buckets of ${bucketMs} ms do not divide ${uneven} ms`)
  const odd = windowsMs.find((window) => HOUR_MS % window !== 0)
  if (odd !== undefined) throw new RangeError(`a window of ${odd} ms does not divide an hour`)
  if (!windowsMs.includes(resolveWindowMs)) {
    throw new RangeError(`resolveWindowMs must be one of the windows, not ${resolveWindowMs} ms`)
  }
}

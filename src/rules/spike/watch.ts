import { HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import { negativeBinomialTail } from '../statistics/negative-binomial.ts'
import type { Forecast } from './forecast.ts'
import type { SpikeOptions } from './spike-options.ts'

/** A spike that is over: how far each window rose above its expectation at most. */
export interface PastSpike {
  /** Epoch ms. */
  readonly endedAt: number
  readonly peaks: readonly number[]
}

/** Where a series stands between two looks. Times are epoch ms. */
export type Watch =
  | { readonly phase: 'quiet' }
  | { readonly phase: 'pending'; readonly looks: number; readonly evaluatedAt: number }
  | Firing

interface Firing {
  readonly phase: 'firing'
  readonly since: number
  /** False while the spike is no larger than several of the last days: watched, but no news. */
  readonly told: boolean
  readonly peaks: readonly number[]
  /** Since when it has looked ordinary again, or null. */
  readonly calmSince: number | null
}

/** Why a series is in the state it is in. */
export type SpikeReason =
  | 'too little history'
  | 'ordinary'
  | 'first look'
  | 'far above expectation'
  | 'larger than the recent spikes'
  | 'no larger than recent spikes'
  | 'still firing'
  | 'ordinary again'

/** The windows that end now. */
export interface EvaluationData {
  readonly now: number
  readonly windowsMs: readonly number[]
  /** Count in each window. */
  readonly sums: readonly number[]
  readonly expected: Forecast
  /** α, already divided by the number of series. */
  readonly alpha: number
}

/** What one window shows. `pValue` is null where the count alone settled it. */
export interface SpikeFinding {
  readonly windowMs: number
  readonly observed: number
  readonly expected: number
  readonly pValue: number | null
}

/** What a look leads to; `past` is another list only when a spike has just ended. */
export interface Step {
  readonly watch: Watch
  readonly past: readonly PastSpike[]
  readonly finding: SpikeFinding | null
  readonly reason: SpikeReason
}

const QUIET: Watch = { phase: 'quiet' }
/** Appearance further apart are not in a row. Polls may be minutes apart, but not that many. */
const MAX_PAUSE_MS = 15 * MINUTE_MS
/** Bounds what a series remembers; far above what the limit can need. */
const MAX_PAST = 32

/** One look at a series: the watch and the past spikes it had, in; what they become, and why, out. */
export function step(
  watch: Watch,
  past: readonly PastSpike[],
  look: EvaluationData,
  options: SpikeOptions,
): Step {
  const found = findSpike(look, past, options)
  if (watch.phase === 'firing') return stepFiring(watch, past, look, found, options)
  if (found === null) return { watch: QUIET, past, finding: null, reason: 'ordinary' }

  const { finding, news } = found
  // Appearance are in a row only if none was missed in between: a stopped process forgets the first.
  const inRow = watch.phase === 'pending' && look.now - watch.evaluatedAt <= MAX_PAUSE_MS
  const looks = inRow ? watch.looks + 1 : 1
  if (looks < options.confirm) {
    const pending = { phase: 'pending', looks, evaluatedAt: look.now } as const
    return { watch: pending, past, finding, reason: 'first look' }
  }
  const peaks = look.windowsMs.map((_, k) => excess(look, k))
  const firing = { phase: 'firing', since: look.now, told: news, peaks, calmSince: null } as const
  const reason = news ? 'far above expectation' : 'no larger than recent spikes'
  return { watch: firing, past, finding, reason }
}

function stepFiring(
  watch: Firing,
  past: readonly PastSpike[],
  look: EvaluationData,
  found: Found | null,
  options: SpikeOptions,
): Step {
  const peaks = watch.peaks.map((peak, k) => Math.max(peak, excess(look, k)))
  const calmSince = isCalm(look, options) ? (watch.calmSince ?? look.now - options.bucketMs) : null
  const finding = found?.finding ?? null
  if (calmSince !== null && look.now - calmSince >= options.resolveAfterMs) {
    const recent = past.filter((spike) => look.now - spike.endedAt < options.repeatMemoryMs)
    const remembered = [...recent, { endedAt: look.now, peaks }].slice(-MAX_PAST)
    return { watch: QUIET, past: remembered, finding, reason: 'ordinary again' }
  }
  const outgrown = !watch.told && found?.news === true
  const notified = watch.told || outgrown
  const reason = outgrown
    ? 'larger than the recent spikes'
    : notified
      ? 'still firing'
      : 'no larger than recent spikes'
  return { watch: { ...watch, told: notified, peaks, calmSince }, past, finding, reason }
}

interface Found {
  readonly finding: SpikeFinding
  /** Some window is higher than all but a few of the last spikes reached. */
  readonly news: boolean
}

/** The least likely of the windows that are far above expectation, or null. Most looks end at the counts. */
function findSpike(
  look: EvaluationData,
  past: readonly PastSpike[],
  options: SpikeOptions,
): Found | null {
  // A long window still holds the spike that is over, and would raise it again: only what came after it counts.
  const fresh = (past.at(-1)?.endedAt ?? Number.NEGATIVE_INFINITY) - options.resolveAfterMs
  let finding: SpikeFinding | null = null
  let news = false
  for (let k = 0; k < look.sums.length; k += 1) {
    const observed = look.sums[k] ?? 0
    if (observed < options.minCount || look.now - (look.windowsMs[k] ?? 0) < fresh) continue
    const expected = expectedIn(look, k)
    if (observed < options.factor * expected) continue
    const pValue = negativeBinomialTail(observed, expected, look.expected.dispersion[k] ?? 0)
    if (pValue >= look.alpha) continue
    news ||= isNews(observed - expected, k, past, look.now, options)
    if (finding === null || pValue < (finding.pValue ?? 1)) {
      finding = { windowMs: look.windowsMs[k] ?? 0, observed, expected, pValue }
    }
  }
  return finding === null ? null : { finding, news }
}

function isNews(
  above: number,
  k: number,
  past: readonly PastSpike[],
  now: number,
  options: SpikeOptions,
): boolean {
  let asLarge = 0
  for (const spike of past) {
    const recent = now - spike.endedAt < options.repeatMemoryMs
    if (recent && (spike.peaks[k] ?? 0) >= above) asLarge += 1
  }
  return asLarge < options.repeatLimit
}

function isCalm(look: EvaluationData, options: SpikeOptions): boolean {
  const k = look.windowsMs.indexOf(options.resolveWindowMs)
  const observed = look.sums[k] ?? 0
  const expected = expectedIn(look, k)
  if (observed <= expected) return true
  const phi = look.expected.dispersion[k] ?? 0
  return negativeBinomialTail(observed, expected, phi) > options.resolveP
}

const expectedIn = (look: EvaluationData, k: number): number =>
  (look.expected.perHour * (look.windowsMs[k] ?? 0)) / HOUR_MS

const excess = (look: EvaluationData, k: number): number =>
  (look.sums[k] ?? 0) - expectedIn(look, k)

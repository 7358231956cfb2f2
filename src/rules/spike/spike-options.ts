import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
/** How a spike rule evaluators a series. All have defaults; one set serves every series. */
export interface SpikeOptions {
  /** Length of one bucket of counts, ms: a minute (live) or five. Divides every window that is used. */
  readonly bucketMs: number
  /** Windows looked at, ms, ascending; those shorter than a bucket are left out. */
  readonly windowsMs: readonly number[]
  /** Chance of a false alarm that one look at one window may carry, shared among all series of the rule. */
  readonly alpha: number
  /** Fewer than this in a window is never a spike. */
  readonly minCount: number
  /** Less than this many times the expected count is never a spike. */
  readonly factor: number
  /** Appearance in a row that must agree before it fires. */
  readonly confirm: number
  /** It is over when the window of `resolveWindowMs` has been ordinary (p above this) … */
  readonly resolveP: number
  /** … for this long, ms. */
  readonly resolveAfterMs: number
  /** The window, ms, that decides whether it is over: one of `windowsMs`. */
  readonly resolveWindowMs: number
  /** So many spikes at least as large within `repeatMemoryMs`, and another is no news: it stays untold. */
  readonly repeatLimit: number
  readonly repeatMemoryMs: number
  /** How much of an alert is left out of the baseline, ms; what lasts longer is the new normal. */
  readonly leaveOutMs: number
}

export const DEFAULT_SPIKE_OPTIONS: SpikeOptions = {
  bucketMs: MINUTE_MS,
  windowsMs: [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS],
  alpha: 5e-5,
  minCount: 5,
  factor: 2,
  confirm: 2,
  resolveP: 0.05,
  resolveAfterMs: 30 * MINUTE_MS,
  resolveWindowMs: 15 * MINUTE_MS,
  repeatLimit: 3,
  repeatMemoryMs: 14 * DAY_MS,
  leaveOutMs: 4 * HOUR_MS,
}

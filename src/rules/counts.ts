import type { SeriesCount } from '../domain/alert.ts'
import type { Dimensions } from '../domain/event.ts'
import type { TrafficDimensions } from './labels.ts'

/** Successful requests of one series in a window. `series` is the state's number for the combination. */
export interface RequestCount {
  readonly series: number
  readonly dimensions: TrafficDimensions
  readonly count: number
}

/** All that was asked of the proxy in a window of whole minutes. */
export interface Traffic {
  readonly failures: readonly SeriesCount[]
  readonly successes: readonly RequestCount[]
  /** Whether requests were counted through the whole window; else nothing can be said about it. */
  readonly complete: boolean
}

/** When a group was seen. A run begins when it returns after a day or more. Epoch milliseconds. */
export interface GroupHistory {
  readonly firstSeen: number
  /** Begin of its present run, and when it was last seen before that; null when it never went away. */
  readonly backAt: number | null
  readonly goneAt: number | null
}

/** Failures of one series by minute: [minutes since 1970 UTC, count]. */
export interface SeriesMinutes {
  readonly series: number
  readonly dimensions: Dimensions
  readonly minutes: readonly (readonly [minute: number, count: number])[]
}

/** What became known only now of the time that earlier looks were about. */
export interface LateFailures {
  /** Those that no earlier look saw. */
  readonly fresh: readonly SeriesMinutes[]
  /** All there are, those included; far enough back for every window that holds a fresh one. */
  readonly all: readonly SeriesMinutes[]
  /** Windows that ended before this, or after that, are not looked at again. Epoch milliseconds. */
  readonly after: number
  readonly until: number
}

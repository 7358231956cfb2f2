import type { TrafficDimensions } from '../../rules/labels.ts'

/** Requests of one series that ended in one minute. */
export interface RequestMinute {
  /** Minutes since 1970 UTC. */
  readonly minute: number
  readonly dimensions: TrafficDimensions
  readonly successes: number
  readonly failures: number
  /** Rows of earlier attempts, which LiteLLM writes since 1.108: no requests of their own. */
  readonly retries: number
}

/** Counts requests of any outcome in LiteLLM's log. Throws SourceError. */
export interface RequestSource {
  /**
   * Requests that ended in [from, to), by minute and series; of requests that began longer than `reachMs` before
   * `from` nothing is seen: the table is read by when they began. Times in epoch milliseconds, whole minutes. Null where
   * requests are not logged.
   */
  readonly requestCounts: (
    span: { readonly from: number; readonly to: number; readonly reachMs: number },
    signal: AbortSignal,
  ) => Promise<readonly RequestMinute[] | null>
}

export interface RequestStore {
  /** The stretch in which requests were counted without a gap, epoch milliseconds; null for none. */
  readonly requestsCounted: () => Promise<{ readonly from: number; readonly to: number } | null>
  /** ONE transaction: the minutes of [from, to) are these and no others. */
  readonly commitRequests: (counted: {
    readonly from: number
    readonly to: number
    readonly rows: readonly RequestMinute[]
  }) => Promise<void>
}

import type { TrafficDimensions } from '../../rules/labels.ts'

/** Requests of one series that ended in one minute. */
export interface RequestMinute {
  /** Minutes since 1970 UTC. */
  readonly minute: number
  readonly dimensions: TrafficDimensions
  readonly successes: number
  readonly failures: number
  /** Rows of earlier attempts, which LiteLLM writes since 1.108: they are no requests. */
  readonly retries: number
}

/** Counts requests of any outcome in LiteLLM's log. Throws SourceError. */
export interface RequestSource {
  /**
   * Requests that ended in [from, to), by minute and series. Requests that began more than `reachMs` before `from` are
   * missed, because the table is read by start time. Times in epoch milliseconds, whole minutes. Null if requests are
   * not logged.
   */
  readonly requestCounts: (
    span: { readonly from: number; readonly to: number; readonly reachMs: number },
    signal: AbortSignal,
  ) => Promise<readonly RequestMinute[] | null>
}

export interface RequestStore {
  /** The period in which requests were counted without a gap, epoch milliseconds; null for none. */
  readonly requestsCounted: () => Promise<{ readonly from: number; readonly to: number } | null>
  /** ONE transaction: replaces the minutes of [from, to) with these. */
  readonly commitRequests: (counted: {
    readonly from: number
    readonly to: number
    readonly rows: readonly RequestMinute[]
  }) => Promise<void>
}

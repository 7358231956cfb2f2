import type { Dimensions } from './event.ts'
import type { Severity } from './notification.ts'

/** Failures of one series in a window. `series` is the state's number for the combination. */
export interface SeriesCount {
  readonly series: number
  readonly dimensions: Dimensions
  readonly count: number
}

export type AlertState = 'pending' | 'firing' | 'resolved'

/** One alert as the state keeps it. Times in epoch milliseconds. */
export interface AlertRecord {
  /** Rule and labels, hashed, with the moment it began: unique for each episode. */
  readonly id: string
  readonly rule: string
  readonly severity: Severity
  /** Frozen at firing. */
  readonly labels: Readonly<Record<string, string>>
  /** What a person reads in place of a label (a key's alias for its hash). */
  readonly shown: Readonly<Record<string, string>>
  readonly state: AlertState
  readonly startedAt: number
  readonly firedAt: number | null
  readonly resolvedAt: number | null
  /** When it was last above its threshold. */
  readonly activeAt: number
  /** When its last notification was queued; null while none was. */
  readonly notifiedAt: number | null
  readonly observed: number
  readonly threshold: number
  /** What was usual, in the unit of `observed`; null where the rule has no expectation. */
  readonly expected: number | null
  /** One plain sentence: what was observed against what, and how unusual that is. */
  readonly says: string
  readonly windowMs: number
  readonly peak: number
  /** What the rule type wants remembered between evaluations, as JSON. */
  readonly memo: string
}

import type { Dimensions } from './event.ts'
import type { Finding } from './finding.ts'
import type { Severity } from './notification.ts'

/** Failures of one series in a window. `series` is the state's number for the combination. */
export interface SeriesCount {
  readonly series: number
  readonly dimensions: Dimensions
  readonly count: number
}

export type AlertState = 'pending' | 'firing' | 'resolved'

/** An alert as stored in the state. Times in epoch milliseconds. */
export interface AlertRecord {
  /** Hash of rule, labels and start: unique for each episode. */
  readonly id: string
  readonly rule: string
  readonly severity: Severity
  /** Fixed at firing. */
  readonly labels: Readonly<Record<string, string>>
  /** What is displayed instead of a label value (a key's alias instead of its hash). */
  readonly shown: Readonly<Record<string, string>>
  readonly state: AlertState
  readonly startedAt: number
  readonly firedAt: number | null
  readonly resolvedAt: number | null
  /** When it was last above its threshold. */
  readonly activeAt: number
  /** When its last notification was queued; null if there was none. */
  readonly notifiedAt: number | null
  readonly observed: number
  readonly threshold: number
  /** The expected value, in the unit of `observed`; null if the rule has no expectation. */
  readonly expected: number | null
  readonly finding: Finding
  readonly windowMs: number
  readonly peak: number
  /** Data that the rule type keeps between evaluations, as JSON. */
  readonly memo: string
}

import type { Count, Facts, Sample } from './facts.ts'

export type Severity = 'critical' | 'warning' | 'info'

/** Why an alert notification goes out. */
export type AlertReason = 'first seen' | 'still firing' | 'resolved' | 'resolved, end unknown'

/** What an alert says about itself, frozen when the notification is made. Times in epoch milliseconds. */
export interface AlertView {
  readonly id: string
  readonly rule: string
  readonly severity: Severity
  /** Frozen at firing. A key is labelled by its hash; `shown` says what a person reads instead. */
  readonly labels: Readonly<Record<string, string>>
  readonly shown: Readonly<Record<string, string>>
  /** Failures counted in the window at this evaluation, and what they were held against. */
  readonly observed: number
  readonly threshold: number
  /** What was usual, in the unit of `observed`; null where the rule has no expectation. */
  readonly expected: number | null
  /** One plain sentence: what was observed against what, and how unusual that is. Redacted, not escaped. */
  readonly says: string
  readonly windowMs: number
  readonly startedAt: number
  readonly endedAt: number | null
  /** Failures since it began, and the largest count a window showed. */
  readonly total: number
  readonly peak: number
  readonly models: readonly Count[]
  readonly keys: readonly Count[]
  readonly teams: readonly Count[]
  readonly errorTypes: readonly Count[]
  readonly groups: readonly Count[]
  readonly sample: Sample | null
  readonly runbookUrl: string
}

interface Common {
  /** Unique; the idempotency key that every channel carries. */
  readonly id: string
  readonly instance: string
  readonly timezone: string
  /** When there was something to tell, epoch milliseconds. A message that waited says so. */
  readonly createdAt: number
}

export interface AlertNotification extends Common {
  readonly kind: 'alert'
  readonly reason: AlertReason
  /** The gravest of those told in this message. */
  readonly alert: AlertView
  /** The others, the gravest first. */
  readonly others: readonly AlertView[]
  /** The group they are told in: its key, and the labels that all of them share. */
  readonly group: { readonly key: string; readonly labels: Readonly<Record<string, string>> }
  /** Why, as the model sees it; absent where none was asked or none came in time. */
  readonly explanation?: Explanation
  /** The words came late: this message adds them to the one before, and says little else. */
  readonly followUp?: boolean
}

export type Confidence = 'high' | 'medium' | 'low'

/** One problem as the model sees it; empty text where it had nothing to say, or nothing that could be kept. */
export interface ExplainedProblem {
  readonly text: string
  readonly cause: string
  readonly confidence: Confidence | null
  readonly advice: string
  /** Whom to tell. */
  readonly tell: string
  /** Ids of the facts it is based on, such as `g1`. */
  readonly cites: readonly string[]
}

/**
 * Words about facts, each sentence held against them before it got here. `text` null: none were to be had, and `note`
 * says why. `text` is all of it as readable plain text; the optional fields say the same in parts, where the model
 * answered in parts. A note beside a text (plain words instead of JSON) is worth a line below it.
 */
export interface Explanation {
  readonly text: string | null
  readonly note: string
  readonly model: string
  readonly headline?: string
  readonly severity?: Severity
  /** The gravest first. */
  readonly problems?: readonly ExplainedProblem[]
  readonly byModel?: readonly { readonly model: string; readonly text: string }[]
  /** Overall, the most effective first. */
  readonly advice?: readonly string[]
  /** Statements that were cut because the facts do not hold them. */
  readonly cut?: number
}

export interface DigestNotification extends Common {
  readonly kind: 'digest'
  /** Name of the digest in the configuration; `day` is the local day it is about, or the last of its week, YYYY-MM-DD. */
  readonly digest: string
  readonly day: string
  /** What alone it tells of, as patterns of names; absent for everything. */
  readonly only?: {
    readonly teams: readonly string[]
    readonly keys: readonly string[]
    readonly models: readonly string[]
  }
  readonly facts: Facts
  readonly explanation: Explanation
}

export interface ReportNotification extends Common {
  readonly kind: 'report'
  readonly facts: Facts
  readonly explanation: Explanation
  readonly files: readonly string[]
}

/** Lookout speaking of itself: no data, a refused channel, a downtime, a test message. */
export interface SystemNotification extends Common {
  readonly kind: 'system'
  readonly severity: Severity
  readonly title: string
  readonly text: string
}

/** One thing to tell; it becomes one outbox row for each channel. */
export type Notification =
  | AlertNotification
  | DigestNotification
  | ReportNotification
  | SystemNotification

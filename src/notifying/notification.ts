import type { Count, Facts, Sample } from '../summary/facts.ts'

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
}

/** Words about facts. `text` null: none were to be had, and `note` says why. */
export interface Explanation {
  readonly text: string | null
  readonly note: string
  readonly model: string
}

export interface DigestNotification extends Common {
  readonly kind: 'digest'
  /** Name of the digest in the configuration; `day` is the local day it is about, YYYY-MM-DD. */
  readonly digest: string
  readonly day: string
  readonly facts: Facts
  readonly explanation: Explanation
}

export interface ReportNotification extends Common {
  readonly kind: 'report'
  readonly facts: Facts
  readonly explanation: Explanation
  readonly files: readonly string[]
}

/** Lookout speaking of itself: blindness, a refused channel, a downtime, a test message. */
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

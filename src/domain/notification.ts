import type { ExplanationNote } from './explanation-note.ts'
import type { Count, Facts, Sample } from './facts.ts'
import type { AlertReason, Finding } from './finding.ts'
import type { Notice } from './notice.ts'

export type Severity = 'critical' | 'warning' | 'info'

export type { AlertReason }

/** The alert as it was when the notification was created. Times in epoch milliseconds. */
export interface AlertView {
  readonly id: string
  readonly rule: string
  readonly severity: Severity
  /** Fixed at firing. A key is labelled by its hash; `shown` is what is displayed instead. */
  readonly labels: Readonly<Record<string, string>>
  readonly shown: Readonly<Record<string, string>>
  /** Failures counted in the window at this evaluation, and the value they were compared with. */
  readonly observed: number
  readonly threshold: number
  /** The expected value, in the unit of `observed`; null if the rule has no expectation. */
  readonly expected: number | null
  readonly finding: Finding
  readonly windowMs: number
  readonly startedAt: number
  readonly endedAt: number | null
  /** Failures since it began, and the largest count in a window. */
  readonly total: number
  readonly peak: number
  readonly models: readonly Count[]
  readonly keys: readonly Count[]
  readonly teams: readonly Count[]
  readonly errorTypes: readonly Count[]
  readonly groups: readonly Count[]
  readonly sample: Sample | null
  readonly runbookUrl: string
  /** What the catalogue knows of its most frequent error; absent where it knows nothing. */
  readonly known?: KnownFailure
}

/** One text in each language of the catalogue. */
type LocalText = Readonly<Record<'en' | 'zh-CN', string>>

/** A known failure: what it means and what to do about it, fixed with the message. Trusted text. */
export interface KnownFailure {
  readonly id: string
  readonly title: LocalText
  readonly meaning: LocalText
  /** The best first. */
  readonly remedies: readonly LocalText[]
  readonly link?: string
}

interface Common {
  /** Unique; the idempotency key that every channel carries. */
  readonly id: string
  readonly instance: string
  readonly timezone: string
  /** When there was a reason to notify, epoch milliseconds. A delayed message shows it. */
  readonly createdAt: number
}

export interface AlertNotification extends Common {
  readonly kind: 'alert'
  readonly reason: AlertReason
  /** The most severe alert in this message. */
  readonly alert: AlertView
  /** The others, the most severe first. */
  readonly others: readonly AlertView[]
  /** The group they are sent in: its key, and the labels that they all share. */
  readonly group: { readonly key: string; readonly labels: Readonly<Record<string, string>> }
  /** The model's explanation; absent if none was requested or it did not arrive in time. */
  readonly explanation?: Explanation
  /** The explanation came late: this message adds it to the one before, and says little else. */
  readonly followUp?: boolean
}

export type Confidence = 'high' | 'medium' | 'low'

/** One problem in the model's explanation; a text is empty if the model gave none, or none passed the check. */
export interface ExplainedProblem {
  readonly text: string
  readonly cause: string
  readonly confidence: Confidence | null
  readonly advice: string
  /** Whom to notify. */
  readonly tell: string
  /** Ids of the facts it rests on, such as `g1`. */
  readonly cites: readonly string[]
}

/**
 * A model's explanation of facts, each sentence checked against them before it got here. `text` null: there is none,
 * and `notes` say why. `text` is all of it as readable plain text; the optional fields say the same in parts, where the
 * model answered in parts. Notes beside a text (a plain answer instead of JSON) are worth a line below it.
 */
export interface Explanation {
  readonly text: string | null
  readonly notes: readonly ExplanationNote[]
  readonly model: string
  readonly headline?: string
  readonly severity?: Severity
  /** The most severe first. */
  readonly problems?: readonly ExplainedProblem[]
  readonly byModel?: readonly { readonly model: string; readonly text: string }[]
  /** General advice, the most effective first. */
  readonly advice?: readonly string[]
  /** Statements that were removed because the facts do not support them. */
  readonly cut?: number
}

export interface DigestNotification extends Common {
  readonly kind: 'digest'
  /** Name of the digest in the configuration; `day` is the local day it covers, or the last of its week, YYYY-MM-DD. */
  readonly digest: string
  readonly day: string
  /** What it is limited to, as patterns of names; absent for everything. */
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

/** A message about Lookout itself: no data, a failing channel, a monitoring gap, a test message. */
export interface SystemNotification extends Common {
  readonly kind: 'system'
  readonly severity: Severity
  readonly notice: Notice
}

/** One thing to notify people of; it becomes one outbox row for each channel. */
export type Notification =
  | AlertNotification
  | DigestNotification
  | ReportNotification
  | SystemNotification

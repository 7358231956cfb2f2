import type { AlertRecord, SeriesCount } from '../alerting/alert.ts'
import type { Notification } from '../notifying/notification.ts'
import type { Sample } from '../summary/facts.ts'

export interface QueuedNotification {
  readonly notification: Notification
  /** Names of the channels; one outbox row each. Empty: routed nowhere. */
  readonly channels: readonly string[]
  /** Rows of one order key are sent in order on each channel (an alert's firing before its resolved). */
  readonly orderKey: string
}

export interface EvaluationStore {
  /** Failures by series with event time in [from, to), exact to the millisecond. */
  readonly windowCounts: (from: number, to: number) => Promise<readonly SeriesCount[]>
  /** Pending and firing alerts. */
  readonly openAlerts: () => Promise<readonly AlertRecord[]>
  /** When the rules were last evaluated; null for never. */
  readonly lastEvaluation: () => Promise<number | null>
  /**
   * What became of the notifications of these order keys: the newest send that a channel accepted,
   * and whether one still waits. Repeat intervals count from the send.
   */
  readonly deliveries: (
    orderKeys: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly sentAt: number | null; readonly waiting: boolean }>>
  /** The newest event of one of these series in [from, to). */
  readonly newestSample: (
    series: readonly number[],
    from: number,
    to: number,
  ) => Promise<Sample | null>
  /** Titles of groups by fingerprint, for what a person reads. */
  readonly groupTitles: (fingerprints: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** ONE transaction: alert states and outbox rows. */
  readonly commitEvaluation: (commit: {
    readonly alerts: readonly AlertRecord[]
    readonly queue: readonly QueuedNotification[]
    readonly now: number
  }) => Promise<void>
}

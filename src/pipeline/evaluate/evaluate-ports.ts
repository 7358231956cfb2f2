import type { AlertRecord, SeriesCount } from '../../domain/alert.ts'
import type { Sample } from '../../domain/facts.ts'
import type { Notification } from '../../domain/notification.ts'
import type { WatchedPeriod } from '../../facts/gaps.ts'
import type { AlertGroup, GroupChange } from '../../routing/alert-group.ts'
import type { Silence } from '../../routing/silence.ts'
import type { RequestMinutes } from '../../rules/backtest/replay.ts'
import type { BaselineChange, EncodedBaseline } from '../../rules/baselines/encode.ts'
import type { GroupHistory, RequestCount, SeriesMinutes } from '../../rules/counts.ts'
import type { Delivered } from '../../rules/life-cycle.ts'

export interface QueuedNotification {
  readonly notification: Notification
  /** Names of the channels; one outbox row each. Empty: routed to no channel. */
  readonly channels: readonly string[]
  /** Rows with the same order key are sent in order on each channel (an alert's firing before its resolved). */
  readonly orderKey: string
  /** Ids of the alerts in it; repeat intervals count from its send. Default none. */
  readonly alerts?: readonly string[]
}

/** The counts that rules are evaluated on. Times in epoch milliseconds. */
export interface CountStore {
  /** Failures by series with event time in [from, to), exact to the millisecond. */
  readonly windowCounts: (from: number, to: number) => Promise<readonly SeriesCount[]>
  /** The same per minute; `from` and `to` are rounded down to whole minutes. */
  readonly seriesMinutes: (from: number, to: number) => Promise<readonly SeriesMinutes[]>
  /** The same, only of events numbered after `afterEvent`. */
  readonly minutesAfter: (
    afterEvent: number,
    from: number,
    to: number,
  ) => Promise<readonly SeriesMinutes[]>
  /** Successful requests by series in the whole minutes of [from, to). */
  readonly successes: (from: number, to: number) => Promise<readonly RequestCount[]>
  /** The same per minute. */
  readonly successMinutes: (from: number, to: number) => Promise<readonly RequestMinutes[]>
  /** The period in which requests were counted without a gap; null for none. */
  readonly requestsCounted: () => Promise<{ readonly from: number; readonly to: number } | null>
  /** From when failures are known: the first minute that has any, or how far back they were counted; null for none. */
  readonly firstCount: () => Promise<number | null>
  /** Histories of groups by fingerprint. */
  readonly groupHistory: (
    fingerprints: readonly string[],
  ) => Promise<ReadonlyMap<string, GroupHistory>>
}

export interface EvaluationStore extends CountStore, DispatchStore {
  /** Pending and firing alerts. */
  readonly openAlerts: () => Promise<readonly AlertRecord[]>
  /** Alerts that fired and resolved at this moment or later. */
  readonly resolvedSince: (at: number) => Promise<readonly AlertRecord[]>
  /** When the rules were last evaluated; null for never. */
  readonly lastEvaluation: () => Promise<number | null>
  /** The newest event that the last evaluation saw; null for none yet. */
  readonly evaluatedUpto: () => Promise<number | null>
  /** Number of the newest event; 0 for none. */
  readonly newestEvent: () => Promise<number>
  /** A rule's baseline; null if there is none yet. */
  readonly ruleBaselines: (rule: string) => Promise<EncodedBaseline | null>
  /**
   * Status of the messages about these alerts: the last send that a channel accepted, and whether there is one that no
   * channel has accepted yet. Repeat intervals count from the send.
   */
  readonly deliveries: (alerts: readonly string[]) => Promise<ReadonlyMap<string, Delivered>>
  /** The newest event of one of these series in [from, to). */
  readonly newestSample: (
    series: readonly number[],
    from: number,
    to: number,
  ) => Promise<Sample | null>
  /** Titles of groups by fingerprint, for display. */
  readonly groupTitles: (fingerprints: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** ONE transaction: alert states, outbox rows, baselines. */
  readonly commitEvaluation: (commit: {
    readonly alerts: readonly AlertRecord[]
    readonly queue: readonly QueuedNotification[]
    readonly groups?: readonly GroupChange[]
    readonly baseline?: readonly BaselineChange[]
    /** The newest event that it saw. */
    readonly upto?: number
    /** What it could see, to record monitoring gaps. */
    readonly seen?: WatchedPeriod
    /** False if only Lookout itself was checked: it then does not count as an evaluation. Default true. */
    readonly looked?: boolean
    readonly now: number
  }) => Promise<void>
}

/** What determines notifications, besides the rules and the configuration. */
export interface DispatchStore {
  readonly silences: () => Promise<readonly Silence[]>
  readonly alertGroups: () => Promise<readonly AlertGroup[]>
}

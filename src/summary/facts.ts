import type { Fault } from '../events/event.ts'

/** How often one value occurred. Lists of these are sorted by count, largest first, then by name. */
export interface Count {
  readonly name: string
  readonly count: number
}

/** One failure shown in full as an example. Text is redacted. `time` in epoch milliseconds. */
export interface Sample {
  readonly requestId: string
  readonly time: number
  readonly model: string
  readonly keyName: string
  readonly message: string
}

/** One group within a period. `id` is how the explanation cites it: g1 is the largest. */
export interface GroupFact {
  readonly id: string
  readonly fingerprint: string
  readonly title: string
  readonly template: string
  readonly errorType: string
  readonly status: string
  readonly fault: Fault
  readonly count: number
  /** Of all failures of the period, 0 to 1. */
  readonly share: number
  readonly firstSeen: number
  readonly lastSeen: number
  readonly models: readonly Count[]
  readonly providers: readonly Count[]
  readonly keys: readonly Count[]
  readonly teams: readonly Count[]
  readonly samples: readonly Sample[]
}

/**
 * The numbers of a period, computed here and nowhere else: what people read and what the LLM explains.
 * Times are epoch milliseconds; `from` is included, `to` is not.
 */
export interface Facts {
  readonly instance: string
  readonly timezone: string
  readonly from: number
  readonly to: number
  readonly total: number
  /** Failures that became visible only after their period had been told. */
  readonly late: number
  readonly firstSeen: number | null
  readonly lastSeen: number | null
  readonly byModel: readonly Count[]
  readonly byProvider: readonly Count[]
  readonly byErrorType: readonly Count[]
  readonly byStatus: readonly Count[]
  readonly byKey: readonly Count[]
  readonly byTeam: readonly Count[]
  readonly byFault: readonly Count[]
  /** Largest first. */
  readonly groups: readonly GroupFact[]
  /** Groups beyond the ones listed, and the failures in them; zero when all are listed. */
  readonly moreGroups: number
  readonly moreGroupsCount: number
  /** Failures for each hour of the period that had any, by error type: [hour's start, error type, count]. */
  readonly hours: readonly {
    readonly start: number
    readonly errorType: string
    readonly count: number
  }[]
}

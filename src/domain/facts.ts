import type { Fault } from './event.ts'
import type { Finding } from './finding.ts'

/** Where counts beyond a limit are added up, so that sums stay exact; always last in a list, and without a name. */
interface Together {
  readonly others?: true
}

/**
 * How often one value occurred; `name` null: failures without one. Lists are sorted by count, largest first, then by
 * name.
 */
export interface Count extends Together {
  readonly name: string | null
  readonly count: number
}

/** By code unit: the same on every machine and in every locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The same for names, with missing ones last. */
export const compareName = (a: string | null, b: string | null): number =>
  a === null || b === null ? Number(a === null) - Number(b === null) : compareText(a, b)

/** The order of a list of counts. */
export const largestFirst = (a: Count, b: Count): number =>
  b.count - a.count || compareName(a.name, b.name)

/** One failure shown in full as an example. Text is redacted. `time` in epoch milliseconds. */
export interface Sample {
  readonly requestId: string
  readonly time: number
  readonly model: string | null
  readonly keyName: string | null
  readonly message: string
}

/** One group within a period. `id` is how the explanation cites it: g1 is the largest. */
export interface GroupFact {
  readonly id: string
  readonly fingerprint: string
  readonly title: string
  readonly template: string
  readonly errorType: string | null
  readonly status: string | null
  readonly fault: Fault | null
  readonly count: number
  /** Share of all failures of the period, 0 to 1. */
  readonly share: number
  readonly firstSeen: number
  readonly lastSeen: number
  readonly models: readonly Count[]
  readonly providers: readonly Count[]
  readonly keys: readonly Count[]
  readonly teams: readonly Count[]
  readonly samples: readonly Sample[]
  /** Failures in equal steps from `Facts.from` on, `Facts.trendStep` milliseconds each; their sum is `count`. */
  readonly trend?: readonly number[]
  /** Compared with what was known before; absent if unknown. A regressed group returned after a quiet period. */
  readonly standing?: GroupStanding
  /** Failures of the group in the previous period; absent if unknown. */
  readonly before?: number
  /** When the group was first seen ever. */
  readonly knownSince?: number
}

export type GroupStanding = 'new' | 'regressed' | 'known'

/** A group of the previous period that did not occur in this one. `count` is that of the previous period. */
interface GoneGroup {
  /** `o1`, the largest first. */
  readonly id: string
  readonly fingerprint: string
  readonly title: string
  readonly count: number
}

/** A comparison with another period. `change` is total / before - 1, null if there were none before. */
export interface Comparison {
  /** `c1`: the previous period; `c2`: the same weekday a week before. */
  readonly id: string
  readonly from: number
  readonly to: number
  readonly total: number
  readonly change: number | null
}

/** A period with an id that a sentence may cite: `b1` a busy minute, `x1` a monitoring gap. */
export interface BusyMinute {
  readonly id: string
  readonly start: number
  readonly count: number
}
interface Gap {
  readonly id: string
  readonly from: number
  readonly to: number
  /** True: failures of that time are in no number. False: they were read afterwards, and triggered no alerts. */
  readonly missing?: boolean
}

/** All requests of the period, failed or not, if known. Id `r1`. `share`: failures of them, 0 to 1. */
export interface Requests {
  readonly total: number
  readonly share: number
  readonly byModel: readonly (Count & { readonly failures: number; readonly share: number })[]
}

/**
 * Model by time, for a heat map. One row for each of the models with the most failures, at most twelve; the others
 * share the row `others`. Each row has as many numbers as there are steps of `trendStep`, from `Facts.from` on.
 */
export interface HeatMap {
  readonly rows: readonly (Together & {
    readonly name: string | null
    readonly counts: readonly number[]
  })[]
}

/**
 * The alert that the facts are about, with the numbers that its rule evaluated. Id `a1`. Times in epoch milliseconds.
 */
interface AlertFact {
  readonly rule: string
  readonly severity: string
  readonly finding: Finding
  readonly observed: number
  readonly threshold: number
  readonly expected: number | null
  readonly peak: number
  readonly windowMs: number
  readonly startedAt: number
  readonly endedAt: number | null
}

/**
 * The numbers of a period, computed here and nowhere else: what people read and what the LLM explains.
 * Times are epoch milliseconds; `from` is included, `to` is not. JSON holds all of it.
 *
 * Every fact has an id that a sentence may cite. Those without a field `id` have it by their place, counted from 1:
 * `t1` the total with period, first and last seen, `l1` the late ones, `r1` the requests, `a1` the alert; of the lists
 * `m1` byModel, `p1` byProvider, `e1` byErrorType, `s1` byStatus, `k1` byKey, `u1` byTeam, `f1` byFault.
 * What is optional is absent where it was not known, also in digests that were frozen without it.
 */
export interface Facts {
  readonly instance: string
  readonly timezone: string
  readonly from: number
  readonly to: number
  readonly total: number
  /** Failures that became visible only after their period had been reported. */
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
  /** Failures for each hour of the period that had any, by error type: [start of the hour, error type, count]. */
  readonly hours: readonly (Together & {
    readonly start: number
    readonly errorType: string | null
    readonly count: number
  })[]
  /**
   * Width of the steps of trends and heat map, milliseconds: an hour up to 31 hours, otherwise a whole number of hours.
   */
  readonly trendStep?: number
  readonly heat?: HeatMap
  /** The minutes with the most failures, at most three, the largest first. */
  readonly busiest?: readonly BusyMinute[]
  readonly comparisons?: readonly Comparison[]
  readonly requests?: Requests
  /** Groups of the previous period that are gone, the largest first, at most ten. */
  readonly gone?: readonly GoneGroup[]
  /** Monitoring gaps. */
  readonly gaps?: readonly Gap[]
  readonly alert?: AlertFact
}

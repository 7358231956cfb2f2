import type { Dimensions } from '../events/event.ts'
import type { AlertRecord, SeriesCount } from './alert.ts'
import type { TrafficDimensions } from './labels.ts'
import type { Observation } from './observe.ts'
import type { Memory } from './remember/memory.ts'

/** Successful requests of one series in a window. `series` is the state's number for the combination. */
export interface RequestCount {
  readonly series: number
  readonly dimensions: TrafficDimensions
  readonly count: number
}

/** All that was asked of the proxy in a window of whole minutes. */
export interface Traffic {
  readonly failures: readonly SeriesCount[]
  readonly successes: readonly RequestCount[]
  /** Whether requests were counted through the whole window; else nothing can be said about it. */
  readonly complete: boolean
}

/** When a group was seen. A run begins when it returns after a day or more. Epoch milliseconds. */
export interface GroupHistory {
  readonly firstSeen: number
  /** Begin of its present run, and when it was last seen before that; null when it never went away. */
  readonly backAt: number | null
  readonly goneAt: number | null
}

/** Failures of one series by minute: [minutes since 1970 UTC, count]. */
export interface SeriesMinutes {
  readonly series: number
  readonly dimensions: Dimensions
  readonly minutes: readonly (readonly [minute: number, count: number])[]
}

/** What became known only now of the time that earlier looks were about. */
export interface LateFailures {
  /** Those that no earlier look saw. */
  readonly fresh: readonly SeriesMinutes[]
  /** All there are, those included; far enough back for every window that holds a fresh one. */
  readonly all: readonly SeriesMinutes[]
  /** Windows that ended before this, or after that, are not looked at again. Epoch milliseconds. */
  readonly after: number
  readonly until: number
}

/** Why Lookout cannot see, and since when (epoch milliseconds). */
export interface Blindness {
  readonly since: number
  readonly reason: string
}

/** Everything that rules judge by. Windows end now, begin no earlier than the watching, and are by length, ms. */
export interface Look {
  readonly now: number
  readonly windows: ReadonlyMap<number, readonly SeriesCount[]>
  readonly traffic: ReadonlyMap<number, Traffic>
  /** By fingerprint: the groups in the windows of rules that ask for it. */
  readonly history: ReadonlyMap<string, GroupHistory>
  /** New groups alert only from here on: until then all are new. Epoch milliseconds. */
  readonly learnedAt: number
  readonly late: LateFailures | null
  readonly memory: ReadonlyMap<string, Memory>
  readonly blind: Blindness | null
}

/** What a rule's judge finds: all label sets that are active, and those whose alerts are open. */
export interface Judgement {
  readonly observations: ReadonlyMap<string, Observation>
  /** The rule's memory after this look; absent where it has none. */
  readonly memory?: Memory
  /** Label sets that did not fit any more and were put together as `other`. */
  readonly folded?: number
  /** It could not judge: open alerts stay as they are. */
  readonly unjudged?: boolean
}

/** `open`: the rule's pending and firing alerts, by the key of their labels. Made once for a rule, asked at every look. */
export type Judge = (look: Look, open: ReadonlyMap<string, AlertRecord>) => Judgement

import type { AlertRecord, SeriesCount } from '../domain/alert.ts'
import type { NoDataCause } from '../domain/finding.ts'
import type { Baseline } from './baselines/baseline.ts'
import type { GroupHistory, LateFailures, Traffic } from './counts.ts'
import type { Observation } from './observe.ts'

/** Why Lookout has no data, and since when (epoch milliseconds). */
export interface NoData {
  readonly since: number
  readonly cause: NoDataCause
  /** It has gone on long enough for rules that name no length of their own. */
  readonly confirmed: boolean
}

/** All data that rules are evaluated on. Windows end now, start after the first start of Lookout, and are keyed by length, ms. */
export interface EvaluationData {
  readonly now: number
  readonly windows: ReadonlyMap<number, readonly SeriesCount[]>
  readonly traffic: ReadonlyMap<number, Traffic>
  /** By fingerprint: the groups in the windows of rules that ask for it. */
  readonly history: ReadonlyMap<string, GroupHistory>
  /** New groups alert only from here on: until then all are new. Epoch milliseconds. */
  readonly learnedAt: number
  readonly late: LateFailures | null
  readonly baseline: ReadonlyMap<string, Baseline>
  readonly blind: NoData | null
}

/** What a rule's evaluator finds: all label sets that are active, and those whose alerts are open. */
export interface RuleResult {
  readonly observations: ReadonlyMap<string, Observation>
  /** The rule's baseline after this look; absent where it has none. */
  readonly baseline?: Baseline
  /** Label sets that did not fit any more and were put together as `other`. */
  readonly folded?: number
  /** It could not evaluator: open alerts stay as they are. */
  readonly undecided?: boolean
}

/** `open`: the rule's pending and firing alerts, by the key of their labels. Made once for a rule, asked at every look. */
export type Evaluator = (look: EvaluationData, open: ReadonlyMap<string, AlertRecord>) => RuleResult

import type { AlertRecord } from '../domain/alert.ts'
import type { Baseline } from './baselines/baseline.ts'
import type { EvaluationData, RuleResult } from './evaluation.ts'
import { evaluatorOf } from './evaluators/evaluator-of.ts'
import {
  type AlertUpdate,
  type Delivered,
  type Flapping,
  hold,
  type Moment,
  release,
  type Step,
} from './life-cycle.ts'
import { keyOf } from './observe.ts'
import { labelsBy, type Rule } from './rule.ts'

export type { AlertUpdate } from './life-cycle.ts'

/** What is known beside the counts. Times in epoch milliseconds. */
export interface EvaluationInput extends EvaluationData {
  /** When the rules were last looked at; null for never. */
  readonly lastEvaluation: number | null
  /** Longer than this since then counts as a downtime, milliseconds. */
  readonly downtimeMs: number
  /** Pending and firing alerts. */
  readonly open: readonly AlertRecord[]
  /** Alerts that fired and were resolved lately: as far back as flapping is looked for. */
  readonly recent: readonly AlertRecord[]
  /** What became of an alert's earlier notifications, by alert id. */
  readonly deliveries: ReadonlyMap<string, Delivered>
}

export interface EvaluationPlan {
  /** Alerts whose record changed. A pending alert that ended is told to nobody and `resolved`. */
  readonly alerts: readonly AlertRecord[]
  readonly updates: readonly AlertUpdate[]
  /** What the rules remember after this look, of those that remember anything. */
  readonly baseline: ReadonlyMap<string, Baseline>
  /** The stretch nobody looked at, if there was one. */
  readonly missed: { readonly from: number; readonly to: number } | null
  /** How many label sets had to be put together as `other`, by rule. */
  readonly folded: ReadonlyMap<string, number>
}

export interface EngineOptions {
  /** Label sets that one rule tells apart, at most. */
  readonly maxSeries: number
  readonly flapping: Flapping
}

type ByKey<Value> = ReadonlyMap<string, Value>

/** Records of a rule by the key of their labels. */
const byKey = (alerts: readonly AlertRecord[], rule: Rule): Map<string, AlertRecord[]> => {
  const by = labelsBy(rule)
  const found = new Map<string, AlertRecord[]>()
  for (const alert of alerts) {
    const key = keyOf(by, alert.labels)
    found.set(key, [...(found.get(key) ?? []), alert])
  }
  return found
}

const byRule = (alerts: readonly AlertRecord[]): ReadonlyMap<string, readonly AlertRecord[]> =>
  Map.groupBy(alerts, ({ rule }) => rule)

/** What one rule's alerts do, given what its evaluator found. */
const stepsOf = (
  rule: Rule,
  { observations, undecided }: RuleResult,
  open: ByKey<AlertRecord>,
  earlier: ByKey<readonly AlertRecord[]>,
  input: EvaluationInput,
  moment: Moment,
): readonly Step[] => {
  if (undecided === true) return []
  const steps: Step[] = []
  for (const [key, seen] of observations) {
    if (!seen.active) continue
    const known = open.get(key)
    const delivery = known && input.deliveries.get(known.id)
    steps.push(hold(known, rule, seen, earlier.get(key) ?? [], delivery, moment))
  }
  for (const [key, known] of open) {
    const seen = observations.get(key)
    if (seen?.active !== true) steps.push(release(known, rule, seen, moment))
  }
  return steps
}

const missedOf = ({ now, lastEvaluation, downtimeMs }: EvaluationInput) =>
  lastEvaluation !== null && now - lastEvaluation > downtimeMs
    ? { from: lastEvaluation, to: now }
    : null

/**
 * An engine for a list of rules. Each call looks at every rule once: which alerts begin, go on, end, and which of that
 * is to be told. Pure but for what it remembers of label sets to be fast: the same rows at the same moments give the
 * same alerts. The states are those of Prometheus: pending, firing, resolved.
 */
export const createEngine = (rules: readonly Rule[], options: EngineOptions) => {
  const evaluators = rules.map((rule) => ({
    rule,
    evaluator: evaluatorOf(rule, options.maxSeries),
  }))
  const names = new Set(rules.map(({ name }) => name))

  return (input: EvaluationInput): EvaluationPlan => {
    const missed = missedOf(input)
    const { now } = input
    const moment: Moment = { now, away: missed !== null, flapping: options.flapping }
    const [open, recent] = [byRule(input.open), byRule(input.recent)]
    const baseline = new Map<string, Baseline>()
    const folded = new Map<string, number>()
    const steps: Step[] = input.open
      .filter(({ rule }) => !names.has(rule))
      .map((alert) => release(alert, undefined, undefined, moment))

    for (const { rule, evaluator } of evaluators) {
      const mine = new Map<string, AlertRecord>()
      for (const [key, alerts] of byKey(open.get(rule.name) ?? [], rule)) {
        // After a change of `by`, several may have become one.
        const [first, ...others] = alerts
        if (first !== undefined) mine.set(key, first)
        steps.push(...others.map((alert) => release(alert, undefined, undefined, moment)))
      }
      const ruleResult = evaluator(input, mine)
      const earlier = byKey(recent.get(rule.name) ?? [], rule)
      steps.push(...stepsOf(rule, ruleResult, mine, earlier, input, moment))
      if (ruleResult.baseline !== undefined) baseline.set(rule.name, ruleResult.baseline)
      if ((ruleResult.folded ?? 0) > 0) folded.set(rule.name, ruleResult.folded ?? 0)
    }
    return {
      alerts: steps.map(({ alert }) => alert),
      updates: steps.flatMap(({ alert, tell }) => (tell === null ? [] : [{ alert, reason: tell }])),
      baseline,
      missed,
      folded,
    }
  }
}

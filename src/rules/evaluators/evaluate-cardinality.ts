import type { Evaluator } from '../evaluation.ts'
import { labelOf, selects } from '../labels.ts'
import { capped, createLabeller, type LabelSet, type Observation } from '../observe.ts'
import { labelsBy, type RuleOf } from '../rule.ts'

/** How many different keys, teams or models one error reaches. What has no name is nobody in particular. */
export const evaluateCardinality = (rule: RuleOf<'cardinality'>, maxSeries: number): Evaluator => {
  const by = labelsBy(rule)
  const labeller = createLabeller(by, selects(rule))
  return ({ windows }, open) => {
    const reached = new Map<string, { set: LabelSet; values: Set<string>; count: number }>()
    for (const series of windows.get(rule.window) ?? []) {
      const set = labeller(series)
      const value = labelOf(rule.of, series.dimensions)
      if (set === null || value === '') continue
      const known = reached.get(set.key) ?? { set, values: new Set(), count: 0 }
      known.values.add(value)
      known.count += series.count
      reached.set(set.key, known)
    }
    const { groups, folded } = capped([...reached.values()], by, maxSeries, open)
    const observations = new Map<string, Observation>()
    for (const { set } of groups) {
      // Errors put together as `other` have no reach of their own.
      const found = reached.get(set.key)
      const distinct = found?.values.size ?? 0
      if (distinct < rule.distinct && !open.has(set.key)) continue
      observations.set(set.key, {
        ...set,
        active: distinct >= rule.distinct,
        observed: distinct,
        threshold: rule.distinct,
        expected: null,
        windowMs: rule.window,
        finding: {
          kind: 'cardinality',
          failures: found?.count ?? 0,
          of: rule.of,
          distinct,
          windowMs: rule.window,
          threshold: rule.distinct,
        },
      })
    }
    return { observations, folded }
  }
}

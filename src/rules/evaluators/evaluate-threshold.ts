import type { AlertRecord } from '../../domain/alert.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import type { Evaluator } from '../evaluation.ts'
import { selects } from '../labels.ts'
import { capped, countBy, createLabeller, type Group, type Observation } from '../observe.ts'
import { labelsBy, type RuleOf } from '../rule.ts'
import { lateWindows } from './late-windows.ts'

const observation = (
  rule: RuleOf<'threshold'>,
  { set, count }: Group,
  active: boolean,
): Observation & { readonly finding: { readonly kind: 'threshold' } } => ({
  ...set,
  active,
  observed: count,
  threshold: rule.count,
  expected: null,
  windowMs: rule.window,
  finding: { kind: 'threshold', count, windowMs: rule.window, threshold: rule.count },
})

/** Counts in the window that ends now; and in earlier ones that late rows have filled up meanwhile. */
export const evaluateThreshold = (rule: RuleOf<'threshold'>, maxSeries: number): Evaluator => {
  const by = labelsBy(rule)
  const labeller = createLabeller(by, selects(rule))
  return ({ now, windows, late }, open: ReadonlyMap<string, AlertRecord>) => {
    const counts = countBy(windows.get(rule.window) ?? [], labeller)
    const { groups, folded } = capped(counts, by, maxSeries, open)
    const observations = new Map<string, Observation>()
    for (const group of groups) {
      const { key } = group.set
      const active = group.count >= rule.count
      if (active || open.has(key)) observations.set(key, observation(rule, group, active))
    }
    if (late !== null && rule.window >= MINUTE_MS && rule.window + rule.for <= now) {
      for (const found of lateWindows(rule, late, labeller)) {
        const { key } = found.set
        if (observations.has(key) || open.has(key)) continue
        const seen = observation(rule, found, true)
        const { endedAt } = found
        const finding = { ...seen.finding, late: { endedAt } }
        observations.set(key, { ...seen, finding, since: endedAt })
      }
    }
    return { observations, folded }
  }
}

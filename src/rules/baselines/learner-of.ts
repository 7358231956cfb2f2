import type { Rule } from '../rule.ts'
import type { Keeper } from './baseline.ts'
import { keepFlatline } from './flatline-baseline.ts'
import { keepSpike } from './spike-baseline.ts'

/** Who keeps a rule's memory; null for rules that look at their windows alone. */
export const keeperOf = (rule: Rule, maxSeries: number): Keeper | null => {
  if (rule.type === 'spike') return keepSpike(rule, maxSeries)
  if (rule.type === 'flatline') return keepFlatline(rule, maxSeries)
  return null
}

import type { Rule } from '../rule.ts'
import type { Learner } from './baseline.ts'
import { keepFlatline } from './flatline-baseline.ts'
import { keepSpike } from './spike-baseline.ts'

/** Who keeps a rule's baseline; null for rules that look at their windows alone. */
export const learnerOf = (rule: Rule, maxSeries: number): Learner | null => {
  if (rule.type === 'spike') return keepSpike(rule, maxSeries)
  if (rule.type === 'flatline') return keepFlatline(rule, maxSeries)
  return null
}

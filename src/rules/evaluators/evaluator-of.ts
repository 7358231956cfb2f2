import type { Evaluator } from '../evaluation.ts'
import type { Rule } from '../rule.ts'
import { evaluateCardinality } from './evaluate-cardinality.ts'
import { evaluateFlatline } from './evaluate-flatline.ts'
import { evaluateNews } from './evaluate-news.ts'
import { evaluateRate } from './evaluate-rate.ts'
import { evaluateSource } from './evaluate-source.ts'
import { evaluateSpike } from './evaluate-spike.ts'
import { evaluateThreshold } from './evaluate-threshold.ts'

/** The evaluator of a rule. `maxSeries`: more label sets than this are put together as `other`. */
export const evaluatorOf = (rule: Rule, maxSeries: number): Evaluator => {
  switch (rule.type) {
    case 'threshold':
      return evaluateThreshold(rule, maxSeries)
    case 'rate':
      return evaluateRate(rule, maxSeries)
    case 'spike':
      return evaluateSpike(rule, maxSeries)
    case 'new_error':
    case 'regression':
      return evaluateNews(rule, maxSeries)
    case 'cardinality':
      return evaluateCardinality(rule, maxSeries)
    case 'flatline':
      return evaluateFlatline(rule, maxSeries)
    case 'source':
      return evaluateSource(rule)
  }
}

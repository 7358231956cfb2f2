import type { Judge } from '../evaluation.ts'
import type { Rule } from '../rule.ts'
import { judgeCardinality } from './evaluate-cardinality.ts'
import { judgeFlatline } from './evaluate-flatline.ts'
import { judgeNews } from './evaluate-news.ts'
import { judgeRate } from './evaluate-rate.ts'
import { judgeSource } from './evaluate-source.ts'
import { judgeSpike } from './evaluate-spike.ts'
import { judgeThreshold } from './evaluate-threshold.ts'

/** The judge of a rule. `maxSeries`: more label sets than this are put together as `other`. */
export const judgeOf = (rule: Rule, maxSeries: number): Judge => {
  switch (rule.type) {
    case 'threshold':
      return judgeThreshold(rule, maxSeries)
    case 'rate':
      return judgeRate(rule, maxSeries)
    case 'spike':
      return judgeSpike(rule, maxSeries)
    case 'new_error':
    case 'regression':
      return judgeNews(rule, maxSeries)
    case 'cardinality':
      return judgeCardinality(rule, maxSeries)
    case 'flatline':
      return judgeFlatline(rule, maxSeries)
    case 'source':
      return judgeSource(rule)
  }
}

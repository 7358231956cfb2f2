import type { Judge } from '../look.ts'
import type { Rule } from '../rule.ts'
import { judgeCardinality } from './judge-cardinality.ts'
import { judgeFlatline } from './judge-flatline.ts'
import { judgeNews } from './judge-news.ts'
import { judgeRate } from './judge-rate.ts'
import { judgeSource } from './judge-source.ts'
import { judgeSpike } from './judge-spike.ts'
import { judgeThreshold } from './judge-threshold.ts'

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

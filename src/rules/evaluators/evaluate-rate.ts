import type { Evaluator } from '../evaluation.ts'
import { selects } from '../labels.ts'
import {
  byKey,
  capped,
  countBy,
  createLabeller,
  type LabelSet,
  type Observation,
} from '../observe.ts'
import { labelsBy, type RuleOf } from '../rule.ts'
import { trafficLabels } from '../rule-options.ts'
import { wilsonInterval } from '../statistics/wilson.ts'

/** The fewest failures in so many requests at which the rule would fire. */
export const failuresToFire = (requests: number, share: number): number => {
  let [low, high] = [1, requests]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (wilsonInterval(middle, requests).lower > share) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * A failure that was never sent anywhere has no provider, and one that was refused early no model: there are no
 * requests of no provider that it could be a share of.
 */
const hasDenominator = ({ labels }: LabelSet): boolean =>
  labels['provider'] !== '' && labels['model'] !== ''

/**
 * Which share of the requests fails, by the lower end of Wilson's interval, so that few requests prove little. Failures
 * are those that the rule matches; requests are the successes and all failures of the same labels.
 */
export const evaluateRate = (rule: RuleOf<'rate'>, maxSeries: number): Evaluator => {
  const by = labelsBy(rule)
  const isFailure = selects(rule)
  const isRequest = selects(rule, trafficLabels)
  const failed = createLabeller(by, isFailure)
  const [failedAtAll, succeeded] = [createLabeller(by, isRequest), createLabeller(by, isRequest)]
  return ({ traffic }, open) => {
    const seen = traffic.get(rule.window)
    if (seen === undefined || !seen.complete) return { observations: new Map(), undecided: true }
    const failures = countBy(seen.failures, failed).filter(({ set }) => hasDenominator(set))
    const others = byKey(countBy(seen.failures, failedAtAll))
    const successes = byKey(countBy(seen.successes, succeeded))
    const { groups, folded } = capped(failures, by, maxSeries, open)
    const observations = new Map<string, Observation>()
    for (const { set, count } of groups) {
      const { key } = set
      const requests = (others.get(key)?.count ?? count) + (successes.get(key)?.count ?? 0)
      const { lower } = wilsonInterval(count, requests)
      const active = requests >= rule.minRequests && lower > rule.share
      if (!active && !open.has(key)) continue
      observations.set(key, {
        ...set,
        active,
        observed: count,
        threshold: failuresToFire(requests, rule.share),
        expected: null,
        windowMs: rule.window,
        finding: {
          kind: 'rate',
          failures: count,
          requests,
          windowMs: rule.window,
          limit: rule.share,
        },
      })
    }
    return { observations, folded }
  }
}

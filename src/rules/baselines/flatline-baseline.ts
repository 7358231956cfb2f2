import { HOUR_MS } from '../../domain/units.ts'
import { selects } from '../labels.ts'
import { byKey, countBy, createLabeller, type Group } from '../observe.ts'
import { labelsBy, type RuleOf } from '../rule.ts'
import { trafficLabels } from '../rule-options.ts'
import { type Baseline, type ClosedHour, type Learner, places } from './baseline.ts'
import { addHour, lastDayOf, noHours, type UsualHours } from './usual-hours.ts'

/** What is missing for longer than this is not coming back: it is the new normal. */
const goneHours = 24

/** Counts by label set what a flatline rule misses: successes, or requests of any outcome. */
export const createTrafficCounter = (rule: RuleOf<'flatline'>) => {
  const looksAt = selects(rule, trafficLabels)
  const by = labelsBy(rule)
  const [ofFailures, ofSuccesses] = [createLabeller(by, looksAt), createLabeller(by, looksAt)]
  return ({ failures, successes }: Pick<ClosedHour, 'failures' | 'successes'>) => {
    const counts = byKey(countBy(successes, ofSuccesses))
    if (rule.of === 'successes') return counts
    for (const { set, count } of countBy(failures, ofFailures))
      counts.set(set.key, { set, count: count + (counts.get(set.key)?.count ?? 0) })
    return counts
  }
}

/** Hours in which it was down say nothing about what is usual, for the first day. */
const wasDown = ({ downSince }: UsualHours, hour: number): boolean =>
  downSince !== null &&
  (hour + 1) * HOUR_MS > downSince &&
  hour * HOUR_MS < downSince + goneHours * HOUR_MS

/** Teaches a flatline rule what each hour had. */
export const keepFlatline = (rule: RuleOf<'flatline'>, maxSeries: number): Learner => {
  const by = labelsBy(rule)
  const countTraffic = createTrafficCounter(rule)
  return {
    rule: rule.name,
    type: 'flatline',
    scope: JSON.stringify(['flatline 1', by, rule.match, rule.exclude, rule.of]),
    start: (hour): Baseline => ({
      type: 'flatline',
      through: hour,
      silent: noHours(hour),
      sets: new Map(),
    }),
    fold: (baseline, closed) => {
      if (baseline.type !== 'flatline' || closed.hour < baseline.through) return baseline
      const { hour } = closed
      const silent = addHour(baseline.silent, hour, closed.counted ? 0 : null)
      const rest = { type: 'flatline', through: hour + 1, silent } as const
      const place = places(baseline, by, maxSeries, lastDayOf)
      const seen = new Map<string, Group>()
      for (const { set, count } of countTraffic(closed).values()) {
        const home = place.placeOf(set, hour)
        seen.set(home.key, { set: home, count: count + (seen.get(home.key)?.count ?? 0) })
        if (place.get(home.key) === undefined)
          place.put(home.key, { set: home, seenIn: hour, series: baseline.silent })
      }
      for (const [key, known] of place.sets()) {
        const count = seen.get(key)?.count ?? 0
        const usable = closed.counted && !wasDown(known.series, hour)
        const series = addHour(known.series, hour, usable ? count : null)
        place.put(key, { ...known, seenIn: count > 0 ? hour : known.seenIn, series })
      }
      return { ...rest, sets: place.sets() }
    },
  }
}

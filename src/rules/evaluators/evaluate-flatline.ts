import { DAY_MS } from '../../domain/units.ts'
import { places } from '../baselines/baseline.ts'
import { createTrafficCounter } from '../baselines/flatline-baseline.ts'
import { lastDayOf, leastBetween } from '../baselines/usual-hours.ts'
import type { Evaluator } from '../evaluation.ts'
import type { Observation } from '../observe.ts'
import { labelsBy, type RuleOf } from '../rule.ts'

/** What has been gone for longer than a week is judged by what is usual again, and silence is by then. */
const givesUpMs = 8 * DAY_MS

/** Silence where there has always been traffic at this hour of the week. */
export const evaluateFlatline = (rule: RuleOf<'flatline'>, maxSeries: number): Evaluator => {
  const by = labelsBy(rule)
  const countTraffic = createTrafficCounter(rule)
  return ({ now, traffic, baseline }, open) => {
    const known = baseline.get(rule.name)
    const seen = traffic.get(rule.window)
    if (known?.type !== 'flatline' || seen === undefined || !seen.complete)
      return { observations: new Map(), undecided: true }
    const counts = countTraffic(seen)
    const place = places(known, by, maxSeries, lastDayOf)
    const observations = new Map<string, Observation>()
    for (const [key, remembered] of known.sets) {
      const { set, series } = remembered
      const count = counts.get(key)?.count ?? 0
      const least = count > 0 ? null : leastBetween(series, now - rule.window, now)
      // While it is down, the hour may be one of those that are usually quiet: it is down until something comes.
      const stillDown = series.downSince !== null && now - series.downSince < givesUpMs
      const active = count === 0 && (stillDown || (least ?? 0) >= rule.usually)
      const downSince = active ? (series.downSince ?? now - rule.window) : null
      if (downSince !== series.downSince)
        place.put(key, { ...remembered, series: { ...series, downSince } })
      if (!active && !open.has(key)) continue
      observations.set(key, {
        ...set,
        active,
        observed: count,
        threshold: 1,
        expected: least,
        windowMs: rule.window,
        finding: {
          kind: 'flatline',
          of: rule.of,
          count,
          windowMs: rule.window,
          silentMs: now - (downSince ?? now - rule.window),
          usual: least,
        },
      })
    }
    return { observations, baseline: { ...known, sets: place.sets() } }
  }
}

import { HOUR_MS } from '../../domain/units.ts'
import { places } from '../baselines/baseline.ts'
import { spikeDetectorOf, spikeSize } from '../baselines/spike-baseline.ts'
import type { Evaluator } from '../evaluation.ts'
import { selects } from '../labels.ts'
import { countBy, createLabeller, type LabelSet, type Observation } from '../observe.ts'
import { labelsBy, type RuleOf } from '../rule.ts'
import type { SpikeVerdict } from '../spike/detector.ts'

/** The verdict in terms of one window, so that an alert speaks of the same window from its begin to its end. */
const inWindow = (
  { windowMs, observed, expected, pValue }: SpikeVerdict,
  length: number,
  sums: readonly number[],
  windowsMs: readonly number[],
) =>
  windowMs === length
    ? { windowMs, observed, expected, pValue }
    : {
        windowMs: length,
        observed: sums[windowsMs.indexOf(length)] ?? 0,
        expected: (expected * length) / windowMs,
        pValue: null,
      }

/** Counts far above what is usual at this hour of the week. */
export const evaluateSpike = (rule: RuleOf<'spike'>, maxSeries: number): Evaluator => {
  const by = labelsBy(rule)
  const labeller = createLabeller(by, selects(rule))
  const detector = spikeDetectorOf(rule)
  const { windowsMs } = detector
  return ({ now, windows, baseline }, open) => {
    const known = baseline.get(rule.name)
    if (known?.type !== 'spike') return { observations: new Map(), undecided: true }
    const place = places(known, by, maxSeries, spikeSize)
    const hour = Math.floor(now / HOUR_MS)
    const seen = new Map<string, { readonly set: LabelSet; readonly sums: number[] }>()
    const at = (set: LabelSet) => {
      const found = seen.get(set.key)
      if (found !== undefined) return found
      const fresh = { set, sums: windowsMs.map(() => 0) }
      if (place.get(set.key) === undefined)
        place.put(set.key, { set, seenIn: hour, series: known.silent })
      seen.set(set.key, fresh)
      return fresh
    }
    for (const [k, length] of windowsMs.entries()) {
      const counts = countBy(windows.get(length) ?? [], labeller)
      for (const { set, count } of counts) {
        const { sums } = at(place.placeOf(set, hour))
        sums[k] = (sums[k] ?? 0) + count
      }
    }
    // Those without any failure are looked at only while something is going on with them.
    for (const { set, series } of place.sets().values())
      if (series.watch.phase !== 'quiet' || open.has(set.key)) at(set)

    const observations = new Map<string, Observation>()
    const size = Math.max(1, place.sets().size)
    for (const [key, { set, sums }] of seen) {
      const remembered = place.get(key)
      if (remembered === undefined) continue
      const { series, verdict } = detector.look(remembered.series, now, sums, size)
      if (series !== remembered.series) place.put(key, { ...remembered, series })
      const active = verdict.state === 'firing'
      const alert = open.get(key)
      if (!active && alert === undefined) continue
      const finding = inWindow(verdict, alert?.windowMs ?? verdict.windowMs, sums, windowsMs)
      observations.set(key, {
        ...set,
        active,
        observed: finding.observed,
        threshold: Math.max(rule.minCount, Math.ceil(rule.factor * finding.expected)),
        expected: finding.expected,
        windowMs: finding.windowMs,
        finding: {
          kind: 'spike',
          count: finding.observed,
          windowMs: finding.windowMs,
          expected: finding.expected,
          chance: finding.pValue,
        },
      })
    }
    return { observations, baseline: { ...known, sets: place.sets() }, folded: place.folded() }
  }
}

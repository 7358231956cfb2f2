import { HOUR_MS } from '../../domain/units.ts'
import { selects } from '../labels.ts'
import { createLabeller, type LabelSet } from '../observe.ts'
import { labelsBy, type RuleOf } from '../rule.ts'
import { createSpikeDetector, type SpikeDetector, type SpikeSeries } from '../spike/detector.ts'
import type { SpikeOptions } from '../spike/spike-options.ts'
import { type Baseline, type ClosedHour, type Learner, type Places, places } from './baseline.ts'

const MINUTES = 60

/** A rule's options as the detector takes them. */
export const spikeOptionsOf = (rule: RuleOf<'spike'>): Partial<SpikeOptions> => ({
  minCount: rule.minCount,
  factor: rule.factor,
  alpha: rule.alpha,
  confirm: rule.confirm,
  resolveAfterMs: rule.resolveAfter,
  repeatLimit: rule.repeatLimit,
  repeatMemoryMs: rule.repeatMemory,
  leaveOutMs: rule.leaveOut,
})

export const spikeDetectorOf = (rule: RuleOf<'spike'>): SpikeDetector =>
  createSpikeDetector(spikeOptionsOf(rule))

export const spikeSize = ({ baseline }: SpikeSeries): number => baseline.level

interface Hour {
  readonly set: LabelSet
  readonly counts: number[]
}

/** Teaches a spike rule's series what each hour was like; those that had nothing learn that too. */
export const keepSpike = (rule: RuleOf<'spike'>, maxSeries: number): Learner => {
  const by = labelsBy(rule)
  const labeller = createLabeller(by, selects(rule))
  const detector = spikeDetectorOf(rule)
  const silence = new Array<number>(MINUTES).fill(0)

  const addUp = (
    closed: ClosedHour,
    place: Places<SpikeSeries>,
    silent: SpikeSeries,
  ): ReadonlyMap<string, Hour> => {
    const found = new Map<string, Hour>()
    for (const one of closed.minutes) {
      const own = labeller(one)
      if (own === null) continue
      const set = place.placeOf(own, closed.hour)
      // Those that come now begin as the silent one: nothing was ever seen of them.
      if (place.get(set.key) === undefined)
        place.put(set.key, { set, seenIn: closed.hour, series: silent })
      const hour = found.get(set.key) ?? { set, counts: silence.slice() }
      for (const [minute, count] of one.minutes) {
        const place = minute - closed.hour * MINUTES
        if (place >= 0 && place < MINUTES) hour.counts[place] = (hour.counts[place] ?? 0) + count
      }
      found.set(set.key, hour)
    }
    return found
  }

  return {
    rule: rule.name,
    type: 'spike',
    scope: JSON.stringify(['spike 1', by, rule.match, rule.exclude]),
    start: (hour): Baseline => ({
      type: 'spike',
      through: hour,
      silent: detector.start(hour * HOUR_MS),
      sets: new Map(),
    }),
    fold: (baseline, closed) => {
      if (baseline.type !== 'spike' || closed.hour < baseline.through) return baseline
      const at = closed.hour * HOUR_MS
      const place = places(baseline, by, maxSeries, spikeSize)
      const seen = addUp(closed, place, baseline.silent)
      for (const [key, known] of place.sets()) {
        const hour = seen.get(key)
        const series = detector.fold(known.series, at, hour?.counts ?? silence)
        const set = hour?.set ?? known.set
        place.put(key, { set, seenIn: hour === undefined ? known.seenIn : closed.hour, series })
      }
      return {
        type: 'spike',
        through: closed.hour + 1,
        silent: detector.fold(baseline.silent, at, silence),
        sets: place.sets(),
      }
    },
  }
}

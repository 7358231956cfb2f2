import type { SeriesCount } from '../../domain/alert.ts'
import type { RequestCount, SeriesMinutes } from '../counts.ts'
import type { LabelName } from '../labels.ts'
import { type LabelSet, otherSet } from '../observe.ts'
import type { SpikeSeries } from '../spike/detector.ts'
import type { UsualHours } from './usual-hours.ts'

/** A label set that a rule remembers. */
export interface Remembered<Series> {
  readonly set: LabelSet
  /** The last hour with anything in it, in hours since 1970 UTC. */
  readonly seenIn: number
  readonly series: Series
}

/** What a rule remembers of its label sets, by their keys. Plain data but for the map. */
export interface BaselineOf<Series> {
  /** Hours before this one are folded in (hours since 1970 UTC). */
  readonly through: number
  /** What one remembers that nothing was ever seen of: how a new label set begins. */
  readonly silent: Series
  readonly sets: ReadonlyMap<string, Remembered<Series>>
}

export type Baseline =
  | ({ readonly type: 'spike' } & BaselineOf<SpikeSeries>)
  | ({ readonly type: 'flatline' } & BaselineOf<UsualHours>)

/** An hour that is over. `counted`: whether requests were counted all through it. */
export interface ClosedHour {
  /** Hours since 1970 UTC. */
  readonly hour: number
  readonly minutes: readonly SeriesMinutes[]
  readonly failures: readonly SeriesCount[]
  readonly successes: readonly RequestCount[]
  readonly counted: boolean
}

/** Makes, fills and writes down the baseline of one rule. Pure. */
export interface Learner {
  readonly rule: string
  readonly type: Baseline['type']
  /** Changes when what is remembered would mean something else: then it is begun anew. */
  readonly scope: string
  /** An empty baseline that begins with an hour (hours since 1970 UTC). */
  readonly start: (hour: number) => Baseline
  /** Folds an hour in; it is the one after the last, or later. */
  readonly fold: (baseline: Baseline, closed: ClosedHour) => Baseline
}

/** A week: who was not seen for so long makes room first. */
const staleHours = 7 * 24

/** The label sets of a baseline while they change. Copies on the first write. */
export interface Places<Series> {
  readonly get: (key: string) => Remembered<Series> | undefined
  /** The place of a label set: its own, or, when all are taken, that of `other`. */
  readonly placeOf: (set: LabelSet, hour: number) => LabelSet
  readonly put: (key: string, remembered: Remembered<Series>) => void
  readonly sets: () => ReadonlyMap<string, Remembered<Series>>
  /** Label sets that found no place of their own. */
  readonly folded: () => number
}

/**
 * At most `most` label sets and `other`. When there is no room for a new one, the one that was not seen for longest
 * goes, if that is a week or more, the smallest first; else the new one is counted with the others.
 */
export const places = <Series>(
  baseline: BaselineOf<Series>,
  by: readonly LabelName[],
  most: number,
  sizeOf: (series: Series) => number,
): Places<Series> => {
  let sets: Map<string, Remembered<Series>> | null = null
  let folded = 0
  let noneStaleAt = Number.NEGATIVE_INFINITY
  const now = () => sets ?? baseline.sets
  const writable = () => {
    sets ??= new Map(baseline.sets)
    return sets
  }
  const makeRoom = (hour: number): boolean => {
    if (noneStaleAt >= hour) return false
    let stalest: readonly [string, Remembered<Series>] | undefined
    for (const entry of now()) {
      const known = stalest?.[1]
      const [, one] = entry
      if (hour - one.seenIn < staleHours) continue
      const older = known === undefined || one.seenIn < known.seenIn
      const smaller = one.seenIn === known?.seenIn && sizeOf(one.series) < sizeOf(known.series)
      if (older || smaller) stalest = entry
    }
    if (stalest === undefined) {
      noneStaleAt = hour
      return false
    }
    writable().delete(stalest[0])
    return true
  }
  return {
    get: (key) => now().get(key),
    placeOf: (set, hour) => {
      if (now().has(set.key) || now().size < most || makeRoom(hour)) return set
      folded++
      return otherSet(by)
    },
    put: (key, remembered) => writable().set(key, remembered),
    sets: now,
    folded: () => folded,
  }
}

import type { Random } from '../../src/demo/traffic/random.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { type Failure, failureAt, models, twinOf } from './failure.ts'
import { fastOf, type Pace } from './pace.ts'

export interface TrafficOptions {
  /** Failures of a quiet second, all models together. */
  readonly quiet: number
  /** Failures of a second more, of one model, while an incident lasts. */
  readonly loud: number
  /** Failures of one moment, now and then, when every client tries again at once: more than one statement takes. */
  readonly storm: number
  /** Whether some requests take up to close on two hours, and their rows come so late. */
  readonly longRequests: boolean
  /** Whether failures go to both tables, as in LiteLLM 1.62.1 to 1.63.2. */
  readonly bothTables: boolean
}

/** How long a failed request took, fast milliseconds: mostly nothing, as up to 1.83; else up to close on two hours. */
const tookOf = (random: Random, long: boolean): number => {
  if (!long) return 0
  const kind = random.unit()
  if (kind < 0.7) return 0
  return kind < 0.92
    ? random.between(1, 12 * MINUTE_MS)
    : random.between(12 * MINUTE_MS, 109 * MINUTE_MS)
}

interface Incident {
  readonly model: string
  readonly from: number
  readonly to: number
}

/** Failures as they happen: a hum of all models, and incidents of one. All moments handed in are real milliseconds. */
export const createTraffic = (random: Random, pace: Pace, options: TrafficOptions) => {
  let number = 0
  let incident: Incident | null = null
  let nextStorm: number | null = null
  const inTables = (failure: Failure): readonly Failure[] => {
    if (!options.bothTables) return [failure]
    const where = random.unit()
    if (where < 0.5) return [failure, twinOf(random, failure)]
    return where < 0.9 ? [failure] : [{ ...failure, table: 'ErrorLogs' }]
  }
  const one = (real: number, model: string): readonly Failure[] =>
    inTables(
      failureAt(random, {
        number: ++number,
        time: fastOf(pace, real),
        took: tookOf(random, options.longRequests),
        model,
      }),
    )
  const spread = (from: number, to: number, count: number, model: () => string) =>
    Array.from({ length: count }, () => one(from + random.unit() * (to - from), model())).flat()

  const incidentAt = (now: number): Incident => {
    if (incident !== null && now < incident.to) return incident
    const from = now + random.between(1_500, 6_000)
    incident = { model: random.pick(models), from, to: from + random.between(3_000, 6_000) }
    return incident
  }

  /** How many fail at once now. */
  const stormAt = (now: number): number => {
    if (options.storm === 0) return 0
    nextStorm ??= now + 10_000
    if (now < nextStorm) return 0
    nextStorm = now + random.between(50_000, 120_000)
    return options.storm
  }

  return {
    /** What failed in a stretch of time. */
    between: (from: number, to: number): readonly Failure[] => {
      const seconds = (to - from) / 1000
      const { model, ...stretch } = incidentAt(from)
      const loud = stretch.from <= from && from < stretch.to ? options.loud : 0
      return [
        ...spread(from, to, random.occurrences(options.quiet * seconds), () => random.pick(models)),
        ...spread(from, to, random.occurrences(loud * seconds) + stormAt(from), () => model),
      ]
    },
    /** So many failures of the time before the run, in no order. */
    history: (count: number, from: number, to: number): readonly Failure[] =>
      spread(from, to, count, () => random.pick(models)),
  }
}

export type Traffic = ReturnType<typeof createTraffic>

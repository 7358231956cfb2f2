import { DateTime } from 'luxon'
import { compareName, type HeatMap } from '../domain/facts.ts'
import { MINUTE_MS } from '../domain/units.ts'
import { createBoundedMap } from './counter.ts'
import { createHistogram, inSteps } from './histogram.ts'

const MODELS_TRACKED = 200
const MODELS_SHOWN = 12

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)

/** Counts failures by model and hour. */
export const createHeat = () => {
  const folded = createHistogram()
  const nameless = createHistogram()
  const models = createBoundedMap(MODELS_TRACKED, createHistogram, (histogram) => {
    for (const [start, count] of histogram.entries()) folded.add(start, count)
  })
  return {
    /** `hour`: epoch milliseconds of its start. */
    add: (model: string | null, hour: number): void => {
      const row = model === null ? nameless : models.at(model)
      ;(row ?? folded).add(hour)
    },
    /** The models with the most failures, at most twelve; the rest as one row. */
    map: (from: number, to: number): HeatMap => {
      const known = [...models.entries(), [null, nameless] as const]
      const rows = known
        .map(([name, histogram]) => ({ name, counts: inSteps(histogram, from, to) }))
        .filter(({ name, counts }) => name !== null || sum(counts) > 0)
        .sort((a, b) => sum(b.counts) - sum(a.counts) || compareName(a.name, b.name))
      const rest = [
        ...rows.slice(MODELS_SHOWN).map(({ counts }) => counts),
        inSteps(folded, from, to),
      ]
      const others = rest.reduce((all, counts) => all.map((n, at) => n + (counts[at] ?? 0)))
      const shown = rows.slice(0, MODELS_SHOWN)
      const together = { name: null, others: true, counts: others } as const
      return { rows: sum(others) === 0 ? shown : [...shown, together] }
    },
  }
}

/** Every offset from UTC in use is a multiple of this, so the quarter of an instant determines its local hour. */
const QUARTER = 15 * MINUTE_MS

/** Finds the start of the local hour of an instant (epoch milliseconds), and caches it for each quarter. */
export const createHourOf = (timezone: string): ((time: number) => number) => {
  const known = new Map<number, number>()
  return (time) => {
    const quarter = Math.floor(time / QUARTER) * QUARTER
    const found = known.get(quarter)
    if (found !== undefined) return found
    const local = DateTime.fromMillis(quarter, { zone: timezone })
    // Backwards from the instant, not from local time: an hour that occurs twice stays two hours.
    const hour = quarter - local.minute * MINUTE_MS
    if (known.size > 10_000) known.clear()
    known.set(quarter, hour)
    return hour
  }
}

import { HOUR_MS } from '../../domain/units.ts'
import { failureRow, type SpendRow, successRow } from '../database/demo-row.ts'
import { failureKind, failureKinds } from './failures.ts'
import type { Random } from './random.ts'

/** Share of a day's requests for each hour of the day in UTC: few at night, most in office hours. */
const dayCurve = [
  1, 1, 0.8, 0.8, 1, 1.4, 2.4, 4, 6, 7.5, 8, 7.6, 6.8, 7.4, 8, 7.8, 7, 5.6, 4.4, 3.6, 3, 2.4, 1.8,
  1.2,
]
const dayTotal = dayCurve.reduce((sum, share) => sum + share, 0)

/** For a day. A busy team's proxy: one request in twenty fails, mostly the callers' own doing or a full quota. */
const successesPerDay = 40_000
const failuresPerDay = 2_000

/** Trouble that a day has seen: this many more failures of one kind within one hour. */
const troubles = [
  { kind: 'vertex-quota', agoHours: 20, failures: 180 },
  { kind: 'azure-timeout', agoHours: 14, failures: 260 },
  { kind: 'gemini-unavailable', agoHours: 6, failures: 140 },
]

const troubleRows = (random: Random, from: number, to: number, until: number): SpendRow[] =>
  troubles.flatMap(({ kind, agoHours, failures }) => {
    const start = until - agoHours * HOUR_MS
    if (start < from || start >= to) return []
    // Thick at first, then thinning out, as trouble does that is being worked on.
    return Array.from({ length: failures }, () =>
      failureRow(
        failureKind(kind),
        random,
        start + Math.floor(random.unit() * random.unit() * HOUR_MS),
      ),
    )
  })

/**
 * The rows of [from, to), epoch milliseconds, an hour at a time, oldest hour first. The same random gives the same rows.
 */
export function* historyBetween(random: Random, from: number, to: number): Generator<SpendRow[]> {
  for (let start = from; start < to; start += HOUR_MS) {
    const end = Math.min(start + HOUR_MS, to)
    const curve = (dayCurve[new Date(start).getUTCHours()] ?? 0) / dayTotal
    const share = (curve * (end - start)) / HOUR_MS
    const moment = () => start + Math.floor(random.unit() * (end - start))
    yield [
      ...Array.from({ length: random.occurrences(successesPerDay * share) }, () =>
        successRow(random, moment()),
      ),
      ...Array.from({ length: random.occurrences(failuresPerDay * share) }, () =>
        failureRow(random.weighted(failureKinds), random, moment()),
      ),
      ...troubleRows(random, start, end, to),
    ]
  }
}

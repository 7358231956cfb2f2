import { MINUTE_MS } from '../../src/domain/units.ts'
import {
  type Episode,
  replaySeries,
  type SeriesRow,
} from '../../src/rules/backtest/backtest-series.ts'
import { exponential, poisson, seeded, type Uniform } from './random.ts'

export const SHAPES = ['flat', 'diurnal', 'bursty'] as const
export type Shape = (typeof SHAPES)[number]

/** Failures a minute, and how many more an incident adds: enough that people would want an alert. */
export const SIZES: readonly { readonly rate: number; readonly incident: number }[] = [
  { rate: 0.01, incident: 1 },
  { rate: 0.1, incident: 2 },
  { rate: 1, incident: 10 },
]
export const DAYS = 30
const DAY_MINUTES = 1440
const INCIDENT_MINUTES = 15
/** A Monday, so that weeks begin where they look like it. */
const START = Date.UTC(2025, 0, 6)

/** Minutes a bursty series stays on one level: an exponential one, so that such a stretch has φ = 1. */
const BURST_MINUTES = 5

/** Thirty days of counts a minute. `incidents`: the minutes at which one begins, `added` failures a minute each. */
function simulate(
  shape: Shape,
  rate: number,
  uniform: Uniform,
  incidents: readonly number[],
  added: number,
): SeriesRow[] {
  let burst = 1
  const rows: SeriesRow[] = []
  for (let minute = 0; minute < DAYS * DAY_MINUTES; minute += 1) {
    if (minute % BURST_MINUTES === 0) burst = exponential(uniform)
    const day = 1 + 0.8 * Math.sin((2 * Math.PI * minute) / DAY_MINUTES)
    const mean = shape === 'flat' ? rate : shape === 'diurnal' ? rate * day : rate * burst
    const within = incidents.some((from) => minute >= from && minute < from + INCIDENT_MINUTES)
    const value = poisson(uniform, mean) + (within ? poisson(uniform, added) : 0)
    rows.push({ time: START + minute * MINUTE_MS, value })
  }
  return rows
}

/** False episodes a day of one quiet series. */
export function falseEpisodes(shape: Shape, rate: number, seed: number): number {
  return replaySeries(simulate(shape, rate, seeded(seed), [], 0)).episodes.length / DAYS
}

/** For each of four incidents, one a week at a random minute: minutes until the alert, or null if it was missed. */
export function delays(
  shape: Shape,
  rate: number,
  added: number,
  seed: number,
): readonly (number | null)[] {
  const uniform = seeded(seed + 1_000_000)
  const incidents = [1, 2, 3, 4].map((week) => Math.floor((week * 7 + uniform()) * DAY_MINUTES))
  const { episodes } = replaySeries(simulate(shape, rate, uniform, incidents, added))
  return incidents.map((minute) => delay(START + minute * MINUTE_MS, episodes))
}

function delay(from: number, episodes: readonly Episode[]): number | null {
  const to = from + INCIDENT_MINUTES * MINUTE_MS
  const notified = episodes.find((episode) => episode.start >= from && episode.start < to)
  // A row's time is the start of its minute; the alert comes at the end of it.
  return notified === undefined ? null : (notified.start - from) / MINUTE_MS + 1
}

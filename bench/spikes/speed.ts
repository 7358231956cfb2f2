import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { createSpikeDetector, type SpikeSeries } from '../../src/rules/spike/detector.ts'
import { poisson, seeded } from './random.ts'

const SERIES = 5_000
const RULES = 100
const DAYS = 8

/** What spike rules over 5,000 series cost, ms; memory in bytes a series. One in ten is busy and needs a tail. */
export interface Speed {
  /** One evaluation of one rule: 5,000 series. */
  readonly one: number
  /** One evaluation of a hundred rules. */
  readonly hundred: number
  /** One rule's first evaluation of an hour, which recomputes all forecasts. */
  readonly hour: number
  /** Folding an hour into 5,000 baselines, once an hour. */
  readonly fold: number
  readonly bytes: number
}

export function measureSpeed(): Speed {
  const detector = createSpikeDetector()
  const uniform = seeded(7)
  const begin = Date.UTC(2025, 0, 6)
  const before = process.memoryUsage().heapUsed
  const all: SpikeSeries[] = Array.from({ length: SERIES }, () => detector.start(begin))
  // The same hour for all busy and for all calm ones: memory and time do not depend on the values.
  const hours = DAYS * 24
  let fold = 0
  for (let h = 0; h < hours; h += 1) {
    const calm = minutes(uniform, 0.01)
    const busy = minutes(uniform, 0.5)
    fold = timed(() => {
      for (const [i, series] of all.entries()) {
        all[i] = detector.fold(series, begin + h * HOUR_MS, isBusy(i) ? busy : calm)
      }
    })
  }
  globalThis.gc?.()
  const bytes = Math.max(0, process.memoryUsage().heapUsed - before) / SERIES

  const now = begin + hours * HOUR_MS
  const tick = (minute: number): number =>
    timed(() => {
      for (const [i, series] of all.entries()) {
        const sums = isBusy(i) ? [2, 8, 20, 66] : [0, 0, 1, 2]
        all[i] = detector.look(series, now + minute * MINUTE_MS, sums, SERIES).series
      }
    })
  const hour = tick(1)
  const one = Array.from({ length: 21 }, (_, i) => tick(i + 2)).sort((a, b) => a - b)[10] ?? 0
  let hundred = 0
  for (let rule = 0; rule < RULES; rule += 1) hundred += tick(30)
  return { one, hundred, hour, fold, bytes }
}

const isBusy = (i: number): boolean => i % 10 === 0

function minutes(uniform: () => number, mean: number): number[] {
  return Array.from({ length: 60 }, () => poisson(uniform, mean))
}

function timed(work: () => void): number {
  const from = performance.now()
  work()
  return performance.now() - from
}

import { HOUR_MS } from '../domain/units.ts'

/** Eight days of hours; for longer periods the steps widen, so that memory stays bounded. */
const MAX_STEPS = 192
/** Above this many hours a sparkline has wider steps. */
const MAX_HOURS = 31
const WIDE_STEPS = 24

/** Counts by time in bounded memory. The same additions in any order give the same counts. */
export interface Histogram {
  /** `start`: epoch milliseconds of the hour. */
  readonly add: (start: number, count?: number) => void
  readonly entries: () => readonly (readonly [number, number])[]
}

/**
 * Steps start one hour wide and double when there are more than 192 of them. The final width only depends on the set of
 * hours, not on their order: more hours never need fewer steps.
 */
export const createHistogram = (): Histogram => {
  let width = HOUR_MS
  let counts = new Map<number, number>()
  const widen = (): void => {
    width *= 2
    const wider = new Map<number, number>()
    for (const [start, count] of counts) {
      const at = Math.floor(start / width) * width
      wider.set(at, (wider.get(at) ?? 0) + count)
    }
    counts = wider
  }
  return {
    add: (start, count = 1) => {
      const at = width === HOUR_MS ? start : Math.floor(start / width) * width
      counts.set(at, (counts.get(at) ?? 0) + count)
      while (counts.size > MAX_STEPS) widen()
    },
    entries: () => [...counts],
  }
}

/** The equal steps in which a period is shown: one hour each up to 31 hours, otherwise at most 24 of whole hours. */
export const stepsOf = (
  from: number,
  to: number,
): { readonly step: number; readonly count: number } => {
  const hours = Math.max(1, Math.ceil((to - from) / HOUR_MS))
  const step = hours <= MAX_HOURS ? HOUR_MS : Math.ceil(hours / WIDE_STEPS) * HOUR_MS
  return { step, count: Math.ceil((hours * HOUR_MS) / step) }
}

/**
 * A histogram in the steps of a period. What lies before or after goes to the first or last step, so sums stay exact.
 */
export const inSteps = (histogram: Histogram, from: number, to: number): readonly number[] => {
  const { step, count } = stepsOf(from, to)
  const steps: number[] = Array.from({ length: count }, () => 0)
  for (const [start, n] of histogram.entries()) {
    const at = Math.min(count - 1, Math.max(0, Math.floor((start - from) / step)))
    steps[at] = (steps[at] ?? 0) + n
  }
  return steps
}

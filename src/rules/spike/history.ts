/**
 * What a series usually sees, kept as plain data: one rate for each of the last 672 hours, the level of the last few
 * hours, and for each window how much more the counts scatter than Poisson's would. A few kilobytes a series; an hour
 * is folded in once it is over, so that a look costs one cheap forecast an hour and none between.
 */
export interface Baseline {
  /** First hour seen, in hours since 1970 UTC. */
  readonly since: number
  /** Hours before this one are folded in. */
  readonly through: number
  /** Failures an hour, by hour modulo 672; LEFT_OUT where there is nothing to go by. */
  readonly rates: readonly number[]
  /** Failures an hour lately, alerts included: a moving mean over about half a day. */
  readonly level: number
  /** For each window: Σ(squared surprise − mean) and Σ mean², fading over two weeks; their ratio is φ. */
  readonly surprise: readonly number[]
  readonly weight: readonly number[]
}

export const DAY_HOURS = 24
export const MAX_DAYS = 28
/** Hours remembered. */
export const RING = MAX_DAYS * DAY_HOURS
/** Stands in `rates` for an hour of which nothing is known. */
export const LEFT_OUT = -1

/** A series first seen in `hour`, judged by `windows` windows. */
export function emptyBaseline(hour: number, windows: number): Baseline {
  const zeros = new Array<number>(windows).fill(0)
  return {
    since: hour,
    through: hour,
    rates: new Array<number>(RING).fill(LEFT_OUT),
    level: 0,
    surprise: zeros,
    weight: zeros,
  }
}

/** The known rates of hours `from` to before `to`, as far back as the ring goes. */
export function known(baseline: Baseline, from: number, to: number): number[] {
  const first = Math.max(from, baseline.since, baseline.through - RING)
  const rates: number[] = []
  for (let h = first; h < Math.min(to, baseline.through); h += 1) {
    const rate = baseline.rates[ring(h)] ?? LEFT_OUT
    if (rate >= 0) rates.push(rate)
  }
  return rates
}

/** Where an hour stands in `rates`. */
export const ring = (hour: number): number => ((hour % RING) + RING) % RING

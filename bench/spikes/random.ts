/** Uniform numbers in 0..1, the same for the same seed: mulberry32 (T. Ettinger, 2017). */
export type Uniform = () => number

export function seeded(seed: number): Uniform {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A Poisson count, by inversion: for the small means of one minute. */
export function poisson(uniform: Uniform, mean: number): number {
  if (mean > 30) return poisson(uniform, mean / 2) + poisson(uniform, mean / 2)
  let left = uniform()
  let chance = Math.exp(-mean)
  let count = 0
  while (left > chance && count < 1000) {
    left -= chance
    count += 1
    chance *= mean / count
  }
  return count
}

/** An exponential number of mean 1. */
export function exponential(uniform: Uniform): number {
  return -Math.log(1 - uniform())
}

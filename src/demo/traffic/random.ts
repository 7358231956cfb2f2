/** Seeded random: the same seed tells the same story. None of this is fit for secrets. */
export interface Random {
  /** In [0, 1). */
  readonly unit: () => number
  /** Whole number in [from, to]. */
  readonly between: (from: number, to: number) => number
  /** Throws when there is nothing to pick from; so does `weighted`. */
  readonly pick: <T>(items: readonly T[]) => T
  /** So many hexadecimal digits. */
  readonly hex: (digits: number) => string
  /** Appearance like a version 4 UUID. */
  readonly uuid: () => string
  /** Picks by weight: an item of weight 2 comes twice as often as one of weight 1. */
  readonly weighted: <T extends { readonly weight: number }>(items: readonly T[]) => T
  /** How often something happens in a stretch where `mean` times are usual (Poisson, Knuth's method). */
  readonly occurrences: (mean: number) => number
}

/** Mulberry32 by Tommy Ettinger (public domain): 32 bits of state, good enough for a play. */
const mulberry32 = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const someOf = <T>(item: T | undefined): T => {
  if (item === undefined) throw new Error('there is nothing to pick from')
  return item
}

export const createRandom = (seed: number): Random => {
  const unit = mulberry32(seed)
  const between = (from: number, to: number) => from + Math.floor(unit() * (to - from + 1))
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => between(0, 15).toString(16)).join('')
  return {
    unit,
    between,
    hex,
    pick: (items) => someOf(items[between(0, items.length - 1)]),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${between(8, 11).toString(16)}${hex(3)}-${hex(12)}`,
    weighted: (items) => {
      let left = unit() * items.reduce((sum, item) => sum + item.weight, 0)
      for (const item of items) {
        left -= item.weight
        if (left < 0) return item
      }
      return someOf(items.at(-1))
    },
    occurrences: (mean) => {
      let count = 0
      // In parts, which add up to the same: past some 700 the exponential is nil.
      for (let left = mean; left > 0; left -= 500) {
        const floor = Math.exp(-Math.min(left, 500))
        for (let product = unit(); product > floor; product *= unit()) count += 1
      }
      return count
    },
  }
}

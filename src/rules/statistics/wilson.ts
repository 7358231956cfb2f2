/** An interval for a share, both ends in 0..1. */
export interface Interval {
  readonly lower: number
  readonly upper: number
}

/** Two-sided 95 %. */
const Z95 = 1.959963984540054

/**
 * Wilson's score interval for a share of `hits` in `total` (E. B. Wilson, JASA 22, 1927): unlike the textbook
 * interval it stays honest at small totals and at shares of 0 and 1, so 3 failures in 3 requests are no 100 %.
 * `hits` is clamped to 0..total; a total of 0 says nothing: 0..1.
 */
export function wilsonInterval(hits: number, total: number, z = Z95): Interval {
  if (total <= 0) return { lower: 0, upper: 1 }
  const share = Math.min(1, Math.max(0, hits / total))
  const z2 = z * z
  const centre = share + z2 / (2 * total)
  const half = z * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total))
  const scale = 1 + z2 / total
  // At the ends the formula is exact but its rounding is not: no hits is a lower end of 0, not of 1e-17.
  return {
    lower: share === 0 ? 0 : Math.max(0, (centre - half) / scale),
    upper: share === 1 ? 1 : Math.min(1, (centre + half) / scale),
  }
}

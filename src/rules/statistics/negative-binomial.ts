/**
 * Upper tails of count distributions, with full relative accuracy where they are small: an alert divides its α by
 * thousands of series, so 1e-9 must not be rounding noise.
 *
 * The tail is the probability of the count itself times a continued fraction or series. The former by Loader's
 * saddle-point form ("Fast and Accurate Computation of Binomial Probabilities", 2000), which has none of the
 * cancellation of differences of log-gammas; the latter by Lentz's method for the incomplete beta function
 * (Numerical Recipes, 3rd ed., 6.4).
 */

/** Below this the negative binomial is the Poisson distribution to all the digits anyone reads. */
const POISSON_LIMIT = 1e-12
const ENOUGH = 1e-14
const TINY = 1e-300
const MAX_TERMS = 100_000

/**
 * P(X ≥ count) for a negative binomial X of the given mean and dispersion φ: variance = mean + φ · mean².
 * φ = 0 is the Poisson distribution. `count` is a whole number; anything ≤ 0 gives 1, a mean of 0 gives 0.
 */
export function negativeBinomialTail(count: number, mean: number, dispersion: number): number {
  if (count <= 0) return 1
  if (mean <= 0) return 0
  if (dispersion < POISSON_LIMIT) return poissonTail(count, mean)
  const size = 1 / dispersion
  const q = mean / (mean + size)
  const p = size / (mean + size)
  const log = logPoint(count, size, p, q)
  // The fraction converges fast only above the bulk; below it the mirrored one gives the lower tail.
  if (q < (count + 1) / (count + size + 2)) {
    return Math.min(1, Math.exp(log) * betaFraction(count, size, q))
  }
  return Math.max(0, 1 - Math.exp(log) * (count / size) * betaFraction(size, count, p))
}

/** P(X ≥ count) for a Poisson X of the given mean. */
export function poissonTail(count: number, mean: number): number {
  if (count <= 0) return 1
  if (mean <= 0) return 0
  const point = Math.exp(-stirlingError(count) - deviance(count, mean)) / Math.sqrt(TAU * count)
  if (count > mean) return Math.min(1, point * risingSeries(count, mean))
  return Math.max(0, 1 - point * fallingSeries(count, mean))
}

const TAU = 2 * Math.PI

/** log P(X = count): Loader's binomial form of Γ(count + size) / (Γ(size) count!) · p^size · q^count. */
function logPoint(count: number, size: number, p: number, q: number): number {
  const n = count + size
  const errors = stirlingError(n) - stirlingError(count) - stirlingError(size)
  const deviances = deviance(count, n * q) + deviance(size, n * p)
  return errors - deviances + 0.5 * Math.log(n / (TAU * count * size)) + Math.log(size / n)
}

/** What Stirling's formula misses in log Γ(n + 1); n need not be whole. */
function stirlingError(n: number): number {
  if (n > 15) {
    const n2 = n * n
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / n2) / n2) / n2) / n2) / n
  }
  // log Γ(n + 1) = log Γ(n + k + 1) − Σ log(n + i): walk up to where the series above holds.
  let product = 1
  let up = n
  while (up <= 15) {
    up += 1
    product *= up
  }
  const logGamma = stirlingError(up) + 0.5 * Math.log(TAU * up) + up * Math.log(up) - up
  const stirling = n === 0 ? 0 : 0.5 * Math.log(TAU * n) + n * Math.log(n) - n
  return logGamma - Math.log(product) - stirling
}

/** Loader's bd0: x log(x / mean) + mean − x, without cancellation when the two are close. */
function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x
  const v = (x - mean) / (x + mean)
  let sum = (x - mean) * v
  let term = 2 * x * v
  for (let j = 3; j < 1000; j += 2) {
    term *= v * v
    const next = sum + term / j
    if (next === sum) break
    sum = next
  }
  return sum
}

/** Continued fraction of the incomplete beta function I_x(a, b), by Lentz's method, without its leading factor. */
function betaFraction(a: number, b: number, x: number): number {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m <= MAX_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < ENOUGH) break
  }
  return h
}

/** Σ P(X = count + j) / P(X = count), j ≥ 0. */
function risingSeries(count: number, mean: number): number {
  let sum = 1
  let term = 1
  for (let j = 1; j <= MAX_TERMS && term > sum * ENOUGH; j += 1) {
    term *= mean / (count + j)
    sum += term
  }
  return sum
}

/** Σ P(X = count − j) / P(X = count), j ≥ 1. */
function fallingSeries(count: number, mean: number): number {
  let sum = 0
  let term = 1
  for (let j = 1; j <= count && term > sum * ENOUGH; j += 1) {
    term *= (count - j + 1) / mean
    sum += term
  }
  return sum
}

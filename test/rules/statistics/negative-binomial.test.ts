import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  negativeBinomialTail,
  poissonTail,
} from '../../../src/rules/statistics/negative-binomial.ts'

// [count, mean, dispersion, P(X >= count)], computed with mpmath at 40 digits (betainc, gammainc).
const KNOWN: readonly (readonly [number, number, number, number])[] = [
  [1, 0.05, 0.3, 0.048417326345887],
  [5, 0.05, 0, 2.4979513360065e-9],
  [5, 0.7, 0, 0.00078553544895302],
  [5, 0.7, 4, 0.037387955169625],
  [12, 3, 0.01, 0.00010145090460163],
  [12, 3, 1, 0.031676352024078],
  [12, 10, 0.3, 0.34032172508026],
  [50, 10, 0.3, 9.1593396618885e-5],
  [50, 45, 0, 0.24680203440017],
  [50, 45, 1e-6, 0.24680634249425],
  [50, 0.7, 1e-6, 2.9808407324492e-73],
  [300, 45, 0.01, 2.4880456986041e-73],
  [300, 45, 1, 0.0013690037196373],
  [300, 800, 0.3, 0.91029777767519],
  [5000, 800, 0.3, 4.4606144553159e-7],
  [5000, 800, 4, 0.030721946979063],
  [2, 10, 30, 0.14576962480825],
  [50, 3, 0.3, 4.9614293085024e-14],
  [800, 800, 0.01, 0.48902742077929],
]

test('agrees with reference values from the middle of the distribution to far out', () => {
  for (const [count, mean, dispersion, expected] of KNOWN) {
    const relative = negativeBinomialTail(count, mean, dispersion) / expected - 1
    expect(Math.abs(relative), `${count}, ${mean}, ${dispersion}`).toBeLessThan(1e-9)
  }
})

test('is the sum of the probabilities themselves', () => {
  // Geometric: with dispersion 1, P(X >= k) is (mean / (1 + mean))^k.
  for (const count of [1, 2, 7, 40]) {
    expect(negativeBinomialTail(count, 3, 1) / 0.75 ** count).toBeCloseTo(1, 12)
  }
})

test('becomes the Poisson tail as the dispersion vanishes', () => {
  for (const dispersion of [1e-9, 1e-11, 1e-13, 0]) {
    expect(negativeBinomialTail(20, 8, dispersion) / poissonTail(20, 8)).toBeCloseTo(1, 6)
  }
})

test('nothing or less is always reached, and something never where none is expected', () => {
  expect(negativeBinomialTail(0, 5, 0.3)).toBe(1)
  expect(negativeBinomialTail(-1, 5, 0)).toBe(1)
  expect(negativeBinomialTail(1, 0, 0.3)).toBe(0)
})

const means = fc.double({ min: 0.001, max: 2000, noNaN: true })
const dispersions = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 40, noNaN: true }))
const counts = fc.integer({ min: 0, max: 5000 })
/** Rounding of two results that should be equal. */
const above = 1 + 1e-9

test('is a probability that falls as the count rises', () => {
  fc.assert(
    fc.property(counts, means, dispersions, (count, mean, dispersion) => {
      const here = negativeBinomialTail(count, mean, dispersion)
      const next = negativeBinomialTail(count + 1, mean, dispersion)
      return here >= 0 && here <= 1 && next <= here * above + 1e-12
    }),
  )
})

test('rises with the mean', () => {
  fc.assert(
    fc.property(counts, means, dispersions, (count, mean, dispersion) => {
      const here = negativeBinomialTail(count, mean, dispersion)
      return negativeBinomialTail(count, mean * 1.1, dispersion) * above + 1e-12 >= here
    }),
  )
})

test('rises with the dispersion, far above the mean and short of absurd', () => {
  // Beyond 1 the mass at zero grows, and the tail may fall again.
  const moderate = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(means, moderate, (mean, dispersion) => {
      const count = Math.ceil(mean * 4 + 10)
      const here = negativeBinomialTail(count, mean, dispersion)
      return negativeBinomialTail(count, mean, dispersion * 1.1 + 1e-3) * above >= here
    }),
  )
})

test('upper tail and lower tail make one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0.1, max: 60, noNaN: true }),
      (count, mean) => {
        let below = 0
        for (let k = 0; k < count; k += 1) {
          below += negativeBinomialTail(k, mean, 0.7) - negativeBinomialTail(k + 1, mean, 0.7)
        }
        return Math.abs(below + negativeBinomialTail(count, mean, 0.7) - 1) < 1e-9
      },
    ),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wilsonInterval } from '../../../src/rules/statistics/wilson.ts'

test('agrees with published values', () => {
  // R: prop.test(x, n, correct = FALSE)$conf.int
  const cases = [
    [3, 3, 0.4385, 1],
    [0, 10, 0, 0.2775],
    [8, 10, 0.4902, 0.9433],
    [50, 100, 0.4038, 0.5962],
    [81, 263, 0.2553, 0.3662],
  ] as const
  for (const [hits, total, lower, upper] of cases) {
    const interval = wilsonInterval(hits, total)
    expect(interval.lower).toBeCloseTo(lower, 4)
    expect(interval.upper).toBeCloseTo(upper, 4)
  }
})

test('no requests say nothing', () => {
  expect(wilsonInterval(0, 0)).toEqual({ lower: 0, upper: 1 })
})

test('more failures than requests count as all of them', () => {
  expect(wilsonInterval(12, 10)).toEqual(wilsonInterval(10, 10))
})

const total = fc.integer({ min: 1, max: 1_000_000 })

test('holds the share, stays within 0 and 1, and narrows as requests grow', () => {
  fc.assert(
    fc.property(total, fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const hits = Math.round(n * share)
      const { lower, upper } = wilsonInterval(hits, n)
      const more = wilsonInterval(hits * 10, n * 10)
      const holds = lower <= hits / n && hits / n <= upper && lower >= 0 && upper <= 1
      return holds && more.upper - more.lower <= upper - lower
    }),
  )
})

test('its lower end rises with every failure', () => {
  fc.assert(
    fc.property(total, fc.nat(), (n, k) => {
      const hits = k % n
      return wilsonInterval(hits + 1, n).lower > wilsonInterval(hits, n).lower
    }),
  )
})

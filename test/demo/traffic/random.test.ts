import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom } from '../../../src/demo/traffic/random.ts'

test('the same seed gives the same numbers, another seed others', () => {
  const throws = (seed: number) => Array.from({ length: 20 }, createRandom(seed).unit)
  expect(throws(7)).toEqual(throws(7))
  expect(throws(7)).not.toEqual(throws(8))
})

test('random numbers stay within their bounds', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 1000 }), (seed, span) => {
      const random = createRandom(seed)
      const unit = random.unit()
      const thrown = random.between(5, 5 + span)
      expect(unit >= 0 && unit < 1).toBe(true)
      expect(thrown >= 5 && thrown <= 5 + span && Number.isInteger(thrown)).toBe(true)
    }),
  )
})

test('occurrences average out at their mean, small and large', () => {
  const random = createRandom(3)
  for (const mean of [0.2, 8, 4000]) {
    const total = Array.from({ length: 300 }, () => random.occurrences(mean))
    const average = total.reduce((sum, count) => sum + count, 0) / total.length
    // Six standard errors of a Poisson mean.
    expect(Math.abs(average - mean)).toBeLessThan(6 * Math.sqrt(mean / 300))
  }
})

test('heavier things are picked more often', () => {
  const random = createRandom(5)
  const items = [
    { name: 'light', weight: 1 },
    { name: 'heavy', weight: 9 },
  ]
  const heavy = Array.from({ length: 1000 }, () => random.weighted(items)).filter(
    (item) => item.name === 'heavy',
  )
  expect(heavy.length).toBeGreaterThan(850)
  expect(heavy.length).toBeLessThan(950)
})

test('nothing can be picked from nothing', () => {
  expect(() => createRandom(1).pick([])).toThrow('nothing to pick')
  expect(() => createRandom(1).weighted([])).toThrow('nothing to pick')
})

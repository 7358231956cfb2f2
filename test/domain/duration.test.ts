import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDuration, writeDuration } from '../../src/domain/duration.ts'
import { DAY_MS } from '../../src/domain/units.ts'

test.each([
  ['90s', 90_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['500ms', 500],
  ['1d', DAY_MS],
  ['2w', 14 * DAY_MS],
])('%s is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test.each(['', '5', 'm', '5 m', '5m!', '-5m', '1h 30m'])('%j is none', (text) => {
  expect(parseDuration(text)).toBeNull()
})

test.each([
  [500, '500ms'],
  [5_400_000, '1h30m'],
  [DAY_MS, '1d'],
  [14 * DAY_MS, '14d'],
  [90_061_001, '1d1h1m1s1ms'],
  [0, '0s'],
])('%d ms are written %s', (ms, text) => {
  expect(writeDuration(ms)).toBe(text)
})

test('what is written reads back to the same milliseconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * DAY_MS }), (ms) => {
      expect(parseDuration(writeDuration(ms))).toBe(ms)
    }),
  )
})

import { expect, test } from 'vitest'
import { describeSpike } from '../../../src/rules/spike/describe-spike.ts'

const finding = { windowMs: 900_000, observed: 1200, expected: 1.53, pValue: 1.3e-7 }

test('says observed, expected, and how unusual', () => {
  expect(describeSpike(finding)).toBe(
    '1,200 in 15 min; expected 1.5 (by chance once in 7,000,000 looks)',
  )
})

test('claims no more than a trillion, and no expectation of nothing', () => {
  expect(describeSpike({ ...finding, expected: 0.004, pValue: 1e-80 })).toBe(
    '1,200 in 15 min; expected less than 0.1 (by chance less than once in a trillion looks)',
  )
})

test('leaves the chance out where none was computed', () => {
  expect(describeSpike({ ...finding, observed: 3, expected: 20.4, pValue: null })).toBe(
    '3 in 15 min; expected 20',
  )
})

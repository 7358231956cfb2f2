import { expect, it } from 'vitest'
import { retryAfterMs } from '../../src/domain/retry-after.ts'

const now = Date.parse('2026-03-01T03:00:00Z')

it.each([
  ['30', 30_000],
  [' 1 ', 1_000],
  ['0', 0],
  ['1.5', 1_500],
  ['2026', 2_026_000],
  ['Sun, 01 Mar 2026 03:00:20 GMT', 20_000],
  ['Sun, 01 Mar 2026 02:00:00 GMT', 0],
  [['7', '9'], 7_000],
  ['-3', null],
  ['soon', null],
  ['2026-03-01', null],
  ['', null],
  [null, null],
  [undefined, null],
])('reads Retry-After %j as %j milliseconds', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms)
})

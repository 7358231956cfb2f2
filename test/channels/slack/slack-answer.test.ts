import { expect, it } from 'vitest'
import { retryAfterMs } from '../../../src/channels/slack/slack-answer.ts'

const now = Date.parse('2026-03-01T03:00:00Z')

it.each([
  ['30', 30_000],
  [' 1 ', 1_000],
  ['0', 0],
  ['Sun, 01 Mar 2026 03:00:20 GMT', 20_000],
  ['Sun, 01 Mar 2026 02:00:00 GMT', 0],
  ['99999999', 3_600_000],
  ['soon', null],
  ['', null],
  [null, null],
])('reads Retry-After %j as %j milliseconds', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms)
})

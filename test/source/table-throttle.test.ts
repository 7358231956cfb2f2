import { expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { createTableThrottle } from '../../src/source/table-throttle.ts'
import { NOON } from './with-source.ts'

it.each([
  [0.02, 100, 1440],
  [0.02, 3_000, 480],
  [0.02, 20_000, 84],
  [0.1, 20_000, 360],
])('a day of polls takes a share of %d at most, of %d ms each', (share, ms, polls) => {
  const clock = { at: NOON, now: () => clock.at }
  const rests = createTableThrottle(share, clock)
  const end = NOON + DAY_MS
  let [busy, done] = [0, 0]
  for (let bell = NOON; bell < end; bell += MINUTE_MS) {
    clock.at = Math.max(clock.at, bell)
    if (rests.of('ErrorLogs') > 0) continue
    clock.at += ms
    rests.spent('ErrorLogs', ms)
    busy += ms
    done++
  }
  expect(busy / (end - NOON)).toBeLessThanOrEqual(share + ms / (end - NOON))
  expect(Math.abs(done - polls)).toBeLessThanOrEqual(polls / 20)
  expect(rests.of('SpendLogs')).toBe(0)
})

it('a clock that was set back ends the rest', () => {
  const clock = { at: NOON, now: () => clock.at }
  const rests = createTableThrottle(0.02, clock)
  rests.spent('ErrorLogs', 10_000)
  expect(rests.of('ErrorLogs')).toBe(490_000)
  clock.at -= HOUR_MS
  expect(rests.of('ErrorLogs')).toBe(0)
})

import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { downtimeOf } from '../../src/schedule/pauses.ts'

const friday = Date.UTC(2026, 10, 27, 16, 50)

describe('how long nobody may look before it is a downtime', () => {
  it('is ten minutes where the bell rings every minute', () => {
    expect(downtimeOf('* * * * *', 'UTC', friday)).toBe(10 * MINUTE_MS)
    expect(downtimeOf('*/10 * * * * *', 'UTC', friday)).toBe(10 * MINUTE_MS)
  })

  it('is longer where the bell itself pauses for longer, so that no pause is told as a downtime', () => {
    expect(downtimeOf('*/15 * * * *', 'UTC', friday)).toBe(20 * MINUTE_MS)
    expect(downtimeOf('0 * * * *', 'UTC', friday)).toBe(65 * MINUTE_MS)
  })

  it('is longer where runs crowd at the start of each hour', () => {
    expect(downtimeOf('0,1,2 * * * *', 'UTC', friday)).toBe(63 * MINUTE_MS)
  })

  it('spans nights and weekends of a bell for working hours', () => {
    // From 17:59 to 8:00, and over the weekend.
    for (const [schedule, pause] of [
      ['0 */6 * * *', 6 * HOUR_MS],
      ['* 8-17 * * *', 14 * HOUR_MS + MINUTE_MS],
      ['* 8-17 * * 1-5', 62 * HOUR_MS + MINUTE_MS],
    ] as const) {
      expect(downtimeOf(schedule, 'UTC', friday)).toBe(pause + 5 * MINUTE_MS)
    }
  })
})

import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import {
  createMuter,
  isWithin,
  type MutePeriod,
  muteTimesSchema,
} from '../../src/routing/mute-time.ts'

const periodOf = (written: Readonly<Record<string, unknown>>): MutePeriod => {
  const [muteTime] = muteTimesSchema.parse([{ name: 'm', times: [written] }])
  const [period] = muteTime?.times ?? []
  if (period === undefined) throw new Error('no period')
  return period
}

const at = (local: string, zone = 'UTC') => DateTime.fromISO(local, { zone }).toMillis()

/** Minutes of a stretch that lie in the period. */
const minutesWithin = (period: MutePeriod, from: number, to: number, zone: string): number => {
  let count = 0
  for (let time = from; time < to; time += MINUTE_MS) if (isWithin(period, time, zone)) count++
  return count
}

describe('a period of local time', () => {
  const night = periodOf({ from: '22:00', to: '07:00' })

  it.each([
    ['2026-03-01T21:59', false],
    ['2026-03-01T22:00', true],
    ['2026-03-02T03:00', true],
    ['2026-03-02T06:59', true],
    ['2026-03-02T07:00', false],
  ])('22:00 to 07:00 at %s: %s', (local, expected) => {
    expect(isWithin(night, at(local), 'UTC')).toBe(expected)
  })

  it('belongs to the day it begins on', () => {
    const workdays = periodOf({ from: '22:00', to: '07:00', days: ['mon-fri'] })
    expect(isWithin(workdays, at('2026-03-06T23:00'), 'UTC')).toBe(true)
    // Saturday's early hours are Friday's night; Saturday's late ones are nobody's.
    expect(isWithin(workdays, at('2026-03-07T06:00'), 'UTC')).toBe(true)
    expect(isWithin(workdays, at('2026-03-07T23:00'), 'UTC')).toBe(false)
    expect(isWithin(workdays, at('2026-03-09T06:00'), 'UTC')).toBe(false)
  })

  it('without times is whole days, and a range of days goes round the week', () => {
    const weekend = periodOf({ days: ['fri-sun'] })
    expect(isWithin(weekend, at('2026-03-06T00:00'), 'UTC')).toBe(true)
    expect(isWithin(weekend, at('2026-03-08T23:59'), 'UTC')).toBe(true)
    expect(isWithin(weekend, at('2026-03-09T00:00'), 'UTC')).toBe(false)
    expect(isWithin(periodOf({ days: ['sun-mon'] }), at('2026-03-09T12:00'), 'UTC')).toBe(true)
  })

  it.each([
    // Berlin skips 02:00 to 03:00 on 29 March, and has it twice on 25 October.
    ['2026-03-28T12:00', '2026-03-29T12:00', '02:00', '03:00', 0],
    ['2026-10-24T12:00', '2026-10-25T12:00', '02:00', '03:00', 120],
    ['2026-03-28T12:00', '2026-03-29T12:00', '22:00', '07:00', 480],
    ['2026-10-24T12:00', '2026-10-25T12:00', '22:00', '07:00', 600],
    ['2026-06-01T12:00', '2026-06-02T12:00', '22:00', '07:00', 540],
  ])('from %s to %s in Berlin, %s to %s lasts %s minutes', (from, to, begin, end, minutes) => {
    const zone = 'Europe/Berlin'
    const period = periodOf({ from: begin, to: end })
    expect(minutesWithin(period, at(from, zone), at(to, zone), zone)).toBe(minutes)
  })
})

describe('mute times', () => {
  const muteTimes = muteTimesSchema.parse([
    { name: 'nights', timezone: 'America/New_York', times: [{ from: '22:00', to: '07:00' }] },
    { name: 'freeze', severities: ['critical'], match: 'team=batch', times: [{}] },
  ])
  const now = at('2026-03-01T23:00', 'America/New_York')
  const muter = createMuter(muteTimes, now, 'Asia/Tokyo')

  it('go by their own zone, and by severity', () => {
    expect(muter('warning', {})).toBe('nights')
    expect(muter('critical', {})).toBeNull()
    expect(createMuter(muteTimes, now + 12 * HOUR_MS, 'Asia/Tokyo')('warning', {})).toBeNull()
  })

  it('hold critical alerts only where they name them', () => {
    expect(muter('critical', { team: ['batch'] })).toBe('freeze')
    expect(muter('critical', { team: ['web'] })).toBeNull()
  })

  it.each([
    [{ name: 'm', times: [{ from: '25:00' }] }, 'is no time of day'],
    [{ name: 'm', times: [{ days: ['mo'] }] }, 'is no day'],
    [{ name: 'm', times: [{ days: ['mon-tue-wed'] }] }, 'is no day'],
    [{ name: 'm', times: [] }, 'Too small'],
    [{ name: 'm', times: [{}], timezone: 'Berlin' }, 'IANA'],
  ])('refuse %j', (written, says) => {
    const parsed = muteTimesSchema.safeParse([written])
    expect(parsed.error?.issues.map(({ message }) => message).join()).toContain(says)
  })
})

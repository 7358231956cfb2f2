import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../src/domain/units.ts'
import { dueDays, dueStretches } from '../../../src/pipeline/digest/digest-due.ts'

const zone = 'Europe/Berlin'
const at = (text: string) => DateTime.fromISO(text, { zone }).toMillis()
const due = (
  now: string,
  lastDay: string | null,
  over: Partial<Parameters<typeof dueDays>[0]> = {},
) =>
  dueDays({
    now: at(now),
    timezone: zone,
    schedule: '0 8 * * *',
    lastDay,
    watchingSince: at('2026-03-01T15:00'),
    most: 7,
    ...over,
  }).map(({ day }) => day)

describe('a digest is due', () => {
  it('when the bell after the end of its day has rung, not before', () => {
    expect(due('2026-03-02T07:59:59', null)).toEqual([])
    expect(due('2026-03-02T08:00:00', null)).toEqual(['2026-03-01'])
  })

  it('once: a day that was made is not due again, whatever the clock does', () => {
    expect(due('2026-03-02T08:00:00', '2026-03-01')).toEqual([])
    expect(due('2026-03-02T07:00:00', '2026-03-01')).toEqual([])
    expect(due('2026-03-01T23:00:00', '2026-03-01')).toEqual([])
  })

  it('late, when the machine slept over the bell', () => {
    expect(due('2026-03-02T21:30:00', null)).toEqual(['2026-03-01'])
  })

  it('for every missed day, seven at the most, oldest first', () => {
    expect(due('2026-03-05T09:00', '2026-03-01')).toEqual([
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
    ])
    expect(due('2026-03-30T09:00', '2026-03-01')).toEqual([
      '2026-03-23',
      '2026-03-24',
      '2026-03-25',
      '2026-03-26',
      '2026-03-27',
      '2026-03-28',
      '2026-03-29',
    ])
  })

  it('at a bell at midnight, as soon as its day is over', () => {
    expect(due('2026-03-02T00:00:00', null, { schedule: '0 0 * * *' })).toEqual(['2026-03-01'])
  })

  it('once in the night when the bell rings in the hour that is skipped', () => {
    const night = { schedule: '30 2 * * *', lastDay: '2026-03-27' }
    expect(due('2026-03-29T01:59', night.lastDay, night)).toEqual([])
    expect(due('2026-03-29T12:00', night.lastDay, night)).toEqual(['2026-03-28'])
  })

  it('once in the night when the bell rings in the hour that comes twice', () => {
    const night = { schedule: '30 2 * * *', watchingSince: at('2026-10-24T00:00') }
    expect(due('2026-10-25T12:00', '2026-10-23', night)).toEqual(['2026-10-24'])
    expect(due('2026-10-25T12:00', '2026-10-24', night)).toEqual([])
  })

  it('exactly once for each day, at whatever moments somebody looks', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe')
    const steps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 40, maxLength: 80 })
    fc.assert(
      fc.property(zones, steps, (timezone, hours) => {
        const watchingSince = Date.UTC(2026, 2, 20, 5)
        let [now, lastDay] = [watchingSince, null as string | null]
        const made: string[] = []
        for (const step of hours) {
          now += step * HOUR_MS
          const days = dueDays({
            now,
            timezone,
            schedule: '0 8 * * *',
            lastDay,
            watchingSince,
            most: 7,
          })
          for (const { day } of days) {
            made.push(day)
            lastDay = day
          }
        }
        const first = DateTime.fromMillis(watchingSince, { zone: timezone }).toFormat('yyyy-MM-dd')
        const expected = made.map((_, n) => DateTime.fromISO(first).plus({ days: n }).toISODate())
        expect(made).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a weekly digest is due', () => {
  const weeks = (now: string, lastDay: string | null, schedule = '0 8 * * 1') =>
    dueStretches({
      now: at(now),
      timezone: zone,
      schedule,
      lastDay,
      watchingSince: at('2026-03-02T15:00'),
      most: 2,
      period: 'week',
    })

  it('at its bell, for the seven days that ended before', () => {
    expect(weeks('2026-03-09T07:59', null)).toEqual([])
    expect(weeks('2026-03-09T08:00', null)).toEqual([
      { day: '2026-03-08', from: at('2026-03-02T00:00'), to: at('2026-03-09T00:00') },
    ])
    expect(weeks('2026-03-12T08:00', '2026-03-08')).toEqual([])
  })

  it('for a week that has an hour less', () => {
    const [, summer] = weeks('2026-03-30T09:00', '2026-03-15')
    expect(summer).toMatchObject({ day: '2026-03-29', from: at('2026-03-23T00:00') })
    expect((summer?.to ?? 0) - (summer?.from ?? 0)).toBe((7 * 24 - 1) * HOUR_MS)
  })

  it('twice at the most after a long sleep, the newest ones', () => {
    expect(weeks('2026-04-22T09:00', '2026-03-08').map(({ day }) => day)).toEqual([
      '2026-04-12',
      '2026-04-19',
    ])
  })

  it('once for each bell, and never twice for a day, whatever the schedule', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 60 * 24 }),
        (weekday, hour, step) => {
          const made: string[] = []
          for (let hours = 0; hours < 24 * 40; hours += Math.max(1, step % 30)) {
            const now = DateTime.fromISO('2026-03-02T15:00', { zone }).plus({ hours }).toISO() ?? ''
            for (const { day } of weeks(now, made.at(-1) ?? null, `0 ${hour} * * ${weekday}`))
              made.push(day)
          }
          expect(new Set(made).size).toBe(made.length)
          for (const [index, day] of made.slice(1).entries())
            expect(Date.parse(day) - Date.parse(made[index] ?? '')).toBe(7 * DAY_MS)
        },
      ),
      { numRuns: 10 },
    )
  })
})

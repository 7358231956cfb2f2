import { DateTime } from 'luxon'
import cron from 'node-cron'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { planTriggers, startTriggers } from '../../src/app/triggers.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/units.ts'
import { isSchedule, openSchedule } from '../../src/schedule/schedule.ts'

/** Day of month and weekday together, steps, lists, names, the seconds field, the hours in which clocks change. */
const expressions = [
  '0 9 13 * 5',
  '0 9 1-7 * mon',
  '30 6 */2 * sat,sun',
  '0 0 29 2 *',
  '0 12 L * *',
  '15 7 LW * *',
  '0 8 * * 1#2',
  '0 18 * * 5L',
  '0 8 * * 1-5',
  '0 0 * * 7',
  '0 0 1 jan-mar,oct *',
  '*/15 8-17 * * mon-fri',
  '5,35 22-2 * * *',
  '7-59/10 * * * *',
  '30 2 * * *',
  '*/20 2 * * *',
  '0 2,3 * * *',
  '0 */3 * * *',
  '30 15 4 * * *',
  '10,40 59 23 1 * *',
]
const zones = ['Europe/Berlin', 'Australia/Sydney']

/** Every run from a moment up to another one. */
const runsOf = (expression: string, zone: string, from: number, to: number): readonly number[] => {
  const { next } = openSchedule(expression, zone)
  const runs: number[] = []
  for (let run = next(from - 1); run !== null && run < to; run = next(run)) runs.push(run)
  return runs
}

const local = (runs: readonly number[], zone: string): readonly string[] =>
  runs.map((run) => DateTime.fromMillis(run, { zone }).toFormat('LL-dd HH:mm:ss ZZ'))

const [from, to] = [Date.UTC(2026, 0), Date.UTC(2027, 0)]

describe('a schedule', () => {
  it.each(zones)('in %s has the runs that trigger in a year, for twenty expressions', (zone) => {
    const fired = expressions.map((): number[] => [])
    let now = from - SECOND_MS
    const plan = planTriggers(
      expressions.map((schedule, index) => ({
        name: schedule,
        schedule,
        trigger: () => fired[index]?.push(now),
      })),
      zone,
      now,
    )
    expect(plan.seconds.toSorted((a, b) => a - b)).toEqual([0, 10, 30, 40])
    for (let minute = from; minute < to; minute += MINUTE_MS)
      for (const second of [0, 10, 30, 40]) {
        now = minute + second * SECOND_MS
        plan.wake(now)
      }
    for (const [index, expression] of expressions.entries())
      expect(fired[index], expression).toEqual(runsOf(expression, zone, from, to))
  })

  it.each(zones)('in %s has the same runs backwards', (zone) => {
    for (const expression of expressions) {
      const { previous } = openSchedule(expression, zone)
      const back: number[] = []
      for (let run = previous(to - 1); run !== null && run >= from; run = previous(run - 1))
        back.push(run)
      expect(back.toReversed(), expression).toEqual(runsOf(expression, zone, from, to))
    }
  })

  it('is read as node-cron reads it, day of month and weekday together', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: from })
    try {
      for (const expression of expressions) {
        const task = cron.createTask(expression, () => {}, { timezone: 'UTC' })
        const runs = task.getNextRuns(40).map((run) => run.getTime())
        void task.destroy()
        expect(runsOf(expression, 'UTC', from + 1, (runs.at(-1) ?? 0) + 1), expression).toEqual(
          runs,
        )
      }
    } finally {
      vi.useRealTimers()
    }
  })

  it('with a day of month and a weekday runs when both fit', () => {
    const zone = 'Europe/Berlin'
    expect(local(runsOf('0 9 13 * 5', zone, from, to), zone)).toEqual([
      '02-13 09:00:00 +01:00',
      '03-13 09:00:00 +01:00',
      '11-13 09:00:00 +01:00',
    ])
    expect(runsOf('0 9 1-7 * mon', zone, from, to)).toHaveLength(12)
  })

  it('has a run at a moment that is one, and the next one after it', () => {
    const { next, previous } = openSchedule('0 8 * * *', 'UTC')
    const eight = Date.UTC(2026, 5, 1, 8)
    expect([previous(eight), previous(eight - 1), next(eight - 1), next(eight)]).toEqual([
      eight,
      eight - DAY_MS,
      eight,
      eight + DAY_MS,
    ])
  })
})

const nights: readonly (readonly [
  night: string,
  zone: string,
  from: string,
  until: string,
  rows: readonly (readonly [expression: string, runs: readonly string[]])[],
])[] = [
  [
    'Berlin skips an hour',
    'Europe/Berlin',
    '2026-03-29T01:30',
    '2026-03-29T04:00',
    [
      ['30 2 * * *', ['03-29 03:00:00 +02:00']],
      ['*/20 2 * * *', ['03-29 03:00:00 +02:00']],
      ['0 2,3 * * *', ['03-29 03:00:00 +02:00']],
      ['30 * * * *', ['03-29 01:30:00 +01:00', '03-29 03:30:00 +02:00']],
      ['45 1 * * *', ['03-29 01:45:00 +01:00']],
    ],
  ],
  [
    'Berlin has an hour twice',
    'Europe/Berlin',
    '2026-10-25T01:30',
    '2026-10-25T04:00',
    [
      ['30 2 * * *', ['10-25 02:30:00 +02:00']],
      ['0 2,3 * * *', ['10-25 02:00:00 +02:00', '10-25 03:00:00 +01:00']],
      [
        '30 * * * *',
        [
          '10-25 01:30:00 +02:00',
          '10-25 02:30:00 +02:00',
          '10-25 02:30:00 +01:00',
          '10-25 03:30:00 +01:00',
        ],
      ],
    ],
  ],
  [
    'Sydney skips an hour',
    'Australia/Sydney',
    '2026-10-04T01:30',
    '2026-10-04T04:00',
    [
      ['30 2 * * *', ['10-04 03:00:00 +11:00']],
      [
        '15,45 * * * *',
        ['10-04 01:45:00 +10:00', '10-04 03:15:00 +11:00', '10-04 03:45:00 +11:00'],
      ],
    ],
  ],
  [
    'Sydney has an hour twice',
    'Australia/Sydney',
    '2026-04-05T01:30',
    '2026-04-05T04:00',
    [
      ['30 2 * * *', ['04-05 02:30:00 +11:00']],
      ['0 3 * * *', ['04-05 03:00:00 +10:00']],
    ],
  ],
  [
    'Cairo has no midnight',
    'Africa/Cairo',
    '2026-04-23T22:00',
    '2026-04-24T04:00',
    [
      ['0 0 * * *', ['04-24 01:00:00 +03:00']],
      ['30 23 * * *', ['04-23 23:30:00 +02:00']],
    ],
  ],
  [
    'Havana has midnight twice',
    'America/Havana',
    '2026-10-31T23:30',
    '2026-11-01T04:00',
    [['0 0 * * *', ['11-01 00:00:00 -04:00']]],
  ],
  [
    'Nuuk skips the last hour of the day',
    'America/Nuuk',
    '2026-03-28T22:00',
    '2026-03-29T04:00',
    [['30 23 * * *', ['03-29 00:00:00 -01:00']]],
  ],
]

describe.each(nights)('in the night when %s', (_night, zone, start, until, rows) => {
  const begin = DateTime.fromISO(start, { zone }).toMillis()
  it.each(rows)('%j runs at %j', (expression, runs) => {
    const end = DateTime.fromISO(until, { zone }).toMillis()
    expect(local(runsOf(expression, zone, begin, end), zone)).toEqual(runs)
  })
})

describe('the triggers', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([
    ['Europe/Berlin', '2026-03-28T12:00'],
    ['Europe/Berlin', '2026-10-24T12:00'],
    ['Australia/Sydney', '2026-04-04T12:00'],
    ['Australia/Sydney', '2026-10-03T12:00'],
  ])('in %s after %s are those of the schedules, by the real timer', async (zone, start) => {
    const begin = DateTime.fromISO(start, { zone }).toMillis()
    vi.useFakeTimers({ now: begin })
    const fired = expressions.map((): number[] => [])
    const stop = startTriggers(
      expressions.map((schedule, index) => ({
        name: schedule,
        schedule,
        trigger: () => fired[index]?.push(Date.now()),
      })),
      zone,
    )
    await vi.advanceTimersByTimeAsync(DAY_MS)
    await stop()
    await vi.advanceTimersByTimeAsync(HOUR_MS)
    for (const [index, expression] of expressions.entries())
      expect(fired[index], expression).toEqual(
        runsOf(expression, zone, begin + 1, begin + DAY_MS + 1),
      )
  })

  it('go on every minute through the hour that comes twice', () => {
    const zone = 'Europe/Berlin'
    const begin = DateTime.fromISO('2026-10-25T01:00', { zone }).toMillis()
    expect(runsOf('* * * * *', zone, begin, begin + 4 * HOUR_MS)).toHaveLength(240)
  })

  it('that come late run once, and go by the clock when it is set', () => {
    const fired: number[] = []
    const begin = Date.UTC(2026, 5, 1)
    let now = begin
    const plan = planTriggers(
      [{ name: 'poll', schedule: '*/10 * * * *', trigger: () => void fired.push(now) }],
      'UTC',
      now,
    )
    const minutes = [9, 10, 11, 47, 48, 50, 5, 9, 10, 11]
    for (const minute of minutes) {
      now = begin + minute * MINUTE_MS
      plan.wake(now)
    }
    expect(fired.map((at) => (at - begin) / MINUTE_MS)).toEqual([10, 47, 50, 10])
  })
})

describe('an expression', () => {
  it.each(expressions)('%j is a schedule', (expression) => {
    expect(isSchedule(expression)).toBe(true)
  })

  it.each([
    '',
    'hourly',
    '60 * * * *',
    '* * * *',
    '* * * * * * *',
    '0 0 * * 8',
    '0 0 30 2 *',
    // The 13th is never the first Friday.
    '0 9 13 * 5#1',
  ])('%j is none', (expression) => {
    expect(isSchedule(expression)).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { periodOf } from '../../../src/cli/analyze/analyze-period.ts'
import { UsageError } from '../../../src/cli/io.ts'

const NOW = Date.parse('2026-03-29T12:00:00Z')
const of = (choice: Parameters<typeof periodOf>[0], timezone = 'Europe/Berlin') => {
  const { from, to, untilEnough } = periodOf(choice, NOW, timezone)
  return [new Date(from).toISOString(), new Date(to).toISOString(), untilEnough]
}

describe('the period of analyze', () => {
  it('is the last day, or the last days', () => {
    expect(of({})).toEqual(['2026-03-28T12:00:00.000Z', '2026-03-29T12:00:00.000Z', false])
    expect(of({ days: 0.5 })[0]).toBe('2026-03-29T00:00:00.000Z')
  })

  it('takes local dates, the last one to its end, also on a day of 23 hours', () => {
    expect(of({ from: '2026-03-28', to: '2026-03-29' })).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      false,
    ])
  })

  it.each([
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
  ])('takes a date in %s whose midnight is skipped or comes twice', (zone, day, from, to) => {
    expect(of({ from: day, to: day }, zone)).toEqual([from, to, false])
  })

  it('takes times, local or with an offset', () => {
    expect(of({ from: '2026-03-28T08:00', to: '2026-03-28 09:30:15' })).toEqual([
      '2026-03-28T07:00:00.000Z',
      '2026-03-28T08:30:15.000Z',
      false,
    ])
    expect(of({ from: '2026-03-28T08:00:00Z' })).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T12:00:00.000Z',
      false,
    ])
  })

  it('is the day before when only an end is given', () => {
    expect(of({ to: '2026-03-10' }, 'UTC')[0]).toBe('2026-03-10T00:00:00.000Z')
  })

  it('is all there is until there is enough', () => {
    expect(of({ noTimeFilter: true })[2]).toBe(true)
  })

  it.each([
    [{ days: 1, from: '2026-03-01' }, 'choose one of --days, --from/--to, --no-time-filter'],
    [{ noTimeFilter: true, days: 2 }, 'choose one of --days, --from/--to, --no-time-filter'],
    [{ days: 0 }, '--days must be greater than 0'],
    [{ from: 'yesterday' }, '--from must be a date or time'],
    [{ to: '2026-02-30' }, '--to must be a date or time'],
    [{ from: '10' }, '--from must be a date or time'],
    [{ from: '2026-03-02', to: '2026-03-01' }, '--from is after --to'],
  ])('refuses %j', (choice, reason) => {
    expect(() => of(choice)).toThrow(UsageError)
    expect(() => of(choice)).toThrow(reason)
  })
})

import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts'
import { isoMinute, isoUtc } from '../../src/i18n/format.ts'
import { english } from '../../src/i18n/locales.ts'

const at = (time: string): number => Date.parse(time)

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [-5_000, '0 s'],
    [1_000, '1 s'],
    [59_600, '1 min'],
    [90_000, '1 min 30 s'],
    [312_000, '5 min 12 s'],
    [HOUR_MS, '1 h'],
    [3_900_000, '1 h 5 min'],
    [183_600_000, '2 d 3 h'],
    [2_000 * DAY_MS, '2,000 d'],
  ])('%i ms is "%s"', (ms, words) => {
    expect(english.messages.format.duration(ms)).toBe(words)
  })
})

describe('numbers', () => {
  it('have thousands separators and know one from many', () => {
    expect(english.messages.failures({ count: 1 })).toBe('1 failure')
    expect(english.messages.failures({ count: 1204 })).toBe('1,204 failures')
  })

  it('never show something as nothing', () => {
    expect(english.messages.format.share(0.0004)).toBe('< 0.1%')
    expect(english.messages.format.share(0.025)).toBe('2.5%')
    expect(english.messages.format.share(0.0996)).toBe('10%')
    expect(english.messages.format.share(0.9999)).toBe('99.9%')
    expect(english.messages.format.share(1)).toBe('100%')
    expect(english.messages.format.share(0)).toBe('0%')
    expect(english.messages.format.share(0.514)).toBe('51%')
    expect(english.messages.format.expected(0.01)).toBe('less than 0.1')
    expect(english.messages.format.expected(1.52)).toBe('1.5')
    expect(english.messages.format.expected(1203.7)).toBe('1,204')
  })
})

describe('times', () => {
  const zone = 'Europe/Berlin'
  it('leave out the date on the same local day, and only then', () => {
    const time = at('2026-03-01T02:12:00Z')
    expect(english.messages.format.time(time, zone, at('2026-03-01T22:59:00Z'))).toBe('03:12')
    expect(english.messages.format.time(time, zone, at('2026-03-01T23:01:00Z'))).toBe(
      '2026-03-01 03:12',
    )
    expect(english.messages.format.timeZoned(time, 'nowhere/at-all', time)).toBe('02:12 UTC')
    expect(isoMinute(9e15, zone)).toBe('?')
  })

  it('tell the two hours of a clock change apart by the period they are in', () => {
    expect(
      english.messages.format.period(at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z'), zone),
    ).toBe('2026-10-25 02:30 – 02:30')
  })

  it('are days where a period is made of whole ones, however long those are', () => {
    const day = english.messages.format.period(
      at('2026-03-28T23:00:00Z'),
      at('2026-03-29T22:00:00Z'),
      zone,
    )
    expect(day).toBe('2026-03-29')
    const week = english.messages.format.period(
      at('2026-03-22T23:00:00Z'),
      at('2026-03-29T22:00:00Z'),
      zone,
    )
    expect(week).toBe('2026-03-23 – 2026-03-29')
  })

  it('are ISO 8601 in UTC for programs', () => {
    expect(isoUtc(at('2026-03-01T02:12:00.045Z'))).toBe('2026-03-01T02:12:00.045Z')
    expect(isoUtc(Number.NaN)).toBe('')
    expect(isoUtc(1e16)).toBe('')
  })
})

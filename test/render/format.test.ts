import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts'
import { english } from '../../src/i18n/en.ts'
import {
  formatDuration,
  formatExpected,
  formatFailures,
  formatPeriod,
  formatShare,
  formatTime,
  formatTimeZoned,
  isoUtc,
} from '../../src/render/format.ts'

const at = (time: string): number => Date.parse(time)

describe('durations', () => {
  it.each([
    [0, '0 seconds'],
    [-5_000, '0 seconds'],
    [1_000, '1 second'],
    [59_600, '1 minute'],
    [90_000, '1 minute 30 seconds'],
    [312_000, '5 minutes'],
    [HOUR_MS, '1 hour'],
    [3_900_000, '1 hour 5 minutes'],
    [183_600_000, '2 days 3 hours'],
    [2_000 * DAY_MS, '2,000 days'],
  ])('%i ms is "%s"', (ms, words) => {
    expect(formatDuration(ms, english.messages)).toBe(words)
  })
})

describe('numbers', () => {
  it('have thousands separators and know one from many', () => {
    expect(formatFailures(1, english.messages)).toBe('1 failure')
    expect(formatFailures(1204, english.messages)).toBe('1,204 failures')
  })

  it('never show something as nothing', () => {
    expect(formatShare(0.0004, english.messages)).toBe('< 0.1%')
    expect(formatShare(0.025, english.messages)).toBe('2.5%')
    expect(formatShare(0.0996, english.messages)).toBe('10%')
    expect(formatShare(0.9999, english.messages)).toBe('99.9%')
    expect(formatShare(1, english.messages)).toBe('100%')
    expect(formatShare(0, english.messages)).toBe('0%')
    expect(formatShare(0.514, english.messages)).toBe('51%')
    expect(formatExpected(0.01, english.messages)).toBe('less than 0.1')
    expect(formatExpected(1.52, english.messages)).toBe('1.5')
    expect(formatExpected(1203.7, english.messages)).toBe('1,204')
  })
})

describe('times', () => {
  const zone = 'Europe/Berlin'
  it('leave out the date on the same local day, and only then', () => {
    const time = at('2026-03-01T02:12:00Z')
    expect(formatTime(time, zone, at('2026-03-01T22:59:00Z'))).toBe('03:12')
    expect(formatTime(time, zone, at('2026-03-01T23:01:00Z'))).toBe('2026-03-01 03:12')
    expect(formatTimeZoned(time, 'nowhere/at-all', time)).toBe('02:12 (UTC)')
    expect(formatTime(9e15, zone)).toBe('?')
  })

  it('tell the two hours of a clock change apart by the period they are in', () => {
    expect(formatPeriod(at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z'), zone)).toBe(
      '2026-10-25 02:30 – 02:30',
    )
  })

  it('are days where a period is made of whole ones, however long those are', () => {
    const day = formatPeriod(at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z'), zone)
    expect(day).toBe('2026-03-29')
    const week = formatPeriod(at('2026-03-22T23:00:00Z'), at('2026-03-29T22:00:00Z'), zone)
    expect(week).toBe('2026-03-23 – 2026-03-29')
  })

  it('are ISO 8601 in UTC for programs', () => {
    expect(isoUtc(at('2026-03-01T02:12:00.045Z'))).toBe('2026-03-01T02:12:00.045Z')
    expect(isoUtc(Number.NaN)).toBe('')
    expect(isoUtc(1e16)).toBe('')
  })
})

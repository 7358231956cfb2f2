import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/domain/units.ts'
import { dayOf, localDay } from '../../src/schedule/local-day.ts'

const days: readonly (readonly [day: string, zone: string, from: string, hours: number])[] = [
  ['2026-03-28', 'Europe/Berlin', '2026-03-27T23:00Z', 24],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00Z', 23],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00Z', 25],
  // No midnight: the day begins at 01:00.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00Z', 23],
  ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00Z', 23],
  ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00Z', 23],
  // Two midnights: the day begins at the first.
  ['2026-11-01', 'America/Havana', '2026-11-01T04:00Z', 25],
  ['2026-10-25', 'Atlantic/Azores', '2026-10-25T00:00Z', 25],
  ['2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00Z', 24.5],
]

describe('a local day', () => {
  it.each(days)('%s in %s begins at %s and has %d hours', (day, zone, from, hours) => {
    const stretch = localDay(day, zone)
    expect(stretch.from).toBe(Date.parse(from))
    expect((stretch.to - stretch.from) / HOUR_MS).toBe(hours)
  })

  it.each(days)('%s in %s is where all its moments are, and no others', (day, zone) => {
    const { from, to } = localDay(day, zone)
    for (let at = from; at < to; at += HOUR_MS / 2) expect(dayOf(at, zone)).toBe(day)
    expect(dayOf(from - 1, zone) < day).toBe(true)
    expect(dayOf(to, zone) > day).toBe(true)
  })

  it('begins where the one before ends, for two years of days', () => {
    for (const zone of ['Europe/Berlin', 'America/Havana', 'Africa/Cairo', 'America/Nuuk']) {
      let end = localDay('2025-12-31', zone).to
      for (let n = 0; n < 730; n += 1) {
        const day = localDay(DateTime.utc(2026).plus({ days: n }).toFormat('yyyy-MM-dd'), zone)
        expect(day.from).toBe(end)
        end = day.to
      }
    }
  })

  it.each(['', '2026-3-1', '2026-02-30', 'yesterday', '2026-03-01T00:00'])('%j is none', (text) => {
    expect(() => localDay(text, 'Europe/Berlin')).toThrow(RangeError)
  })
})

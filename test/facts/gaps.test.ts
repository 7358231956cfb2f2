import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { gapsWithin, type WatchedPeriod, type WatchGap, withLook } from '../../src/facts/gaps.ts'

/** `saw from-to`, in minutes. */
const look = (saw: WatchedPeriod['saw'], from: number, to: number): WatchedPeriod => ({
  from: from * MINUTE_MS,
  to: to * MINUTE_MS,
  saw,
})

const gapsAfter = (...looks: readonly WatchedPeriod[]): readonly string[] =>
  gapsWithin(looks.reduce<readonly WatchGap[]>(withLook, []), 0, 10_000 * MINUTE_MS).map(
    ({ from, to, missing }) =>
      `${from / MINUTE_MS}-${to / MINUTE_MS} ${missing ? 'missing' : 'read later'}`,
  )

describe('when nobody watched', () => {
  it('is a downtime, whose failures were read afterwards', () => {
    expect(gapsAfter(look('all', 0, 1), look('missed', 1, 61), look('all', 61, 62))).toEqual([
      '1-61 read later',
    ])
  })

  it('is a time of unreadable tables: missing while it lasts, read when it is over', () => {
    const blind = [look('all', 0, 1), look('unread', 1, 2), look('unread', 1, 9)]
    expect(gapsAfter(...blind)).toEqual(['1-9 missing'])
    expect(gapsAfter(...blind, look('all', 1, 10), look('all', 10, 11))).toEqual([
      '1-10 read later',
    ])
    expect(gapsAfter(...blind, look('missed', 1, 70))).toEqual(['1-70 read later'])
  })

  it('is a time in which LiteLLM logged nothing: what failed then is missing for ever', () => {
    const silent = [look('all', 29, 30), look('silent', 5, 31), look('silent', 5, 32)]
    expect(gapsAfter(...silent, look('missed', 30, 45), look('all', 45, 46))).toEqual([
      '5-45 missing',
    ])
  })

  it('is no hiccup of the network', () => {
    expect(gapsAfter(look('unread', 1, 3), look('all', 1, 4), look('unread', 4, 40))).toEqual([
      '4-40 missing',
    ])
  })

  it('is told of its own period alone', () => {
    const gaps = [{ from: 10 * MINUTE_MS, to: 50 * MINUTE_MS, why: 'late' as const }]
    expect(gapsWithin(gaps, 20 * MINUTE_MS, 30 * MINUTE_MS)).toEqual([
      { from: 20 * MINUTE_MS, to: 30 * MINUTE_MS, missing: false },
    ])
    expect(gapsWithin(gaps, 50 * MINUTE_MS, 90 * MINUTE_MS)).toEqual([])
  })

  it('never grows beyond what is kept, nor overlaps', () => {
    const saw = fc.constantFrom<WatchedPeriod['saw']>('all', 'missed', 'silent', 'unread')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(saw, fc.integer({ min: 1, max: 90 })), { maxLength: 400 }),
        (steps) => {
          let now = 0
          let good = 0
          let gaps: readonly WatchGap[] = []
          for (const [seen, pause] of steps) {
            const from = seen === 'silent' ? good - 20 : good
            now += pause
            if (seen === 'all' || seen === 'missed') good = now
            gaps = withLook(gaps, look(seen, from, now))
          }
          expect(gaps.length).toBeLessThanOrEqual(200)
          for (const [at, gap] of gaps.entries())
            if (at > 0) expect(gap.from).toBeGreaterThanOrEqual(gaps[at - 1]?.to ?? 0)
        },
      ),
    )
  })
})

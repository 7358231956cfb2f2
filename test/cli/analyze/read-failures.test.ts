import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Period } from '../../../src/cli/analyze/analyze-period.ts'
import { query } from '../../../src/cli/analyze/steps.ts'
import type { ErrorEvent } from '../../../src/domain/event.ts'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { failure, fakePorts, NOW, OPTIONS } from './fake-ports.ts'

const DAY = 24 * HOUR_MS
const lastDay: Period = { from: NOW - DAY, to: NOW, untilEnough: false }

const run = async (
  rows: readonly ErrorEvent[],
  period = lastDay,
  limit = 100,
  over: Parameters<typeof fakePorts>[1] = {},
) => {
  const { ports, asked } = fakePorts(rows, over)
  const signal = new AbortController().signal
  return { asked, ...(await query(ports, period, { ...OPTIONS, limit }, signal)) }
}

describe('reading a period', () => {
  it('counts each failure once by its end, whatever windows and pages it lies in', async () => {
    const one = fc.record({
      end: fc.integer({ min: -30 * HOUR_MS, max: HOUR_MS }),
      ran: fc.integer({ min: 0, max: 90 * MINUTE_MS }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(one, { maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        async (list, limit) => {
          const rows = list.map(({ end, ran }, i) =>
            failure({
              requestId: `r${i}`,
              time: NOW + end,
              startTime: NOW + end - ran,
              message: `m${i}`,
            }),
          )
          const within = rows
            .filter(({ time }) => time >= lastDay.from && time < lastDay.to)
            .toSorted((a, b) => b.time - a.time)
          const { facts, events } = await run(rows, lastDay, limit)
          expect(facts.total).toBe(within.length)
          expect(events.map(({ time }) => time)).toEqual(
            within.slice(0, limit).map(({ time }) => time),
          )
        },
      ),
      { numRuns: 60 },
    )
  })

  it('never asks for more than a bounded window and page', async () => {
    const { asked } = await run([])
    expect(asked.length).toBeGreaterThan(2)
    for (const { from, to, limit } of asked) {
      expect(to).not.toBeNull()
      expect((to ?? 0) - from).toBeLessThanOrEqual(DAY + 20_000)
      expect(limit).toBe(10)
    }
  })

  it('makes its windows smaller when the database is slow', async () => {
    let clock = NOW
    const { asked } = await run([], lastDay, 100, {
      now: () => {
        clock += 6000
        return clock
      },
    })
    const spans = asked
      .filter(({ table }) => table === 'SpendLogs')
      .map(({ from, to }) => (to ?? 0) - from)
    expect(Math.max(...spans)).toBe(HOUR_MS)
    expect(Math.min(...spans)).toBeLessThan(HOUR_MS)
  })

  it('counts a failure that both tables hold once, and keeps the row of SpendLogs', async () => {
    const spend = failure({ requestId: 's', time: NOW - HOUR_MS })
    const twin = failure({
      table: 'ErrorLogs',
      requestId: 'e',
      time: NOW - HOUR_MS + 900,
      keyName: null,
    })
    const other = failure({
      table: 'ErrorLogs',
      requestId: 'o',
      time: NOW - 2 * HOUR_MS,
      message: 'other',
    })
    const { facts, events } = await run([spend, twin, other])
    expect(facts.total).toBe(2)
    expect(events.map(({ requestId }) => requestId)).toEqual(['s', 'o'])
  })

  it('pairs twins also where a window ends between them', async () => {
    // The first window ends an hour before now; twins lie on either side of that.
    const rows = [-1500, -800, -3, 0, 3, 700].flatMap((ms, i) => [
      failure({ requestId: `s${i}`, time: NOW - HOUR_MS + ms, message: `m${i}` }),
      failure({
        table: 'ErrorLogs',
        requestId: `e${i}`,
        time: NOW - HOUR_MS + ms + 900,
        message: `m${i}`,
      }),
    ])
    const { facts, events } = await run(rows)
    expect(facts.total).toBe(6)
    expect(events.every(({ table }) => table === 'SpendLogs')).toBe(true)
  })

  it("leaves Lookout's own calls out where they are known", async () => {
    const rows = [failure({ requestId: 'own' }), failure({ requestId: 'theirs', message: 'x' })]
    const { facts } = await run(rows, lastDay, 100, { ownCalls: async () => new Set(['own']) })
    expect(facts.total).toBe(1)
  })

  it('reads backwards without a time filter until it has enough, and no further', async () => {
    const rows = Array.from({ length: 50 }, (_, i) =>
      failure({ requestId: `r${i}`, time: NOW - (i + 1) * 10 * DAY, message: 'x' }),
    )
    const anyTime: Period = { from: Date.UTC(2023, 0, 1), to: NOW, untilEnough: true }
    const { facts, events, period, asked } = await run(rows, anyTime, 3)
    expect(events.map(({ requestId }) => requestId)).toEqual(['r0', 'r1', 'r2'])
    expect(facts.total).toBe(3)
    expect(period.to).toBe(NOW)
    expect(period.from).toBeLessThanOrEqual(NOW - 30 * DAY)
    expect(Math.min(...asked.map(({ from }) => from))).toBeGreaterThan(NOW - 33 * DAY)
  })
})

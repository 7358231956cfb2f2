import { describe, expect, test } from 'vitest'
import { runKeys } from '../../../src/cli/keys/keys-command.ts'
import type { ErrorEvent } from '../../../src/domain/event.ts'
import { HOUR_MS } from '../../../src/domain/units.ts'
import type { Slice } from '../../../src/pipeline/ingest/poll-ports.ts'
import { captureIo } from '../support.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

const event = (id: number, startTime: number, keyName: string): ErrorEvent => ({
  table: 'SpendLogs',
  requestId: `r${String(id).padStart(4, '0')}`,
  startTime,
  time: startTime,
  createdAt: null,
  model: id % 2 === 0 ? 'gpt-4o' : 'claude',
  provider: 'openai',
  keyHash: '',
  keyName,
  teamId: '',
  team: null,
  status: '500',
  errorType: 'InternalServerError',
  message: 'boom',
  tracebackTail: '',
})

/** The port over rows in memory, in key order; remembers what it was asked. */
const sourceOf = (rows: readonly ErrorEvent[]) => {
  const asked: Slice[] = []
  const sorted = rows.toSorted(
    (a, b) => a.startTime - b.startTime || (a.requestId < b.requestId ? -1 : 1),
  )
  return {
    asked,
    now: async () => now,
    tables: async () => ['SpendLogs' as const],
    read: async (slice: Slice) => {
      asked.push(slice)
      const { after } = slice
      return sorted
        .filter((row) => row.startTime >= slice.from && row.startTime < (slice.to ?? now))
        .filter(
          (row) =>
            after === null ||
            row.startTime > after.startTime ||
            (row.startTime === after.startTime && row.requestId > after.requestId),
        )
        .slice(0, slice.limit)
    },
  }
}

const options = { days: 1, json: false, pageSize: 10, windowMs: HOUR_MS }

describe('keys', () => {
  test('counts every failure of the days once, whatever the pages and slices', async () => {
    const rows = Array.from({ length: 95 }, (_, id) =>
      event(id, now - 1 - (id % 5) * HOUR_MS, id < 60 ? 'billing' : 'chat'),
    )
    const io = captureIo()
    const outside = event(200, now - 25 * HOUR_MS, 'old')
    await runKeys(sourceOf([...rows, outside]), { ...options, json: true }, io)
    expect(JSON.parse(io.out())).toEqual({
      days: 1,
      total: 95,
      keys: [
        { name: 'billing', count: 60 },
        { name: 'chat', count: 35 },
      ],
      models: [
        { name: 'gpt-4o', count: 48 },
        { name: 'claude', count: 47 },
      ],
      teams: [],
    })
  })

  test('never asks for more than a page of a slice', async () => {
    const source = sourceOf([event(1, now - HOUR_MS, 'billing')])
    await runKeys(source, options, captureIo())
    expect(source.asked).toHaveLength(24)
    for (const { from, to, limit } of source.asked) {
      expect((to ?? Number.POSITIVE_INFINITY) - from).toBeLessThanOrEqual(HOUR_MS)
      expect(limit).toBe(10)
    }
  })

  test('writes lists for people, without what could steer a terminal', async () => {
    const io = captureIo()
    const rows = [event(1, now - 1, 'bill\u001b[31ming'), event(2, now - 2, 'chat')]
    expect(await runKeys(sourceOf([...rows, event(3, now - 3, 'chat')]), options, io)).toBe(0)
    expect(io.out()).toBe(
      '3 failures in the last 1 day\n\nKey aliases\n  2  chat\n  1  billing\n\n' +
        'Models\n  2  claude\n  1  gpt-4o\n\nTeams\n  none\n',
    )
    expect(io.err()).toBe('')
  })

  test('says what to try when there is nothing', async () => {
    const io = captureIo()
    expect(await runKeys(sourceOf([]), options, io)).toBe(0)
    expect(io.err()).toContain('--days 30')
  })
})

import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { type CursorState, planCursor } from '../../../src/pipeline/ingest/cursor.ts'

const now = Date.UTC(2026, 2, 1, 12)
const plan = (over: Partial<CursorState>) =>
  planCursor({
    mark: { startTime: now - 2 * MINUTE_MS, requestId: 'a' },
    databaseNow: now,
    settleMs: MINUTE_MS,
    firstLookbackMs: DAY_MS,
    newest: now - 1_000,
    newestSeen: now - 70_000,
    ...over,
  })

describe('where a poll reads on', () => {
  it('is the mark, and the mark stays a settle margin behind the clock of the database', () => {
    expect(plan({})).toMatchObject({
      start: { startTime: now - 2 * MINUTE_MS, requestId: 'a' },
      limit: now - MINUTE_MS,
      overlap: true,
      reason: 'going on',
    })
  })

  it('is a look-back before now on the first run, with nothing to read again', () => {
    expect(plan({ mark: undefined, newestSeen: null })).toMatchObject({
      start: { startTime: now - DAY_MS },
      overlap: false,
      reason: 'first run',
    })
  })

  it('never lets the mark pass the newest row: behind it there is nothing to read', () => {
    expect(plan({ newest: now - 30 * MINUTE_MS, newestSeen: now - 30 * MINUTE_MS }).limit).toBe(
      now - 30 * MINUTE_MS,
    )
  })

  it('goes back to where a restored or lagging source really ends', () => {
    expect(plan({ newest: now - 90 * MINUTE_MS, newestSeen: now - MINUTE_MS })).toMatchObject({
      start: { startTime: now - 90 * MINUTE_MS, requestId: '' },
      limit: now - 90 * MINUTE_MS,
      reason: 'source went back',
    })
  })

  it('comes back from a mark that is ahead of the clock', () => {
    expect(plan({ mark: { startTime: now + HOUR_MS, requestId: '' } })).toMatchObject({
      start: { startTime: now - MINUTE_MS },
      reason: 'mark ahead of the clock',
    })
  })

  it('stays where it is in an empty table', () => {
    expect(plan({ newest: null, newestSeen: null }).reason).toBe('going on')
  })
})

import { describe, expect, it } from 'vitest'
import { type CursorState, planCursor } from '../../../src/pipeline/ingest/cursor.ts'

const minute = 60_000
const now = Date.UTC(2026, 2, 1, 12)
const plan = (over: Partial<CursorState>) =>
  planCursor({
    mark: { startTime: now - 2 * minute, requestId: 'a' },
    databaseNow: now,
    settleMs: minute,
    firstLookbackMs: 24 * 60 * minute,
    newest: now - 1_000,
    newestSeen: now - 70_000,
    ...over,
  })

describe('where a poll reads on', () => {
  it('is the mark, and the mark stays a settle margin behind the clock of the database', () => {
    expect(plan({})).toMatchObject({
      start: { startTime: now - 2 * minute, requestId: 'a' },
      limit: now - minute,
      overlap: true,
      reason: 'going on',
    })
  })

  it('is a look-back before now on the first run, with nothing to read again', () => {
    expect(plan({ mark: undefined, newestSeen: null })).toMatchObject({
      start: { startTime: now - 24 * 60 * minute },
      overlap: false,
      reason: 'first run',
    })
  })

  it('never lets the mark pass the newest row: behind it there is nothing to read', () => {
    expect(plan({ newest: now - 30 * minute, newestSeen: now - 30 * minute }).limit).toBe(
      now - 30 * minute,
    )
  })

  it('goes back to where a restored or lagging source really ends', () => {
    expect(plan({ newest: now - 90 * minute, newestSeen: now - minute })).toMatchObject({
      start: { startTime: now - 90 * minute, requestId: '' },
      limit: now - 90 * minute,
      reason: 'source went back',
    })
  })

  it('comes back from a mark that is ahead of the clock', () => {
    expect(plan({ mark: { startTime: now + 60 * minute, requestId: '' } })).toMatchObject({
      start: { startTime: now - minute },
      reason: 'mark ahead of the clock',
    })
  })

  it('stays where it is in an empty table', () => {
    expect(plan({ newest: null, newestSeen: null }).reason).toBe('going on')
  })
})

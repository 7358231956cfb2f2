import { expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { createPoll } from '../../../src/pipeline/ingest/poll.ts'
import type { Slice } from '../../../src/pipeline/ingest/poll-ports.ts'
import { createArrivals, type HandClock } from '../../chaos/arrivals.ts'
import { makeEvent, T0 } from '../../state/contract/make.ts'
import { openTemp } from '../../state/open-temp.ts'
import { quiet } from '../../state/quiet.ts'

it('a page is taken in only when the database has been asked for the next one', async () => {
  const clock: HandClock = { now: T0 }
  const story: string[] = []
  const rows = ['a', 'b', 'c'].map((id, n) => ({
    event: makeEvent(id, T0 - 600_000 + n),
    visibleAt: T0,
  }))
  const arrivals = createArrivals(rows, clock, 0)
  const source = {
    ...arrivals,
    tables: async () => ['SpendLogs'] as const,
    read: async (slice: Slice, signal: AbortSignal, sent?: () => void) => {
      // Connecting and opening a transaction take some turns of the event loop.
      await new Promise((resolve) => setImmediate(resolve))
      story.push('asked')
      sent?.()
      return arrivals.read(slice, signal)
    },
  }
  const intake = async () => {
    story.push('taken in')
    return 1
  }
  const options = {
    pageSize: 1,
    windowMs: HOUR_MS,
    overlap: async () => MINUTE_MS,
    settleMs: MINUTE_MS,
    firstLookbackMs: HOUR_MS,
  }
  const shown = { now: () => clock.now }
  const poll = createPoll(source, await openTemp(), intake, async () => 0, options, shown, quiet)
  await poll(new AbortController().signal)
  expect(story).toEqual([
    ...['asked', 'asked', 'taken in', 'asked', 'taken in'],
    ...['asked', 'taken in', 'taken in'],
  ])
})

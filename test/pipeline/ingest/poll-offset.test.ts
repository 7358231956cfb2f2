import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { createIntake, createReread } from '../../../src/pipeline/ingest/intake.ts'
import { createPoll } from '../../../src/pipeline/ingest/poll.ts'
import { createArrivals, type HandClock } from '../../chaos/arrivals.ts'
import { T0 } from '../../state/contract/make.ts'
import { openTemp } from '../../state/open-temp.ts'
import { quiet } from '../../state/quiet.ts'

describe('the offset between the clocks', () => {
  it('leaves out how long the database took to be reached', async () => {
    const clock: HandClock = { now: T0 }
    const shown = { now: () => clock.now }
    const store = await openTemp()
    const source = createArrivals([], clock, 0)
    const slow = {
      ...source,
      now: async () => {
        clock.now += 9_000
        return clock.now
      },
    }
    const classify = () => {
      throw new Error('there is nothing to classify')
    }
    const intake = createIntake(store, classify, shown)
    const reread = createReread(slow, store, intake, 10)
    const options = {
      pageSize: 10,
      windowMs: HOUR_MS,
      overlap: async () => MINUTE_MS,
      settleMs: MINUTE_MS,
      firstLookbackMs: HOUR_MS,
    }
    const poll = createPoll(slow, store, intake, reread, options, shown, quiet)
    expect(await poll(new AbortController().signal)).toMatchObject({ offset: 0 })
  })
})

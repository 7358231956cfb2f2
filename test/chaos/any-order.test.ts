import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClassifiedEvent, ErrorEvent } from '../../src/domain/event.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { createIntake, createReread } from '../../src/pipeline/ingest/intake.ts'
import { createPoll } from '../../src/pipeline/ingest/poll.ts'
import { createSweep } from '../../src/pipeline/ingest/sweep.ts'
import { openState, type Store } from '../../src/state/store.ts'
import { allEvents, T0 } from '../state/contract/make.ts'
import { quiet } from '../state/quiet.ts'
import { type Arrival, createArrivals, type HandClock } from './arrivals.ts'

/** Every commit is flushed: hundreds of states are quicker in memory, and what is lost in a power cut is not asked here. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const signal = new AbortController().signal

const classify = (event: ErrorEvent): ClassifiedEvent => ({
  ...event,
  group: { fingerprint: `fp ${event.message}`, version: 1, template: '', title: event.message },
  fault: 'provider',
  fromFuture: false,
})

interface Visit {
  readonly job: 'poll' | 'sweep'
  readonly gapMs: number
}

/** Runs polls and sweeps over rows that arrive meanwhile, and says what the state holds in the end. */
const outcomeOf = async (
  arrivals: readonly Arrival[],
  visits: readonly Visit[],
  options: { readonly pageSize: number; readonly stepMs: number; readonly lookbackMs: number },
  begin = T0,
): Promise<Contents> => {
  const folder = mkdtempSync(join(place, 'lookout-order-'))
  const clock: HandClock = { now: begin }
  const shown = { now: () => clock.now }
  const store = await openState(`sqlite:${join(folder, 'state.db')}`, { log: quiet, ...shown })
  try {
    const source = createArrivals(arrivals, clock, options.stepMs)
    const intake = createIntake(store, classify, shown)
    const reread = createReread(source, store, intake, options.pageSize)
    const poll = createPoll(
      source,
      store,
      intake,
      reread,
      {
        pageSize: options.pageSize,
        windowMs: 12 * HOUR_MS,
        overlap: async () => 15 * MINUTE_MS,
        settleMs: MINUTE_MS,
        firstLookbackMs: options.lookbackMs,
      },
      shown,
      quiet,
    )
    const agesMs = [30 * MINUTE_MS, 2 * HOUR_MS, 8 * HOUR_MS, DAY_MS]
    const sweepOptions = {
      agesMs,
      windowMs: 12 * HOUR_MS,
      budgetMs: HOUR_MS,
      reachMs: 29 * DAY_MS,
      firstLookbackMs: options.lookbackMs,
    }
    const sweep = createSweep(source, store, reread, sweepOptions, shown, quiet)
    for (const { job, gapMs } of visits) {
      clock.now += gapMs
      await (job === 'poll' ? poll(signal) : sweep(signal))
    }
    return await contentsOf(store)
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Events without what tells when they were found; groups; and the counts of each minute. */
const contentsOf = async (store: Store) => {
  const stored = await allEvents(store)
  const events = stored
    .map(({ late: _, ...event }) => event)
    .toSorted((a, b) => (`${a.time} ${a.requestId}` < `${b.time} ${b.requestId}` ? -1 : 1))
  const groups = await store.groups([...new Set(events.map(({ group }) => group.fingerprint))])
  const spans = [...groups]
    .map(([fingerprint, group]) => [fingerprint, group.count, group.firstSeen, group.lastSeen])
    .toSorted()
  const counts: unknown[] = []
  for (const at of new Set(events.map(({ time }) => Math.floor(time / MINUTE_MS) * MINUTE_MS))) {
    const found = await store.windowCounts(at, at + MINUTE_MS)
    for (const { dimensions, count } of found) counts.push([at, dimensions, count])
  }
  return { events, spans, counts: counts.map((each) => JSON.stringify(each)).toSorted() }
}

const lateness = fc.oneof(
  fc.integer({ min: 0, max: 2 * MINUTE_MS }),
  fc.integer({ min: 0, max: 2 * HOUR_MS }),
  fc.integer({ min: 0, max: 22 * HOUR_MS }),
)

type Contents = Awaited<ReturnType<typeof contentsOf>>

/** Rows of few models and messages and close together in time, so that those of the two tables may be twins. */
const arrival = fc
  .record({
    table: fc.constantFrom('SpendLogs' as const, 'ErrorLogs' as const),
    base: fc.integer({ min: -10, max: 10 }),
    off: fc.integer({ min: 0, max: 4_000 }),
    took: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100 * MINUTE_MS })),
    lateness,
    model: fc.constantFrom('gpt-4o', 'claude', null),
    message: fc.constantFrom('', 'overloaded', 'timed out'),
  })
  .map(({ table, base, off, took, lateness: lateMs, model, message }): Arrival => {
    const time = T0 + base * HOUR_MS + off
    return {
      visibleAt: time + lateMs,
      event: {
        table,
        requestId: '',
        startTime: time - took,
        time,
        createdAt: null,
        model,
        provider: 'openai',
        keyHash: '',
        keyName: '',
        teamId: '',
        team: '',
        status: '500',
        errorType: 'InternalServerError',
        message,
        tracebackTail: '',
      },
    }
  })

const arrivals = fc
  .array(arrival, { minLength: 1, maxLength: 20 })
  .map((rows) => rows.map((row, n) => ({ ...row, event: { ...row.event, requestId: `r${n}` } })))

const oneRow = (): Arrival => {
  const [row] = fc.sample(arrivals, { seed: 1, numRuns: 1 })[0] ?? []
  if (row === undefined) throw new Error('no row')
  return row
}

const visits = fc.array(
  fc.record({
    job: fc.constantFrom('poll' as const, 'poll' as const, 'sweep' as const),
    gapMs: fc.integer({ min: 1_000, max: HOUR_MS }),
  }),
  { maxLength: 12 },
)

/** Until the last row is older than the last sweep looks back, however few visits there were. */
const untilAllIsSwept: readonly Visit[] = Array.from({ length: 5 }, () => [
  { job: 'poll' as const, gapMs: 8 * HOUR_MS },
  { job: 'sweep' as const, gapMs: MINUTE_MS },
]).flat()

describe('whatever the order in which rows arrive', () => {
  it(
    'polls and sweeps end in the state that one poll over all of them gives',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          arrivals,
          visits,
          fc.integer({ min: 1, max: 7 }),
          fc.integer({ min: 0, max: 20_000 }),
          async (rows, split, pageSize, stepMs) => {
            const begin = { job: 'poll', gapMs: 0 } as const
            const all = [begin, ...split, ...untilAllIsSwept]
            const apart = await outcomeOf(rows, all, { pageSize, stepMs, lookbackMs: DAY_MS })
            const once = { pageSize: 1000, stepMs: 0, lookbackMs: 96 * HOUR_MS }
            expect(apart).toEqual(await outcomeOf(rows, [begin], once, T0 + 72 * HOUR_MS))
          },
        ),
        { numRuns: 200 },
      )
    },
    MINUTE_MS,
  )

  it('finds what came late although the clock of the database was an hour ahead for a while', async () => {
    const time = T0 + 3 * HOUR_MS
    const late = {
      event: { ...oneRow().event, startTime: time, time },
      visibleAt: time + 23.5 * HOUR_MS,
    }
    const visits: Visit[] = [
      { job: 'poll', gapMs: 0 },
      { job: 'poll', gapMs: 25 * HOUR_MS },
      // Two hours ahead: at their age of 24 hours, rows of an age of 22 are looked at.
      { job: 'sweep', gapMs: 2 * HOUR_MS },
      { job: 'sweep', gapMs: -2 * HOUR_MS },
      { job: 'poll', gapMs: 2 * HOUR_MS },
      { job: 'sweep', gapMs: MINUTE_MS },
    ]
    const options = { pageSize: 10, stepMs: 0, lookbackMs: DAY_MS }
    const { events } = await outcomeOf([late], visits, options)
    expect(events.map(({ requestId }) => requestId)).toEqual([late.event.requestId])
  })

  it('finds what came late while nobody looked for days', async () => {
    const row = oneRow()
    const time = T0 + 3 * HOUR_MS
    const late = { event: { ...row.event, startTime: time, time }, visibleAt: time + 11 * HOUR_MS }
    const visits: Visit[] = [
      { job: 'poll', gapMs: 0 },
      { job: 'poll', gapMs: 4 * HOUR_MS },
      { job: 'sweep', gapMs: MINUTE_MS },
      { job: 'poll', gapMs: 60 * HOUR_MS },
      { job: 'sweep', gapMs: MINUTE_MS },
    ]
    const newer = {
      ...late.event,
      requestId: 'newer',
      startTime: time + HOUR_MS,
      time: time + HOUR_MS,
    }
    const rows = [late, { event: newer, visibleAt: newer.time }]
    const options = { pageSize: 10, stepMs: 0, lookbackMs: DAY_MS }
    const { events } = await outcomeOf(rows, visits, options)
    expect(events.map(({ requestId }) => requestId)).toEqual([late.event.requestId, 'newer'])
  })
})

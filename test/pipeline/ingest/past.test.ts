import { expect, it } from 'vitest'
import { createFingerprinter } from '../../../src/classify/grouping/fingerprint.ts'
import type { ClassifiedEvent, ErrorEvent } from '../../../src/domain/event.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { pastOfSource, pastOfState } from '../../../src/pipeline/ingest/past.ts'
import { createCountRequests } from '../../../src/pipeline/ingest/requests.ts'
import { createSeed } from '../../../src/pipeline/ingest/seed.ts'
import { createReplay } from '../../../src/rules/backtest/replay.ts'
import { rulesSchema } from '../../../src/rules/rule.ts'
import { forever, NOON, withSource } from '../../source/with-source.ts'
import { openTemp } from '../../state/open-temp.ts'
import { quiet } from '../../state/quiet.ts'
import {
  errorLog,
  failureMetadata,
  insertErrorLogs,
  insertSpendLogs,
  spendFailure,
  spendSuccess,
} from '../../support/litellm-rows.ts'
import { failures } from '../evaluate/evaluate-stage.ts'

const classify = (event: ErrorEvent): ClassifiedEvent => ({
  ...event,
  group: { fingerprint: event.errorType ?? '', version: 1, template: '', title: '' },
  fault: 'provider',
  fromFuture: false,
})

const dimensions = {
  model: 'm',
  provider: 'p',
  keyHash: 'k',
  keyName: 'k',
  team: 't',
  status: '500',
  errorType: 'E',
  fault: 'provider',
} as const

const gather = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

it('the past of the tables comes by the hour, each failure in the minute it happened, once', () =>
  withSource('2026-03', async (source, db) => {
    await insertSpendLogs(
      db,
      spendFailure(NOON + MINUTE_MS),
      spendFailure(NOON + MINUTE_MS + 1),
      // Began an hour before it failed.
      spendFailure(NOON + HOUR_MS + 2 * MINUTE_MS, { startTime: NOON + 2 * MINUTE_MS }),
      spendSuccess(NOON + 3 * MINUTE_MS),
    )
    // The same failure in the other table.
    await insertErrorLogs(db, errorLog(NOON + MINUTE_MS))
    const stretch = { from: NOON, to: NOON + 2 * HOUR_MS, requests: true }
    const options = { pageSize: 2, classify }
    const hours = await gather(pastOfSource(source, stretch, options, forever))
    expect(hours.map(({ failures: of }) => of.map(({ minutes }) => minutes))).toEqual([
      [[[NOON / MINUTE_MS + 1, 2]]],
      [[[NOON / MINUTE_MS + 62, 1]]],
    ])
    expect(hours.map(({ successes }) => successes?.map(({ minutes }) => minutes))).toEqual([
      [[[NOON / MINUTE_MS + 3, 1]]],
      [],
    ])
    // One number for one series, however many hours it is in.
    expect(hours[0]?.failures[0]?.series).toBe(hours[1]?.failures[0]?.series)
  }))

/** The daemon's own grouping, with nothing else of it. */
const grouped = (event: ErrorEvent): ClassifiedEvent => {
  const { message, errorType: errorClass, status: statusCode, provider } = event
  const group = createFingerprinter()({ message, errorClass, statusCode, provider })
  return { ...event, group, fault: 'provider', fromFuture: false }
}

const wanted = (time: number, name: string) =>
  spendFailure(time, {
    metadata: failureMetadata({
      error_message: `the nightly import wanted ${name} to be there`,
    }),
  })

it('groups of the tables are joined as the daemon joins them, and a sixth name is nothing new', () =>
  withSource('2026-03', async (source, db) => {
    const names = ['ada', 'bob', 'cleo', 'dan', 'eve', 'finn']
    await insertSpendLogs(
      db,
      ...names.map((name, n) => wanted(NOON + (n === 5 ? 2 * HOUR_MS : n * MINUTE_MS), name)),
    )
    const stretch = { from: NOON, to: NOON + 3 * HOUR_MS, requests: false }
    const options = { pageSize: 10, classify: grouped }
    const hours = await gather(pastOfSource(source, stretch, options, forever))
    const found = hours.map(({ failures: of }) =>
      of.map(({ dimensions }) => dimensions.fingerprint),
    )
    expect(found.map((fingerprints) => new Set(fingerprints).size)).toEqual([1, 0, 1])
    expect(found[2]).toEqual([found[0]?.[0]])
    // One series, with what all of the five had in their minutes.
    expect(hours[0]?.failures.map(({ minutes }) => minutes.length)).toEqual([5])

    const rules = rulesSchema.parse([{ name: 'new', type: 'new_error', count: 1 }])
    const replay = createReplay(rules, {
      from: NOON,
      to: stretch.to,
      learningMs: 0,
      maxSeries: 100,
      flapping: { times: 3, windowMs: HOUR_MS },
    })
    for (const hour of hours) replay.hour(hour)
    expect(replay.alerts()).toHaveLength(1)

    const apart = { ...options, pinned: [found[0]?.[0] ?? ''] }
    const [first] = await gather(pastOfSource(source, stretch, apart, forever))
    expect(first?.failures).toHaveLength(5)
  }))

it('what was seen of a group before it became part of another is no news of that one', () => {
  const rules = rulesSchema.parse([{ name: 'new', type: 'new_error', count: 1 }])
  const hour = NOON / HOUR_MS
  const alertsWith = (joined: ReadonlyMap<string, string>): number => {
    const replay = createReplay(rules, {
      from: NOON + HOUR_MS,
      to: NOON + 2 * HOUR_MS,
      learningMs: 0,
      maxSeries: 100,
      flapping: { times: 3, windowMs: HOUR_MS },
    })
    const of = (at: number, fingerprint: string) => ({
      hour: at,
      failures: [
        {
          series: 1,
          dimensions: { ...dimensions, fingerprint },
          minutes: [[at * 60 + 5, 3] as const],
        },
      ],
      successes: null,
    })
    replay.hour(of(hour, 'member'))
    replay.hour({ ...of(hour + 1, 'family'), joined })
    return replay.alerts().length
  }
  expect(alertsWith(new Map())).toBe(1)
  expect(alertsWith(new Map([['member', 'family']]))).toBe(0)
})

it('the past of the state knows no requests where they were not counted', async () => {
  const store = await openTemp()
  const events = failures(3, NOON + MINUTE_MS)
  await store.commitPage({
    table: 'SpendLogs',
    events,
    visibleAt: events.map(() => null),
    mark: null,
    late: false,
    now: NOON,
  })
  await store.commitRequests({ from: NOON, to: NOON + HOUR_MS, rows: [] })
  const hours = await gather(
    pastOfState(store, { from: NOON, to: NOON + 2 * HOUR_MS, requests: true }),
  )
  expect(hours.map(({ failures: of, successes }) => [of.length, successes])).toEqual([
    [1, []],
    [0, null],
  ])
})

it('requests are counted again behind the last count, and a count that fails stops nothing', () =>
  withSource('2026-03', async (source, db) => {
    const store = await openTemp()
    const clock = { now: () => NOON }
    const overlap = async () => 15 * MINUTE_MS
    const count = createCountRequests(source, store, overlap, clock, quiet)
    await insertSpendLogs(db, spendSuccess(NOON - 5 * MINUTE_MS))
    await count(NOON, forever)
    const counted = { from: NOON - HOUR_MS, to: NOON + MINUTE_MS }
    expect(await store.requestsCounted()).toEqual(counted)
    await insertSpendLogs(db, spendSuccess(NOON - 5 * MINUTE_MS), spendSuccess(NOON + MINUTE_MS))
    await count(NOON + MINUTE_MS, forever)
    expect(await store.successes(NOON - HOUR_MS, NOON + HOUR_MS)).toMatchObject([{ count: 3 }])
    const broken = createCountRequests(
      { requestCounts: () => Promise.reject(new Error('refused')) },
      store,
      overlap,
      clock,
      quiet,
    )
    await broken(NOON + HOUR_MS, forever)
    expect(await store.requestsCounted()).toEqual({
      from: NOON - HOUR_MS,
      to: NOON + 2 * MINUTE_MS,
    })
  }))

it('the past 28 days are counted once, for what is usual, and told to nobody', () =>
  withSource('2026-03', async (source, db) => {
    const store = await openTemp()
    const clock = { now: () => NOON }
    const day = DAY_MS
    await insertSpendLogs(
      db,
      spendFailure(NOON - HOUR_MS),
      spendFailure(NOON - 3 * day),
      spendFailure(NOON - 3 * day + 1_000),
      spendFailure(NOON - 3 * day + 2_000),
      spendFailure(NOON - 27 * day),
      spendFailure(NOON - 30 * day),
    )
    const options = { pageSize: 100, firstLookbackMs: day, budgetMs: 10_000 }
    const seed = () =>
      createSeed(source, store, classify, options, clock, quiet)(NOON, NOON, forever)
    await seed()
    await seed()
    const times = (await store.seriesMinutes(0, NOON)).flatMap(({ minutes }) => minutes)
    // The last day is the first poll's.
    expect(times).toEqual([
      [(NOON - 27 * day) / MINUTE_MS, 1],
      [(NOON - 3 * day) / MINUTE_MS, 3],
    ])
    expect(await store.firstCount()).toBe(NOON - 28 * day)
    expect(await store.newestEvent()).toBe(0)
    expect((await store.groupHistory(['RateLimitError'])).get('RateLimitError')?.firstSeen).toBe(
      NOON - 27 * day,
    )
  }))

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { allEvents, makeAlert, makeEvent, T0 } from '../contract/make.ts'
import { commit, counted, failure, NAMES, regroup, visits } from '../grouped.ts'
import { openTemp } from '../open-temp.ts'

const only = async (store: Awaited<ReturnType<typeof openTemp>>) => {
  const [group, ...others] = await store.listGroups()
  expect(others).toEqual([])
  if (group === undefined) throw new Error('no group')
  return group
}

describe('joined groups', () => {
  test('are one group with the sum of counts, the first and the last sight, and a name for all', async () => {
    const store = await openTemp()
    await commit(store, visits())
    expect(await store.listGroups()).toHaveLength(NAMES.length)
    await regroup(store)
    const group = await only(store)
    expect(group).toMatchObject({
      count: 6,
      firstSeen: T0,
      lastSeen: T0 + 5 * MINUTE_MS,
      title: 'the nightly import wanted ada to be there',
    })
    expect(group.aliases).toHaveLength(6)
  })

  test('have one series for each combination, whose minutes add up', async () => {
    const store = await openTemp()
    const twice = visits().map((event) => ({ ...event, time: T0 }))
    await commit(store, [
      ...twice,
      failure('b', 'the nightly import wanted bob to be there', T0, { model: 'm' }),
    ])
    await regroup(store)
    const counts = await store.windowCounts(T0, T0 + 1)
    expect(counts.map(({ count }) => count).sort()).toEqual([1, 6])
    const minutes = await store.seriesMinutes(T0, T0 + MINUTE_MS)
    expect(minutes.map((each) => each.minutes)).toEqual(
      counts.map(({ count }) => [[T0 / MINUTE_MS, count]]),
    )
  })

  test('take what comes later, from the page that is committed next', async () => {
    const store = await openTemp()
    await commit(store, visits())
    await regroup(store)
    const [first] = visits()
    await commit(store, [
      { ...(first ?? makeEvent('x', T0)), requestId: 'again', time: T0 + 900_000 },
    ])
    expect(await only(store)).toMatchObject({ count: 7, lastSeen: T0 + 900_000 })
  })

  test('take a look-alike that was never seen before, without its being new', async () => {
    const store = await openTemp()
    await commit(store, visits())
    await regroup(store)
    const { fingerprint } = await only(store)
    await commit(
      store,
      visits(['gil']).map((event) => ({ ...event, time: T0 + 600_000 })),
    )
    await regroup(store)
    expect(await only(store)).toMatchObject({ fingerprint, count: 7 })
    expect((await store.groupHistory([fingerprint])).get(fingerprint)?.firstSeen).toBe(T0)
  })

  test('tell their events by the name of the group', async () => {
    const store = await openTemp()
    await commit(store, visits())
    await regroup(store)
    const { fingerprint } = await only(store)
    const notified = await allEvents(store)
    expect(notified.map((event) => event.group.fingerprint)).toEqual(NAMES.map(() => fingerprint))
  })

  test('lose none of their events to whoever reads them meanwhile', async () => {
    const store = await openTemp()
    await commit(store, visits())
    const claim = await store.claimReport({ startedAt: T0, folder: '2026-03-01', stamp: '100000' })
    if (claim === null) throw new Error('nothing claimed')
    const notified: string[] = []
    for await (const event of store.reportEvents(claim)) {
      if (notified.length === 0) await regroup(store)
      notified.push(event.requestId)
    }
    expect(notified.toSorted()).toEqual(
      visits()
        .map(({ requestId }) => requestId)
        .toSorted(),
    )
  })

  test('are found by the fingerprint of any member', async () => {
    const store = await openTemp()
    await commit(store, visits())
    await regroup(store)
    const { fingerprint, aliases } = await only(store)
    const found = await store.groups(aliases)
    expect([...found].map(([alias, group]) => [alias, group.fingerprint])).toEqual(
      aliases.map((alias) => [alias, fingerprint]),
    )
  })

  test('hand on an open alert, one of each rule', async () => {
    const store = await openTemp()
    const events = visits()
    await commit(store, events)
    const alerts = events
      .slice(0, 2)
      .map((event, n) =>
        makeAlert(`a${n}`, { startedAt: T0 + n, labels: { group: event.group.fingerprint } }),
      )
    await store.commitEvaluation({ alerts, queue: [], now: T0 })
    await regroup(store)
    const { fingerprint } = await only(store)
    const open = await store.openAlerts()
    expect(open.filter(({ labels }) => labels['group'] === fingerprint)).toHaveLength(1)
  })

  test('take their twins along, which may part again', async () => {
    const store = await openTemp()
    const [event = makeEvent('x', T0)] = visits()
    await commit(store, visits())
    const twin = { ...event, table: 'ErrorLogs' as const, requestId: 'twin', time: T0 + 100 }
    expect(await commit(store, [twin])).toMatchObject({ twins: 1 })
    await regroup(store)
    // Nearer to the event, it takes the twin's place, which counts for itself from then on.
    expect(await commit(store, [{ ...twin, requestId: 'nearer', time: T0 + 50 }])).toMatchObject({
      added: 1,
      twins: 0,
    })
    expect(await only(store)).toMatchObject({ count: 7 })
    const counts = await store.windowCounts(T0 - 1, T0 + DAY_MS)
    expect(counts.map(({ count }) => count)).toEqual([7])
  })

  test('are looked up again after a page that failed', async () => {
    const store = await openTemp()
    await commit(store, visits().slice(0, 5))
    await regroup(store)
    const bad = makeEvent('bad', Number.NaN)
    await expect(commit(store, [...visits(), bad])).rejects.toThrow()
    await commit(store, visits())
    await regroup(store)
    expect(await only(store)).toMatchObject({ count: 6 })
  })
})

const messages = [
  ...NAMES.map((name) => `the nightly import wanted ${name} to be there`),
  ...NAMES.map((name) => `the nightly import wanted ada to be ${name} there`),
  'a request of 7 tokens was refused by them',
  'a request of <id> tokens was refused by them',
  'nothing of this kind at all was ever seen here',
]

const universe = messages.flatMap((message, n) => [
  failure(`s${n}`, message, T0 + n * 45_000, { model: n % 3 === 0 ? 'a' : 'b' }),
  failure(`t${n}`, message, T0 + n * 45_000 + 7_000, { model: 'b', team: n % 2 ? 'x' : 'y' }),
  failure(`e${n}`, message, T0 + n * 45_000 + 7_300, { table: 'ErrorLogs', model: 'b' }),
  ...(n % 4 === 0
    ? [failure(`f${n}`, message, T0 + n * 45_000 + 7_200, { table: 'ErrorLogs', model: 'b' })]
    : []),
])

test('any order and any split, joined at any moment, end in the same groups, counts and minutes', async () => {
  const ends = await openTemp()
  for (const event of universe) await commit(ends, [event])
  await regroup(ends)
  const expected = await counted(ends)
  expect(expected.groups.length).toBeLessThan(8)
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(universe, { minLength: universe.length }),
      fc.array(fc.nat(9), { minLength: universe.length, maxLength: universe.length }),
      async (order, cuts) => {
        const store = await openTemp()
        let page: typeof order = []
        for (const [n, event] of order.entries()) {
          const cut = cuts[n] ?? 0
          // A page is of one table.
          if (cut < 4 || page[0]?.table !== event.table) {
            await commit(store, page)
            page = []
          }
          page.push(event)
          if (cut < 2) await regroup(store)
        }
        await commit(store, page)
        await regroup(store)
        expect(await counted(store)).toEqual(expected)
      },
    ),
    { numRuns: 12 },
  )
})

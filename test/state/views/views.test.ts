import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClassifiedEvent } from '../../../src/domain/event.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import type { Store } from '../../../src/state/store.ts'
import { explanation, richDigest } from '../../render/rich.ts'
import { fillDigest } from '../../support/believable.ts'
import {
  allEvents,
  makeAlert,
  makeDigestNotification,
  makeEvent,
  makePage,
  T0,
} from '../contract/make.ts'
import { openTemp } from '../open-temp.ts'

const commit = (store: Store, events: readonly ClassifiedEvent[]) =>
  store.commitPage(makePage(events, { now: T0 }))

const total = async (store: Store, from: number, to: number, stepMs: number) => {
  const { series } = await store.views.failures({ from, to, stepMs }, {}, 'errorType')
  return series.reduce((sum, { counts }) => sum + counts.reduce((all, n) => all + n, 0), 0)
}

describe('counts for the page', () => {
  it('are those of the events, whatever was looked at before and came in between', async () => {
    const store = await openTemp()
    let ids = 0
    const offsets = fc.array(fc.integer({ min: 0, max: 30 * 60 - 1 }), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(offsets, fc.constantFrom(1, 15, 60, 120), async (minutes, step) => {
        const events = minutes.map((at) => makeEvent(`e-${ids++}`, T0 + at * MINUTE_MS + 7))
        if (events.length > 0) await commit(store, events)
        const from = T0 + HOUR_MS
        const to = from + DAY_MS
        const inside = (await allEvents(store)).filter(({ time }) => time >= from && time < to)
        expect(await total(store, from, to, step * MINUTE_MS)).toBe(inside.length)
      }),
      { numRuns: 40 },
    )
  })
  it('lose an event that a twin found later takes out of its hour', async () => {
    const store = await openTemp()
    const old = makeEvent('err-1', T0 + HOUR_MS - 500, { table: 'ErrorLogs' })
    await store.commitPage(makePage([old], { table: 'ErrorLogs' }))
    expect(await total(store, T0, T0 + 2 * HOUR_MS, HOUR_MS)).toBe(1)
    await commit(store, [makeEvent('spend-1', T0 + HOUR_MS + 500)])
    expect(await total(store, T0, T0 + 2 * HOUR_MS, HOUR_MS)).toBe(1)
    const { series } = await store.views.failures(
      { from: T0, to: T0 + 2 * HOUR_MS, stepMs: HOUR_MS },
      {},
      'all',
    )
    expect(series).toEqual([{ name: '', counts: [0, 1] }])
  })
  it('are narrowed down by every dimension, a key by alias or hash', async () => {
    const store = await openTemp()
    await commit(store, [
      makeEvent('a', T0, { model: 'm1', keyHash: 'h1', keyName: 'k1', team: 't1' }),
      makeEvent('b', T0, { model: 'm2', keyHash: 'h2', keyName: 'k2', team: 't1', kind: 'b' }),
    ])
    const span = { from: T0, to: T0 + HOUR_MS, stepMs: HOUR_MS }
    const of = async (filter: Parameters<Store['views']['failures']>[1]) =>
      (await store.views.failures(span, filter, 'all')).series[0]?.counts[0] ?? 0
    expect(await of({ model: 'm1' })).toBe(1)
    expect(await of({ key: 'k2' })).toBe(1)
    expect(await of({ key: 'h2' })).toBe(1)
    expect(await of({ team: 't1' })).toBe(2)
    expect(await of({ team: 't1', model: 'm3' })).toBe(0)
    expect(await of({ group: 'fp-b' })).toBe(1)
  })
})

describe('events for the page', () => {
  it('come newest first, page by page, each once, filtered or not', async () => {
    const store = await openTemp()
    const models = ['m1', 'm2', 'm3']
    const events = Array.from({ length: 150 }, (_, n) =>
      makeEvent(`e-${n}`, T0 + Math.floor(n / 3) * 17 * MINUTE_MS, { model: models[n % 3] ?? '' }),
    )
    await commit(store, events)
    for (const filter of [{}, { model: 'm2' }]) {
      const seen: string[] = []
      let before: { time: number; id: number } | null = null
      do {
        const page = await store.views.events({ filter, before, limit: 7 })
        seen.push(...page.rows.map(({ requestId }) => requestId))
        before = page.next
      } while (before !== null)
      const wanted = events
        .filter(({ model }) => !('model' in filter) || model === filter.model)
        .map(({ requestId }) => requestId)
        .reverse()
      expect(seen).toEqual(wanted)
    }
  })
  it('are found by their request id, and only by all of it, the newest first', async () => {
    const store = await openTemp()
    const days = DAY_MS
    await commit(store, [
      makeEvent('req-1', T0),
      makeEvent('req-1', T0 + 5),
      makeEvent('req-12', T0 + 40 * days),
      makeEvent('req-1', T0 + 50 * days),
    ])
    const found = await store.views.request('req-1')
    expect(found.map(({ startTime }) => startTime)).toEqual([T0 + 50 * days, T0 + 5, T0])
    expect(await store.views.request('req')).toEqual([])
  })
})

describe('groups for the page', () => {
  it('are found by any part of title, template or type, signs of LIKE taken as they are', async () => {
    const store = await openTemp()
    await commit(store, [makeEvent('a', T0, { kind: '100%' }), makeEvent('b', T0, { kind: 'abc' })])
    const find = async (search: string) => {
      const about = { filter: {}, sort: 'title', steps: 1, offset: 0, limit: 10 } as const
      const page = await store.views.groupPage({ ...about, from: T0, to: T0 + HOUR_MS, search })
      return page.rows.map(({ title }) => title)
    }
    expect(await find('KIND')).toEqual(['Kind 100%', 'Kind abc'])
    expect(await find('100%')).toEqual(['Kind 100%'])
    expect(await find('%')).toEqual(['Kind 100%'])
    expect(await find('internalserver')).toHaveLength(2)
  })
  it('know the alerts that their failures fit, and the newest words about them', async () => {
    const store = await openTemp()
    await commit(store, [makeEvent('a', T0)])
    const alerts = [
      makeAlert('by-model'),
      makeAlert('other-model', { labels: { model: 'other' } }),
      makeAlert('by-group', { labels: { group: 'fp-a' } }),
      makeAlert('about-all', { labels: {} }),
    ]
    await store.commitEvaluation({ alerts, queue: [], now: T0 })
    const found = await store.views.alertsOfGroup('fp-a')
    expect(found.map(({ id }) => id).sort()).toEqual(['by-group', 'by-model'])
    expect(await store.views.explanationOf('fp-a')).toBeNull()
    const at = Date.UTC(2026, 10, 23)
    await fillDigest(store, at, 'fp-a')
    const words = await store.views.explanationOf('fp-a')
    expect(words).toMatchObject({ cite: 'g1', text: '', day: '2026-11-22' })
    expect(words?.problems.map(({ cites }) => cites)).toEqual([['g1']])
    expect(words?.called['g1']).toBe('fp-a')
    // A later digest that knows the group and says nothing of it leaves the words of the earlier one.
    const silent = richDigest({ explanation: { ...explanation, problems: [] } })
    const later = { digest: 'daily', day: '2026-11-23', uptoEvent: 0, now: at, queue: [] }
    const [first] = silent.facts.groups
    const facts = { ...silent.facts, groups: first ? [{ ...first, fingerprint: 'fp-a' }] : [] }
    await store.makeDigest({ ...later, notification: { ...silent, id: 'later', facts } })
    expect((await store.views.explanationOf('fp-a'))?.day).toBe('2026-11-22')
  })
})

describe('digests and alerts for the page', () => {
  it('are listed newest first', async () => {
    const store = await openTemp()
    for (const day of ['2026-02-26', '2026-02-28', '2026-02-27']) {
      const notification = makeDigestNotification(day, day)
      await store.makeDigest({
        digest: 'daily',
        day,
        uptoEvent: 0,
        now: T0,
        notification,
        queue: [],
      })
    }
    const days = (await store.views.digests()).map(({ day }) => day)
    expect(days).toEqual(['2026-02-28', '2026-02-27', '2026-02-26'])
  })
  it('show open alerts before those that are over', async () => {
    const store = await openTemp()
    const over = { state: 'resolved', resolvedAt: T0 + MINUTE_MS } as const
    const alerts = [
      makeAlert('newest-over', { ...over, startedAt: T0 }),
      makeAlert('open', { startedAt: T0 - HOUR_MS }),
      makeAlert('older-over', { ...over, startedAt: T0 - 2 * HOUR_MS }),
    ]
    await store.commitEvaluation({ alerts, queue: [], now: T0 })
    const { rows, total: count } = await store.views.alerts({ offset: 0, limit: 2 })
    expect(rows.map(({ id }) => id)).toEqual(['open', 'newest-over'])
    expect(count).toBe(3)
    const during = await store.views.alertsDuring({ from: T0 + 2 * MINUTE_MS, to: T0 + HOUR_MS })
    expect(during.map(({ id }) => id)).toEqual(['open'])
  })
})

import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { allEvents, makeEvent, makePage, type OpenStore, T0 } from './make.ts'

const key = (table: 'SpendLogs' | 'ErrorLogs', requestId: string, startTime: number) => ({
  table,
  requestId,
  startTime,
})

export const pagesContract = (open: OpenStore): void => {
  describe('pages', () => {
    test('a page brings its events, its counts, its groups and its mark', async () => {
      const store = await open()
      const events = [
        makeEvent('1', T0),
        makeEvent('2', T0 + 5),
        makeEvent('3', T0 + 9, { kind: 'b' }),
      ]
      const mark = { startTime: T0 + 9, requestId: '3' }
      const outcome = await store.commitPage(makePage(events, { mark }))
      expect(outcome).toEqual({ added: 3, known: 0, twins: 0 })
      expect(await store.marks()).toEqual(new Map([['SpendLogs', mark]]))
      const groups = await store.groups(['fp-a', 'fp-b', 'fp-none'])
      expect([...groups.values()].map((g) => [g.title, g.count, g.firstSeen, g.lastSeen])).toEqual([
        ['Kind a', 2, T0, T0 + 5],
        ['Kind b', 1, T0 + 9, T0 + 9],
      ])
    })

    test('an event comes back as it went in', async () => {
      const store = await open()
      const event = makeEvent("'; DROP TABLE events; --\n../x", T0, {
        startTime: T0 - HOUR_MS,
        message: 'ünï 💥 "quoted"',
        fromFuture: true,
      })
      await store.commitPage(makePage([event], { late: true }))
      const { createdAt: _c, teamId: _t, tracebackTail: _b, ...notified } = event
      expect(await allEvents(store)).toEqual([{ ...notified, late: true }])
    })

    test('reading a page again changes nothing', async () => {
      const store = await open()
      const events = [makeEvent('1', T0), makeEvent('2', T0 + 5)]
      await store.commitPage(makePage(events))
      const before = [await allEvents(store), await store.windowCounts(0, T0 * 2)]
      expect(await store.commitPage(makePage(events))).toEqual({ added: 0, known: 2, twins: 0 })
      expect([await allEvents(store), await store.windowCounts(0, T0 * 2)]).toEqual(before)
    })

    test('a row that stands twice in one page is one event', async () => {
      const store = await open()
      const page = makePage([makeEvent('1', T0), makeEvent('1', T0)])
      expect(await store.commitPage(page)).toEqual({ added: 1, known: 1, twins: 0 })
    })

    test('rows of one request id with other start times or tables are other rows', async () => {
      const store = await open()
      await store.commitPage(makePage([makeEvent('None', T0), makeEvent('None', T0 + MINUTE_MS)]))
      const unknown = await store.unknown([
        key('SpendLogs', 'None', T0),
        key('SpendLogs', 'None', T0 + 1),
        key('ErrorLogs', 'None', T0),
        key('SpendLogs', 'None', T0 + MINUTE_MS),
      ])
      expect(unknown).toEqual([key('SpendLogs', 'None', T0 + 1), key('ErrorLogs', 'None', T0)])
    })

    test('pages larger than a statement are taken whole', async () => {
      const store = await open()
      const events = Array.from({ length: 1_234 }, (_, i) => makeEvent(`r${i}`, T0 + i))
      expect(await store.commitPage(makePage(events))).toMatchObject({ added: 1_234 })
      expect(await store.unknown(events)).toEqual([])
      expect((await allEvents(store)).map((event) => event.requestId)).toEqual(
        events.map((event) => event.requestId),
      )
    })

    test('a page that fails leaves nothing behind, and what it looked up is looked up again', async () => {
      const store = await open()
      const mark = { startTime: T0, requestId: '1' }
      // NaN is no time: the last row breaks the page after its series was made.
      const bad = makeEvent('2', T0, { time: Number.NaN })
      await expect(
        store.commitPage(makePage([makeEvent('1', T0), bad], { mark })),
      ).rejects.toThrow()
      expect(await store.marks()).toEqual(new Map())
      expect(await allEvents(store)).toEqual([])
      expect(await store.groups(['fp-a'])).toEqual(new Map())
      await store.commitPage(makePage([makeEvent('9', T0, { kind: 'other' })]))
      await store.commitPage(makePage([makeEvent('1', T0)], { mark }))
      expect((await allEvents(store)).map((event) => event.group.title)).toEqual([
        'Kind other',
        'Kind a',
      ])
    })

    test('what is told of a group does not depend on which of its events came first', async () => {
      const group = { fingerprint: 'fp-a', version: 1, template: 'b', title: 'B' }
      const events = [
        makeEvent('1', T0, { group }),
        makeEvent('2', T0, { group: { ...group, template: 'a', title: 'A' } }),
        makeEvent('3', T0, { group: { ...group, template: 'c', title: 'C' } }),
      ]
      for (const order of [events, events.toReversed()]) {
        const store = await open()
        for (const event of order) await store.commitPage(makePage([event]))
        expect(await store.groupTitles(['fp-a', 'fp-x'])).toEqual(new Map([['fp-a', 'A']]))
      }
    })

    test('the mark of one table leaves that of the other, and null leaves both', async () => {
      const store = await open()
      await store.commitPage(makePage([], { mark: { startTime: 5, requestId: 'x' } }))
      await store.commitPage(
        makePage([], { table: 'ErrorLogs', mark: { startTime: 7, requestId: 'y' } }),
      )
      await store.commitPage(makePage([], { mark: { startTime: 4, requestId: 'w' } }))
      await store.commitPage(makePage([]))
      expect(await store.marks()).toEqual(
        new Map([
          ['SpendLogs', { startTime: 4, requestId: 'w' }],
          ['ErrorLogs', { startTime: 7, requestId: 'y' }],
        ]),
      )
    })

    test('watching begins once', async () => {
      const store = await open()
      expect(await store.watchingSince()).toBeNull()
      expect(await store.watchSince(T0)).toBe(T0)
      expect(await store.watchSince(T0 + 5)).toBe(T0)
      expect(await store.watchingSince()).toBe(T0)
    })

    test('each age of each table is swept on its own', async () => {
      const store = await open()
      await store.recordSweep('SpendLogs', 1_000, T0)
      await store.recordSweep('SpendLogs', 1_000, T0 + 1)
      expect(await store.sweptUpTo('SpendLogs', 1_000)).toBe(T0 + 1)
      expect(await store.sweptUpTo('SpendLogs', 2_000)).toBeNull()
      expect(await store.sweptUpTo('ErrorLogs', 1_000)).toBeNull()
    })

    test('own calls are known by the ids that were recorded', async () => {
      const store = await open()
      await store.recordOwnCall('lookout-1', T0)
      await store.recordOwnCall('lookout-1', T0 + 1)
      const own = await store.isOwnCall(['lookout-1', 'lookout-2'])
      expect(own).toEqual(new Set(['lookout-1']))
      const call = 'lookout-9b2f6b0e-53c1-4f5e-9d5e-0d4f8f0c1a2b'
      await store.recordOwnCall(call, T0)
      const rows = [call, `${call}-attempt-1`, `${call}x`, 'lookout-1-attempt-1', `x${call}`]
      expect(await store.isOwnCall(rows)).toEqual(new Set(rows.slice(0, 2)))
    })
  })
}

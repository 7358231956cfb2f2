import { describe, expect, test } from 'vitest'
import {
  collect,
  makeDigestNotification,
  makeEvent,
  makeNotification,
  makePage,
  type OpenStore,
  T0,
} from './make.ts'

const name = (stamp: string) => ({ startedAt: T0, folder: '2026-03-01', stamp })

const digest = (day: string, uptoEvent: number, id = `digest ${day}`) => ({
  digest: 'daily',
  day,
  uptoEvent,
  now: T0,
  notification: makeDigestNotification(id, day),
  queue: [{ notification: makeDigestNotification(id, day), channels: ['mail'], orderKey: 'daily' }],
})

export const reportsContract = (open: OpenStore): void => {
  describe('reports', () => {
    test('each event is in exactly one report, newest time first', async () => {
      const store = await open()
      await store.commitPage(makePage([makeEvent('1', T0), makeEvent('2', T0 + 9)]))
      const first = await store.claimReport(name('100000'))
      expect(first).toMatchObject({ folder: '2026-03-01', stamp: '100000', count: 2 })
      await store.commitPage(makePage([makeEvent('3', T0 + 4)]))
      const second = await store.claimReport(name('110000'))
      expect(await store.claimReport(name('120000'))).toBeNull()
      const notified = async (claim: typeof first) =>
        claim === null
          ? []
          : (await collect(store.reportEvents(claim))).map((event) => event.requestId)
      expect(await notified(first)).toEqual(['2', '1'])
      expect(await notified(second)).toEqual(['3'])
    })

    test('a claim stays open until it is finished, with what it tells', async () => {
      const store = await open()
      await store.commitPage(makePage([makeEvent('1', T0)]))
      const claim = await store.claimReport(name('100000'))
      expect(await store.unfinishedReports()).toEqual([claim])
      const queue = [{ notification: makeNotification('r'), channels: ['mail'], orderKey: 'r' }]
      await store.finishReport({ id: claim?.id ?? 0, now: T0, files: ['a.json'], queue })
      expect(await store.unfinishedReports()).toEqual([])
      expect(await store.due('mail', T0, 10)).toHaveLength(1)
      expect((await store.status()).lastReport).toEqual({ ...claim, finishedAt: T0 })
    })

    test('a name that a report has already gets a suffix', async () => {
      const store = await open()
      const stamps: (string | undefined)[] = []
      for (const id of ['1', '2', '3']) {
        await store.commitPage(makePage([makeEvent(id, T0)]))
        stamps.push((await store.claimReport(name('100000')))?.stamp)
      }
      expect(stamps).toEqual(['100000', '100000-2', '100000-3'])
    })

    test('events of one moment cross the batches without loss, in both directions', async () => {
      const store = await open()
      const events = Array.from({ length: 1_700 }, (_, i) =>
        makeEvent(`r${i}`, T0 + Math.floor(i / 800)),
      )
      await store.commitPage(makePage(events))
      const claim = await store.claimReport(name('100000'))
      const down = claim === null ? [] : await collect(store.reportEvents(claim))
      expect(new Set(down.map((event) => event.requestId)).size).toBe(1_700)
      expect(down.map((event) => event.time)).toEqual(
        events.map((event) => event.time).toReversed(),
      )
      const period = { from: T0, to: T0 + 2, afterEvent: 10, uptoEvent: 1_650 }
      const up = await collect(store.periodEvents(period))
      expect(up.map((event) => event.requestId)).toEqual(
        events.slice(10, 1_600).map((event) => event.requestId),
      )
    })

    test('events that come while a report is read are not in it', async () => {
      const store = await open()
      const old = Array.from({ length: 600 }, (_, i) => makeEvent(`r${i}`, T0 + i))
      await store.commitPage(makePage(old))
      const claim = await store.claimReport(name('100000'))
      const notified: string[] = []
      for await (const event of claim === null ? [] : store.reportEvents(claim)) {
        if (notified.length === 100) {
          await store.commitPage(makePage([makeEvent('new', T0 + 50), makeEvent('next', T0 + 700)]))
        }
        notified.push(event.requestId)
      }
      expect(notified).toEqual(old.map((event) => event.requestId).toReversed())
    })
  })

  describe('digests', () => {
    test('a digest of a day is made once and stays as it was made', async () => {
      const store = await open()
      expect(await store.lastDigest('daily')).toBeNull()
      expect(await store.makeDigest(digest('2026-03-01', 5))).toBe(true)
      expect(await store.makeDigest(digest('2026-03-01', 9, 'again'))).toBe(false)
      expect(await store.madeDigest('daily', '2026-03-01')).toEqual({
        day: '2026-03-01',
        uptoEvent: 5,
        notification: makeDigestNotification('digest 2026-03-01', '2026-03-01'),
      })
      expect(await store.due('mail', T0, 10)).toHaveLength(1)
      expect(await store.madeDigest('weekly', '2026-03-01')).toBeNull()
    })

    test('the newest digest is that of the newest day, not the last one made', async () => {
      const store = await open()
      await store.makeDigest(digest('2026-03-02', 5))
      await store.makeDigest(digest('2026-03-01', 9))
      expect(await store.lastDigest('daily')).toMatchObject({ day: '2026-03-02' })
      expect((await store.status()).lastDigests).toEqual([
        { digest: 'daily', day: '2026-03-02', madeAt: T0 },
      ])
    })

    test('events are numbered in the order of their commits', async () => {
      const store = await open()
      expect(await store.newestEvent()).toBe(0)
      await store.commitPage(makePage([makeEvent('late', T0 + 500)]))
      const upto = await store.newestEvent()
      await store.commitPage(makePage([makeEvent('early', T0)]))
      const day = { from: T0, to: T0 + 1_000 }
      const own = store.periodEvents({ ...day, afterEvent: 0, uptoEvent: upto })
      const after = store.periodEvents({ ...day, afterEvent: upto, uptoEvent: upto + 1 })
      expect((await collect(own)).map((event) => event.requestId)).toEqual(['late'])
      expect((await collect(after)).map((event) => event.requestId)).toEqual(['early'])
    })
  })
}

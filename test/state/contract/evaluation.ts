import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeAlert, makeEvent, makeNotification, makePage, type OpenStore, T0 } from './make.ts'

const queued = (id: string, channels: readonly string[], orderKey = id) => ({
  notification: makeNotification(id),
  channels,
  orderKey,
})

export const evaluationContract = (open: OpenStore): void => {
  describe('evaluations', () => {
    test('a window counts by series, its start included and its end not', async () => {
      const store = await open()
      await store.commitPage(
        makePage([
          makeEvent('1', T0 - 1),
          makeEvent('2', T0),
          makeEvent('3', T0 + 90_000),
          makeEvent('4', T0 + 90_000, { keyHash: 'other', keyName: 'other key' }),
          makeEvent('5', T0 + 150_000),
        ]),
      )
      const counts = await store.windowCounts(T0, T0 + 150_000)
      expect(counts.map((row) => [row.dimensions.keyName, row.count])).toEqual([
        ['team-key', 2],
        ['other key', 1],
      ])
      expect(counts[0]?.dimensions).toEqual({
        model: 'gpt-4o',
        provider: 'openai',
        keyHash: 'hash-1',
        keyName: 'team-key',
        team: 'search',
        status: '500',
        errorType: 'InternalServerError',
        fault: 'provider',
        fingerprint: 'fp-a',
      })
    })

    test('windows of any bounds count what lies in them', async () => {
      const store = await open()
      const times = Array.from({ length: 400 }, (_, i) => T0 + ((i * 7_919) % 400_000))
      await store.commitPage(makePage(times.map((time, i) => makeEvent(`r${i}`, time))))
      const bound = fc.integer({ min: T0 - 70_000, max: T0 + 470_000 })
      await fc.assert(
        fc.asyncProperty(bound, bound, async (from, to) => {
          const [row] = await store.windowCounts(from, to)
          const expected = times.filter((time) => time >= from && time < to).length
          expect(row?.count ?? 0).toBe(expected)
        }),
      )
    })

    test('the newest sample is of the series asked for and within the window', async () => {
      const store = await open()
      const events = [
        makeEvent('old', T0),
        makeEvent('new', T0 + 10, { message: 'newest' }),
        makeEvent('other', T0 + 20, { kind: 'b' }),
        makeEvent('after', T0 + 100),
      ]
      await store.commitPage(makePage(events))
      const [series] = await store.windowCounts(T0, T0 + 1)
      const id = series?.series ?? 0
      expect(await store.newestSample([id], T0, T0 + 100)).toEqual({
        requestId: 'new',
        time: T0 + 10,
        model: 'gpt-4o',
        keyName: 'team-key',
        message: 'newest',
      })
      // More series than one statement takes: the newest of all of them.
      const many = Array.from({ length: 250 }, (_, index) => 1_000 + index)
      const found = await store.newestSample([id, ...many], T0, T0 + 100)
      expect(found?.requestId).toBe('new')
      expect(await store.newestSample([], T0, T0 + 100)).toBeNull()
    })

    test('an alert is kept as it was given, and is open until it is resolved', async () => {
      const store = await open()
      const pending = makeAlert('1', { state: 'pending', firedAt: null, notifiedAt: null })
      expect(await store.lastEvaluation()).toBeNull()
      await store.commitEvaluation({ alerts: [pending, makeAlert('2')], queue: [], now: T0 })
      expect(await store.openAlerts()).toEqual([pending, makeAlert('2')])
      const fired = makeAlert('1', { peak: 40, memo: '{"a":1}' })
      const over = makeAlert('2', { state: 'resolved', resolvedAt: T0 + 5 })
      await store.commitEvaluation({ alerts: [fired, over], queue: [], now: T0 + 5 })
      expect(await store.openAlerts()).toEqual([fired])
      expect(await store.lastEvaluation()).toBe(T0 + 5)
    })

    test('an alert does not change without its outbox rows', async () => {
      const store = await open()
      const broken = makeAlert('2', { peak: Number.NaN })
      const queue = [queued('n1', ['slack'])]
      await expect(
        store.commitEvaluation({ alerts: [makeAlert('1'), broken], queue, now: T0 }),
      ).rejects.toThrow()
      expect(await store.openAlerts()).toEqual([])
      expect(await store.due('slack', T0, 10)).toEqual([])
      expect(await store.lastEvaluation()).toBeNull()
    })
  })
}

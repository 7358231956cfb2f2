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

  describe('the outbox', () => {
    test('a notification becomes one row for each channel, once', async () => {
      const store = await open()
      const queue = [queued('n1', ['slack', 'mail']), queued('nowhere', [])]
      await store.commitEvaluation({ alerts: [], queue, now: T0 })
      await store.commitEvaluation({ alerts: [], queue, now: T0 + 1 })
      expect(await store.due('slack', T0 + 1, 10)).toEqual([
        {
          id: expect.any(Number),
          channel: 'slack',
          notification: makeNotification('n1'),
          orderKey: 'n1',
          createdAt: T0,
          dueAt: T0,
          attempts: 0,
        },
      ])
      expect(await store.due('mail', T0, 10)).toHaveLength(1)
      expect(await store.due('mail', T0 - 1, 10)).toHaveLength(0)
    })

    test('a row waits for the older one of its order key on its channel, and for no other', async () => {
      const store = await open()
      const queue = [
        queued('first', ['slack', 'mail'], 'alert-1'),
        queued('second', ['slack', 'mail'], 'alert-1'),
        queued('third', ['slack'], 'alert-2'),
      ]
      await store.commitEvaluation({ alerts: [], queue, now: T0 })
      const names = async (channel: string, now: number) =>
        (await store.due(channel, now, 10)).map((row) => row.notification.id)
      expect(await names('slack', T0)).toEqual(['first', 'third'])
      const [first] = await store.due('slack', T0, 1)
      await store.postpone(first?.id ?? 0, T0 + 60_000, 'http 503')
      expect(await names('slack', T0)).toEqual(['third'])
      expect(await names('mail', T0)).toEqual(['first'])
      expect(await store.due('slack', T0 + 60_000, 1)).toMatchObject([{ attempts: 1 }])
      await store.markSent(first?.id ?? 0, T0 + 60_000, '')
      expect(await names('slack', T0 + 60_000)).toEqual(['second', 'third'])
    })

    test('a dead letter steps out of the way', async () => {
      const store = await open()
      const queue = [queued('first', ['slack'], 'k'), queued('second', ['slack'], 'k')]
      await store.commitEvaluation({ alerts: [], queue, now: T0 })
      const [first] = await store.due('slack', T0, 1)
      await store.markDead(first?.id ?? 0, T0, 'no_service')
      const [next] = await store.due('slack', T0, 10)
      expect(next?.notification.id).toBe('second')
    })

    test('what ended does not begin again', async () => {
      const store = await open()
      await store.commitEvaluation({ alerts: [], queue: [queued('n', ['slack'])], now: T0 })
      const [row] = await store.due('slack', T0, 1)
      await store.markSent(row?.id ?? 0, T0, '')
      await store.postpone(row?.id ?? 0, T0, 'late answer')
      await store.markDead(row?.id ?? 0, T0, 'late answer')
      expect(await store.due('slack', T0 + 1, 1)).toEqual([])
      expect((await store.status()).outbox).toMatchObject([{ pending: 0, dead: 0 }])
    })

    test('the next moment of work is that of the first row that waits for no other', async () => {
      const store = await open()
      expect(await store.nextOutboxDue()).toBeNull()
      const queue = [queued('first', ['slack'], 'k'), queued('second', ['slack'], 'k')]
      await store.commitEvaluation({ alerts: [], queue, now: T0 })
      expect(await store.nextOutboxDue()).toBe(T0)
      const [first] = await store.due('slack', T0, 1)
      await store.postpone(first?.id ?? 0, T0 + 60_000, 'http 503')
      expect(await store.nextOutboxDue()).toBe(T0 + 60_000)
    })

    test('deliveries tell the newest send of an order key and whether one still waits', async () => {
      const store = await open()
      const queue = [queued('n', ['slack', 'mail'], 'a1'), queued('m', ['slack'], 'a2')]
      await store.commitEvaluation({ alerts: [], queue, now: T0 })
      const [row] = await store.due('slack', T0, 1)
      await store.markSent(row?.id ?? 0, T0 + 7, '')
      expect(await store.deliveries(['a1', 'a2', 'a3'])).toEqual(
        new Map([
          ['a1', { sentAt: T0 + 7, waiting: true }],
          ['a2', { sentAt: null, waiting: true }],
        ]),
      )
    })
  })
}

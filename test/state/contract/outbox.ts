import { describe, expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { makeAlert, makeNotification, type OpenStore, T0 } from './make.ts'

const queued = (
  id: string,
  channels: readonly string[],
  orderKey = id,
  alerts: readonly string[] = [],
) => ({
  notification: makeNotification(id),
  channels,
  orderKey,
  alerts,
})

export const outboxContract = (open: OpenStore): void => {
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
          heldAt: null,
        },
      ])
      expect(await store.due('mail', T0, 10)).toHaveLength(1)
      // A clock that was set back puts nothing off that was never tried.
      expect(await store.due('mail', T0 - 1, 10)).toHaveLength(1)
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
      await store.postpone(first?.id ?? 0, T0, T0 + MINUTE_MS, 'http 503')
      expect(await names('slack', T0)).toEqual(['third'])
      expect(await names('mail', T0)).toEqual(['first'])
      expect(await store.due('slack', T0 + MINUTE_MS, 1)).toMatchObject([{ attempts: 1 }])
      await store.markSent(first?.id ?? 0, T0 + MINUTE_MS, '')
      expect(await names('slack', T0 + MINUTE_MS)).toEqual(['second', 'third'])
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
      await store.postpone(row?.id ?? 0, T0, T0, 'late answer')
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
      await store.postpone(first?.id ?? 0, T0, T0 + MINUTE_MS, 'http 503')
      expect(await store.nextOutboxDue()).toBe(T0 + MINUTE_MS)
    })

    test('deliveries tell the newest send about an alert, and whether a message has reached nobody', async () => {
      const store = await open()
      const commit = (...queue: ReturnType<typeof queued>[]) =>
        store.commitEvaluation({ alerts: [], queue, now: T0 })
      await commit(queued('n', ['slack', 'mail'], 'k', ['a1', 'a2']))
      expect(await store.deliveries(['a1', 'a2', 'a3'])).toEqual(
        new Map([
          ['a1', { sentAt: null, waiting: true }],
          ['a2', { sentAt: null, waiting: true }],
        ]),
      )
      const [row] = await store.due('slack', T0, 1)
      await store.markSent(row?.id ?? 0, T0 + 7, '')
      // A broken mail server keeps Slack from hearing nothing.
      expect((await store.deliveries(['a1'])).get('a1')).toEqual({ sentAt: T0 + 7, waiting: false })
      await commit(queued('m', ['slack', 'mail'], 'k', ['a1']))
      expect((await store.deliveries(['a1'])).get('a1')).toEqual({ sentAt: T0 + 7, waiting: true })
      expect((await store.deliveries(['a2'])).get('a2')).toEqual({ sentAt: T0 + 7, waiting: false })
    })

    test('a sent row ends those it absorbed', async () => {
      const store = await open()
      const queue = [queued('first', ['slack'], 'k'), queued('second', ['slack'], 'k')]
      await store.commitEvaluation({ alerts: [], queue, now: T0 })
      const [first, second] = await store.unsent('slack', 'k')
      await store.markSent(second?.id ?? 0, T0, '', [first?.id ?? 0])
      expect(await store.unsent('slack', 'k')).toEqual([])
      expect(await store.nextOutboxDue('slack')).toBeNull()
      expect(await store.sentSince('slack', T0)).toBe(1)
      expect(await store.sentSince('slack', T0 + 1)).toBe(0)
    })

    test('a row held back keeps no other waiting, and comes back when its time has come', async () => {
      const store = await open()
      const queue = [queued('first', ['slack'], 'k'), queued('second', ['slack'], 'k')]
      await store.commitEvaluation({ alerts: [], queue, now: T0 })
      const [first] = await store.due('slack', T0, 1)
      await store.hold([first?.id ?? 0], T0 + MINUTE_MS, T0)
      expect(await store.due('slack', T0, 10)).toMatchObject([{ notification: { id: 'second' } }])
      expect(await store.unsent('slack', 'k')).toHaveLength(1)
      expect(await store.held('slack', T0)).toEqual([])
      const held = await store.held('slack', T0 + MINUTE_MS)
      expect(held).toMatchObject([{ heldAt: T0, attempts: 0, notification: { id: 'first' } }])
      const instead = queued('sum', ['slack'])
      await store.rollUp([first?.id ?? 0], instead, T0 + MINUTE_MS)
      const left = await store.due('slack', T0 + MINUTE_MS, 10)
      expect(left.map((row) => row.notification.id)).toEqual(['second', 'sum'])
    })

    test('words that came late are queued once for each channel, as long as their alert fires', async () => {
      const store = await open()
      const alerts = [makeAlert('a'), makeAlert('b', { state: 'resolved', resolvedAt: T0 })]
      await store.commitEvaluation({ alerts, queue: [], now: T0 })
      const words = (channel: string) => queued('words', [channel], 'k')
      expect(await store.queueExplanation(words('slack'), 'a', T0)).toBe(true)
      expect(await store.queueExplanation(words('slack'), 'a', T0)).toBe(true)
      expect(await store.queueExplanation(words('mail'), 'a', T0)).toBe(true)
      expect(await store.queueExplanation(queued('late', ['slack']), 'b', T0)).toBe(false)
      expect(await store.queueExplanation(queued('lost', ['slack']), 'c', T0)).toBe(false)
      expect(await store.due('slack', T0, 10)).toHaveLength(1)
      const [row] = await store.due('mail', T0, 10)
      await store.drop(row?.id ?? 0, T0)
      expect(await store.due('mail', T0, 10)).toEqual([])
      expect(await store.sentSince('mail', T0)).toBe(0)
    })

    test('a refusal is reported with the row it is about, once', async () => {
      const store = await open()
      const queue = ['1', '2', '3'].map((id) => queued(id, ['slack']))
      await store.commitEvaluation({ alerts: [], queue, now: T0 })
      const [one, two, three] = await store.due('slack', T0, 3)
      const report = queued('refused', ['mail'])
      await store.postpone(one?.id ?? 0, T0, T0 + 5, 'timeout', report)
      await store.markDead(two?.id ?? 0, T0, 'no_service', report)
      await store.markDead(three?.id ?? 0, T0, 'no_service')
      expect(await store.due('mail', T0, 10)).toHaveLength(1)
      expect(await store.health(['mail', 'slack', 'new'])).toEqual([
        { channel: 'mail', lastSentAt: null, failing: false },
        { channel: 'slack', lastSentAt: null, failing: true },
        { channel: 'new', lastSentAt: null, failing: false },
      ])
    })
  })

  describe('silences and groups', () => {
    const silence = {
      id: 's1',
      matchers: [{ name: 'team', op: '=', values: ['a'] }],
      alerts: null,
      startsAt: T0,
      endsAt: T0 + MINUTE_MS,
      author: 'anna',
      reason: 'moving',
      createdAt: T0,
    } as const

    test('a silence is kept as it was given until somebody ends it', async () => {
      const store = await open()
      await store.addSilence(silence)
      const endless = { ...silence, id: 's2', alerts: ['a1'], endsAt: null, createdAt: T0 + 1 }
      await store.addSilence(endless)
      expect(await store.silences()).toEqual([silence, endless])
      expect(await store.endSilence('s2', T0 + 5)).toBe(true)
      expect(await store.endSilence('s2', T0 + 6)).toBe(false)
      expect(await store.endSilence('s3', T0)).toBe(false)
      expect(await store.silences()).toEqual([silence, { ...endless, endsAt: T0 + 5 }])
    })

    test('silences long over are forgotten when another is added', async () => {
      const store = await open()
      await store.addSilence(silence)
      const later = { ...silence, id: 's2', createdAt: T0 + 31 * DAY_MS }
      await store.addSilence({ ...later, endsAt: null })
      expect((await store.silences()).map(({ id }) => id)).toEqual(['s2'])
    })

    test('groups are kept with the alerts, and go when they are over', async () => {
      const store = await open()
      const group = {
        key: 'default {}',
        route: 'default',
        labels: {},
        flushedAt: T0,
        waitUntil: null,
        resentAt: null,
        members: [],
      }
      const commit = (change: typeof group | null) =>
        store.commitEvaluation({
          alerts: [],
          queue: [],
          groups: [{ key: group.key, group: change }],
          now: T0,
        })
      await commit(group)
      await commit({ ...group, flushedAt: T0 + 1 })
      expect(await store.alertGroups()).toEqual([{ ...group, flushedAt: T0 + 1 }])
      await commit(null)
      expect(await store.alertGroups()).toEqual([])
    })
  })
}

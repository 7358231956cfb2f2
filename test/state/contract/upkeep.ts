import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import {
  allEvents,
  makeAlert,
  makeEvent,
  makeNotification,
  makePage,
  type OpenStore,
  T0,
} from './make.ts'

export const upkeepContract = (open: OpenStore): void => {
  describe('upkeep', () => {
    test('the status sums up what the state holds', async () => {
      const store = await open()
      const mark = { startTime: T0, requestId: '1' }
      await store.commitPage(
        makePage([makeEvent('1', T0), makeEvent('2', T0, { kind: 'b' })], { mark }),
      )
      await store.watchSince(T0)
      await store.recordPoll({ at: T0, ok: true, reason: '' })
      await store.recordPoll({ at: T0 + MINUTE_MS, ok: false, reason: 'refused' })
      const queue = [
        { notification: makeNotification('1'), channels: ['mail', 'slack'], orderKey: '1' },
        { notification: makeNotification('2'), channels: ['slack'], orderKey: '2' },
      ]
      const dimensions = {
        model: 'm',
        provider: null,
        keyHash: null,
        keyName: null,
        team: null,
      }
      const requests = { dimensions, successes: 1, failures: 0 }
      await store.commitRequests({
        from: T0 - 2 * DAY_MS,
        to: T0 + 60_000,
        rows: [
          { ...requests, minute: T0 / 60_000, retries: 2 },
          { ...requests, minute: T0 / 60_000 - 60, retries: 1 },
          { ...requests, minute: (T0 - 2 * DAY_MS) / 60_000, retries: 40 },
        ],
      })
      await store.commitEvaluation({ alerts: [makeAlert('1')], queue, now: T0 })
      const [row] = await store.due('mail', T0, 1)
      await store.markDead(row?.id ?? 0, T0, 'gone')
      expect(await store.status()).toEqual({
        marks: new Map([['SpendLogs', mark]]),
        watchingSince: T0,
        lastPoll: { at: T0 + MINUTE_MS, ok: false, reason: 'refused' },
        lastGoodPollAt: T0,
        events: 2,
        groups: 2,
        retries: 3,
        openAlerts: [makeAlert('1')],
        keptBack: [],
        outbox: [
          { channel: 'mail', pending: 0, oldestAgeMs: null, dead: 1 },
          { channel: 'slack', pending: 2, oldestAgeMs: HOUR_MS, dead: 0 },
        ],
        lastReport: null,
        lastDigests: [],
      })
    })

    test('old events go; their groups and counts stay until their own time', async () => {
      const store = await open()
      const events = [makeEvent('old', T0 - DAY_MS), makeEvent('young', T0)]
      await store.commitPage(makePage(events))
      const cut = T0 - 1_000
      const pruned = await store.prune({ events: cut, groups: cut - 90 * DAY_MS, reports: cut })
      expect(pruned).toMatchObject({ events: 1, groups: 0, counts: 0 })
      expect((await allEvents(store)).map((event) => event.requestId)).toEqual(['young'])
      expect((await store.groups(['fp-a'])).get('fp-a')).toMatchObject({
        count: 2,
        firstSeen: T0 - DAY_MS,
      })
      expect(await store.windowCounts(T0 - 2 * DAY_MS, T0)).toMatchObject([{ count: 1 }])
    })

    test('a row is remembered while its start is near, whatever time it gives', async () => {
      const store = await open()
      const odd = makeEvent('odd', 0, { startTime: T0 })
      await store.commitPage(makePage([odd]))
      await store.prune({ events: T0 - 1, groups: T0 - 1, reports: T0 })
      expect(await store.unknown([odd])).toEqual([])
      expect(await allEvents(store)).toHaveLength(1)
    })

    test('a group that went may come back', async () => {
      const store = await open()
      const long = T0 - 400 * DAY_MS
      await store.commitPage(makePage([makeEvent('old', long)]))
      const cut = T0 - 300 * DAY_MS
      expect(await store.prune({ events: cut, groups: cut, reports: cut })).toMatchObject({
        events: 1,
        groups: 1,
        counts: 1,
      })
      expect(await store.groups(['fp-a'])).toEqual(new Map())
      await store.commitPage(makePage([makeEvent('new', T0)]))
      expect((await store.groups(['fp-a'])).get('fp-a')).toMatchObject({ count: 1, firstSeen: T0 })
    })

    test('numbers of events are never used again, so that a report claims no event twice', async () => {
      const store = await open()
      await store.commitPage(makePage([makeEvent('1', T0 - DAY_MS)]))
      await store.claimReport({ startedAt: T0, folder: 'd', stamp: 's' })
      await store.prune({ events: T0, groups: T0, reports: T0 })
      await store.commitPage(makePage([makeEvent('2', T0)]))
      const claim = await store.claimReport({ startedAt: T0, folder: 'd', stamp: 't' })
      expect(claim).toMatchObject({ count: 1 })
    })

    test('what is still open or unsent stays, however old', async () => {
      const store = await open()
      const queue = ['1', '2'].map((id) => ({
        notification: makeNotification(id),
        channels: ['mail'],
        orderKey: id,
      }))
      const alerts = [makeAlert('open'), makeAlert('over', { state: 'resolved', resolvedAt: T0 })]
      await store.commitEvaluation({ alerts, queue, now: T0 })
      const [row] = await store.due('mail', T0, 1)
      await store.markSent(row?.id ?? 0, T0, '')
      const later = T0 + DAY_MS
      const pruned = await store.prune({ events: later, groups: later, reports: later })
      expect(pruned).toMatchObject({ outbox: 1, alerts: 1 })
      expect(await store.openAlerts()).toEqual([makeAlert('open')])
      expect(await store.due('mail', T0, 10)).toMatchObject([{ notification: { id: '2' } }])
    })
  })
}

import { describe, expect, test } from 'vitest'
import { PURGED } from '../../../src/classify/redaction/scrub.ts'
import { HOUR_MS } from '../../../src/domain/units.ts'
import {
  allEvents,
  makeAlert,
  makeDigestNotification,
  makeEvent,
  makePage,
  type OpenStore,
  T0,
} from './make.ts'

const limits = { dailyTokens: 1000, callsPerHour: 2 }

export const modelContract = (open: OpenStore): void => {
  describe('what the model was asked', () => {
    test('counts against the hour and the day, as expected until it is known', async () => {
      const store = await open()
      const ask = (callId: string, now: number, tokens: number) =>
        store.reserveCall({ callId, now, tokens }, limits)
      expect(await ask('1', T0, 400)).toBe('granted')
      expect(await ask('2', T0 + 1, 400)).toBe('granted')
      expect(await ask('3', T0 + 2, 1)).toBe('calls')
      // An hour later the calls are forgotten, the tokens are not.
      expect(await ask('3', T0 + HOUR_MS + 2, 400)).toBe('tokens')
      await store.settleCall('1', 100)
      expect(await ask('3', T0 + HOUR_MS + 2, 400)).toBe('granted')
      expect(await ask('4', T0 + 25 * HOUR_MS, 600)).toBe('granted')
    })

    test('has no limit where it is 0', async () => {
      const store = await open()
      const none = { dailyTokens: 0, callsPerHour: 0 }
      for (const callId of ['1', '2', '3'])
        expect(await store.reserveCall({ callId, now: T0, tokens: 10 ** 9 }, none)).toBe('granted')
    })

    test('is remembered with its answer, the newest of a key, for as long as asked', async () => {
      const store = await open()
      const answer = { key: 'k', text: 'one', cutByLimit: true, cut: 2 }
      await store.rememberAnswer({ ...answer, at: T0 })
      await store.rememberAnswer({ ...answer, text: 'two', at: T0 + 5 })
      expect(await store.rememberedAnswer('k', T0 + 5)).toEqual({
        text: 'two',
        cutByLimit: true,
        cut: 2,
      })
      expect(await store.rememberedAnswer('k', T0 + 6)).toBeNull()
      expect(await store.rememberedAnswer('other', 0)).toBeNull()
    })
  })

  describe('purging', () => {
    const secret = 'tell my diagnosis to nobody'
    const sample = (requestId: string) => ({
      requestId,
      time: T0,
      model: 'm',
      keyName: 'key-of-anna',
      message: secret,
    })

    test('takes the words of some requests out of everything, and leaves counts and the rest', async () => {
      const store = await open()
      const group = { fingerprint: 'f', version: 1, template: `t ${secret}`, title: `x ${secret}` }
      await store.commitPage(
        makePage([
          makeEvent('hers', T0, { message: secret, group }),
          makeEvent('other', T0 + 1, { message: 'boom', kind: 'b' }),
        ]),
      )
      const digest = makeDigestNotification('d', '2026-03-01')
      const facts = { ...digest.facts, groups: [] }
      const notification = {
        ...digest,
        facts: { ...facts, samples: [sample('hers'), sample('other')] },
        explanation: { text: 'The model said it.', notes: [], model: 'm' },
      }
      await store.makeDigest({
        digest: 'daily',
        day: '2026-03-01',
        uptoEvent: 2,
        now: T0,
        notification,
        queue: [{ notification, channels: ['mail'], orderKey: 'd' }],
      })
      const alert = makeAlert('a', { shown: { group: `x ${secret}` } })
      await store.commitEvaluation({ alerts: [alert], queue: [], now: T0 })
      await store.rememberAnswer({ key: 'k', text: secret, cutByLimit: false, cut: 0, at: T0 })

      const target = { requestIds: ['hers'], key: null }
      expect(await store.purgeable(target)).toEqual({ events: 1, requestIds: ['hers'] })
      expect(await store.purge(target)).toMatchObject({
        events: 1,
        groups: 1,
        notifications: 1,
        digests: 1,
        alerts: 1,
      })
      const events = await allEvents(store)
      expect(events.map(({ message }) => message)).toEqual([PURGED, 'boom'])
      expect(events[0]?.group.title).toBe(PURGED)
      const [row] = await store.due('mail', T0, 1)
      const [open_] = await store.openAlerts()
      const made = await store.madeDigest('daily', '2026-03-01')
      expect(JSON.stringify([row, open_, made]).split(secret)).toHaveLength(3)
      expect(made?.notification.explanation).toEqual({
        text: null,
        notes: [{ kind: 'purged' }],
        model: 'm',
      })
      expect(await store.rememberedAnswer('k', 0)).toBeNull()
      expect((await store.status()).events).toBe(2)
    })

    test('finds a key by its alias and by its hash, and twins of its failures', async () => {
      const store = await open()
      const twin = { message: secret, keyName: null, keyHash: '', table: 'ErrorLogs' } as const
      await store.commitPage(makePage([makeEvent('1', T0, { message: secret, keyName: 'anna' })]))
      await store.commitPage(makePage([makeEvent('e1', T0, twin)]))
      await store.commitPage(makePage([makeEvent('2', T0 + 9000, { keyHash: 'h2' })]))
      expect(await store.purgeable({ requestIds: [], key: 'anna' })).toEqual({
        events: 2,
        requestIds: ['1', 'e1'],
      })
      expect((await store.purgeable({ requestIds: [], key: 'h2' })).requestIds).toEqual(['2'])
      expect((await store.purgeable({ requestIds: ['nobody'], key: null })).events).toBe(0)
    })
  })
}

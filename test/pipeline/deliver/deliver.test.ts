import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DeliveryError } from '../../../src/domain/channel.ts'
import type { AlertReason } from '../../../src/domain/notification.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { deliverDefaults, nextTry } from '../../../src/pipeline/deliver/deliver.ts'
import { makeMessage, start } from '../../routing/make.ts'
import { openPostOffice } from './post-office.ts'

const yes = () => null
const busy = (afterMs?: number) =>
  new DeliveryError('busy', 'http 429', {
    again: true,
    ...(afterMs === undefined ? {} : { afterMs }),
  })
const gone = () => new DeliveryError('gone', 'no_service', { again: false })

const queued = (
  id: string,
  reason: AlertReason,
  alerts: readonly string[],
  over: Parameters<typeof makeMessage>[3] & { readonly key?: string } = {},
) => {
  const { key = 'group', ...rest } = over
  return {
    notification: makeMessage(id, reason, alerts, rest),
    channels: ['slack'],
    orderKey: key,
    alerts,
  }
}

const many = (count: number, over: Parameters<typeof queued>[3] = {}) =>
  Array.from({ length: count }, (_, n) =>
    queued(`${over.severity ?? 'w'}${n}`, 'first seen', [`a${n}`], { key: `k${n}`, ...over }),
  )

describe('the delivery worker', () => {
  it('sends one message a second, across rounds too', async () => {
    const { queue, round, sentBy, clock } = await openPostOffice({ slack: yes })
    await queue(...many(2))
    await round()
    clock.at += 300
    await queue(queued('late', 'first seen', ['z'], { key: 'z' }))
    await round()
    const times = sentBy('slack').map(({ at }) => at - start)
    expect(times).toEqual([0, 1000, 2000])
  })

  it('is not stopped by a clock that was set back', async () => {
    const { queue, round, sentBy, clock } = await openPostOffice({ slack: yes })
    await queue(...many(1))
    await round()
    await queue(queued('late', 'first seen', ['z'], { key: 'z' }))
    clock.at -= HOUR_MS
    const before = clock.at
    await round()
    expect(clock.at - before).toBeLessThanOrEqual(1000)
    expect(sentBy('slack')).toHaveLength(2)
  })

  it.each([
    ['a wait', { perHour: null }, 1],
    ['a held message', { perHour: 1 }, 2],
  ])('does not lengthen %s because the clock was set back', async (_, options, count) => {
    let broken = options.perHour === null
    const { queue, round, sentBy, store, clock } = await openPostOffice(
      { slack: () => (broken ? busy(MINUTE_MS) : null) },
      options,
    )
    await queue(...many(count))
    await round()
    broken = false
    clock.at -= HOUR_MS
    await round()
    expect(sentBy('slack').filter(({ ok }) => ok)).toHaveLength(count)
    expect((await store.status()).outbox).toMatchObject([{ pending: 0, dead: 0 }])
  })

  it('waits for as long as the other side asks, and keeps the order of an alert', async () => {
    let answers = 0
    const { queue, runUntil, sentBy } = await openPostOffice({
      slack: () => (answers++ === 0 ? busy(90_000) : null),
    })
    await queue(queued('1', 'first seen', ['a']), queued('2', 'first seen', ['b']))
    await runUntil(start + 10 * MINUTE_MS)
    const seen = sentBy('slack').map(({ at, ok, notification }) => [
      notification.id,
      ok,
      at - start,
    ])
    expect(seen).toEqual([
      ['1', false, 0],
      ['1', true, 90_000],
      ['2', true, 91_000],
    ])
  })

  it('makes one message of fired and resolved that both wait', async () => {
    let broken = true
    const { queue, round, runUntil, sentBy, store, clock } = await openPostOffice({
      slack: () => (broken ? busy() : null),
    })
    await queue(queued('1', 'first seen', ['a']))
    await round()
    clock.at += 2_000
    await queue(queued('2', 'resolved', ['a']))
    broken = false
    await runUntil(start + 10 * MINUTE_MS)
    const delivered = sentBy('slack').filter(({ ok }) => ok)
    expect(delivered.map(({ notification }) => notification)).toMatchObject([
      { id: '2', reason: 'resolved', createdAt: start },
    ])
    expect((await store.status()).outbox).toMatchObject([{ pending: 0, dead: 0 }])
  })

  it('gives up what is refused for good, and says so once through another channel', async () => {
    const { queue, runUntil, sentBy, store } = await openPostOffice({ slack: gone, mail: yes })
    await queue(...many(3))
    await runUntil(start + 10 * MINUTE_MS)
    expect(sentBy('slack')).toHaveLength(3)
    expect(sentBy('mail').map(({ notification }) => notification)).toMatchObject([
      { kind: 'system', notice: { kind: 'channel_failing', channel: 'slack', permanent: true } },
    ])
    const { outbox } = await store.status()
    expect(outbox).toMatchObject([
      { channel: 'mail', dead: 0, pending: 0 },
      { channel: 'slack', dead: 3, pending: 0 },
    ])
  })

  it('does not ask one for help that refuses everything itself', async () => {
    const { queue, runUntil, sentBy } = await openPostOffice({
      dead: gone,
      slack: () => busy(),
      mail: yes,
    })
    const [message] = many(1)
    if (message === undefined) throw new Error('no message')
    await queue({ ...message, channels: ['dead'] })
    await runUntil(start + MINUTE_MS)
    await queue(queued('2', 'first seen', ['z'], { key: 'z' }))
    await runUntil(start + 60 * MINUTE_MS)
    const titles = sentBy('mail').map(({ notification }) =>
      notification.kind === 'system' ? notification.notice : null,
    )
    expect(titles).toMatchObject([{ kind: 'channel_failing', channel: 'slack' }])
  })

  it('tells of recipients who do not get what the others got, once a week, and sends nothing again', async () => {
    const missed = {
      detail: 'refused: bob@example.com (550 no such user)',
      missed: ['bob@example.com'],
    }
    const { queue, runUntil, sentBy, store, clock } = await openPostOffice({
      mail: () => missed,
      slack: yes,
    })
    const toMail = many(3).map((each) => ({ ...each, channels: ['mail'] }))
    await queue(...toMail)
    await runUntil(start + 60 * MINUTE_MS)
    expect(sentBy('mail')).toHaveLength(3)
    const [notified, ...more] = sentBy('slack')
    expect(more).toEqual([])
    expect(notified?.notification).toMatchObject({
      kind: 'system',
      notice: {
        kind: 'recipients_refused',
        channel: 'mail',
        recipients: ['bob@example.com'],
        answer: expect.stringContaining('550 no such user'),
      },
    })
    expect((await store.status()).outbox).toMatchObject([{ pending: 0 }, { pending: 0, dead: 0 }])
    clock.at += 7 * 24 * 60 * MINUTE_MS
    await queue({ ...queued('next', 'first seen', ['n'], { key: 'n' }), channels: ['mail'] })
    await runUntil(clock.at + MINUTE_MS)
    expect(sentBy('slack')).toHaveLength(2)
  })

  it('tells those who can be reached where there is no other channel', async () => {
    const missed = { detail: 'refused: bob@example.com (550)', missed: ['bob@example.com'] }
    const { queue, runUntil, sentBy } = await openPostOffice({ mail: () => missed })
    await queue(...many(1).map((each) => ({ ...each, channels: ['mail'] })))
    await runUntil(start + 60 * MINUTE_MS)
    expect(sentBy('mail').map(({ notification }) => notification.kind)).toEqual(['alert', 'system'])
  })

  it('sends nothing again because the state could not be written after the yes', async () => {
    let full = false
    const { queue, round, sentBy, store } = await openPostOffice(
      { slack: yes },
      {},
      () => 0,
      (of) => ({
        ...of,
        markSent: (...row) => (full ? Promise.reject(new Error('disk full')) : of.markSent(...row)),
      }),
    )
    await queue(...many(2))
    full = true
    await expect(round()).rejects.toThrow('disk full')
    await expect(round()).rejects.toThrow('disk full')
    expect(sentBy('slack')).toHaveLength(1)
    full = false
    await round()
    expect(sentBy('slack').map(({ notification }) => notification.id)).toEqual(['w0', 'w1'])
    expect((await store.status()).outbox).toMatchObject([{ pending: 0, dead: 0 }])
  })

  it('says through another channel that one has been out of reach for long, and goes on trying', async () => {
    const { queue, runUntil, sentBy, store } = await openPostOffice({
      slack: () => busy(),
      mail: yes,
    })
    await queue(...many(1))
    await runUntil(start + 10 * MINUTE_MS)
    expect(sentBy('mail')).toEqual([])
    await runUntil(start + 120 * MINUTE_MS)
    expect(sentBy('mail')).toHaveLength(1)
    expect((await store.status()).outbox).toContainEqual(
      expect.objectContaining({ channel: 'slack', pending: 1, dead: 0 }),
    )
  })
})

describe("a channel's ceiling", () => {
  it('lets so many through an hour and sums up the rest in one message', async () => {
    const { queue, runUntil, sentBy, store } = await openPostOffice({ slack: yes }, { perHour: 10 })
    await queue(...many(47))
    await runUntil(start + 59 * MINUTE_MS)
    expect(sentBy('slack')).toHaveLength(10)
    await runUntil(start + 120 * MINUTE_MS)
    const [sum, ...more] = sentBy('slack').slice(10)
    expect(more).toEqual([])
    expect(sum?.at).toBeGreaterThanOrEqual(start + 60 * MINUTE_MS)
    expect(sum?.notification).toMatchObject({
      kind: 'system',
      notice: { kind: 'held_back', count: 37 },
    })
    expect((await store.status()).outbox).toMatchObject([{ pending: 0, dead: 0 }])
    // Told, if only as one of many: what repeats an alert counts from there.
    expect((await store.deliveries(['a40'])).get('a40')?.sentAt).toBeGreaterThan(start)
  })

  it('spares what is critical, even behind what is held back in the same group', async () => {
    const { queue, runUntil, sentBy } = await openPostOffice({ slack: yes }, { perHour: 2 })
    await queue(...many(2))
    await queue(queued('held', 'first seen', ['w'], { key: 'one group' }))
    await queue(...many(5, { severity: 'critical', key: 'one group' }))
    await runUntil(start + 30 * MINUTE_MS)
    const ids = sentBy('slack').map(({ notification }) => notification.id)
    expect(ids).toEqual(['w0', 'w1', ...[0, 1, 2, 3, 4].map((n) => `critical${n}`)])
  })

  it('never lets more than its number through in any hour of the clock, critical ones and sums apart', async () => {
    const wave = fc.record({ after: fc.integer({ min: 1, max: 50 }), count: fc.nat({ max: 12 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(wave, { maxLength: 6 }), async (waves) => {
        const { queue, runUntil, sentBy, store, clock } = await openPostOffice(
          { slack: yes },
          { perHour: 5 },
        )
        let total = 0
        for (const { after, count } of waves) {
          await queue(
            ...Array.from({ length: count }, () => {
              const n = total++
              return queued(`n${n}`, 'first seen', [`a${n}`], { key: `k${n}` })
            }),
          )
          await runUntil(clock.at + after * MINUTE_MS)
        }
        await runUntil(clock.at + 180 * MINUTE_MS)
        const perHour = new Map<number, number>()
        let alone = 0
        let summed = 0
        for (const { at, notification } of sentBy('slack')) {
          if (notification.kind === 'system')
            summed += notification.notice.kind === 'held_back' ? notification.notice.count : 0
          else {
            alone++
            const hour = Math.floor(at / HOUR_MS)
            perHour.set(hour, (perHour.get(hour) ?? 0) + 1)
          }
        }
        expect(Math.max(0, ...perHour.values())).toBeLessThanOrEqual(5)
        expect(alone + summed).toBe(total)
        expect((await store.status()).outbox.every(({ pending }) => pending === 0)).toBe(true)
      }),
      { numRuns: 8 },
    )
  })
})

describe('a channel that refuses at random', () => {
  const event = fc.record({
    reason: fc.constantFrom<AlertReason>('first seen', 'still firing', 'resolved'),
    alert: fc.constantFrom('a', 'b', 'c'),
    after: fc.integer({ min: 0, max: 90_000 }),
  })

  it('gets every last state, in order, and repeats only what was not answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 20 }),
        fc.infiniteStream(fc.constantFrom('yes', 'busy', 'taken, no answer')),
        async (events, answers) => {
          let unanswered = 0
          const seen: { readonly id: string; readonly reason: AlertReason }[] = []
          const { queue, runUntil, clock, store } = await openPostOffice({
            slack: (notification) => {
              const { value } = answers.next()
              if (value === 'busy' || notification.kind !== 'alert') return busy()
              for (const { id } of [notification.alert, ...notification.others])
                seen.push({ id, reason: notification.reason })
              if (value === 'yes') return null
              unanswered++
              return new DeliveryError('no answer', 'timeout', { again: true })
            },
          })
          for (const [n, { reason, alert, after }] of events.entries()) {
            await queue(queued(`n${n}`, reason, [alert]))
            await runUntil(clock.at + after)
          }
          await runUntil(clock.at + 24 * 60 * MINUTE_MS)
          expect((await store.status()).outbox).toMatchObject([{ pending: 0, dead: 0 }])
          // More than were queued only where an answer never came.
          expect(seen.length).toBeLessThanOrEqual(events.length + unanswered)
          for (const alert of new Set(events.map((each) => each.alert))) {
            const last = events.findLast((each) => each.alert === alert)?.reason
            const notified = seen.findLast(({ id }) => id === alert)?.reason
            expect(notified?.startsWith('resolved')).toBe(last?.startsWith('resolved'))
          }
        },
      ),
      { numRuns: 15 },
    )
  })
})

describe('the next try', () => {
  const row = { attempts: 0, createdAt: start }
  it('follows the table with jitter, the last wait repeating', () => {
    const wait = (attempts: number, random: number) =>
      (nextTry(busy(), { ...row, attempts }, start, deliverDefaults, random) ?? 0) - start
    expect([0, 1, 2, 6, 60].map((attempts) => wait(attempts, 0))).toEqual([
      5_000, 15_000, 30_000, 600_000, 600_000,
    ])
    expect(wait(0, 0.5)).toBe(5_500)
  })

  it('comes within a minute where the other side named a shorter wait, however often it did', () => {
    const tired = { ...row, attempts: 60 }
    expect(nextTry(busy(30_000), tired, start, deliverDefaults, 0)).toBe(start + MINUTE_MS)
    expect(nextTry(busy(300_000), tired, start, deliverDefaults, 0)).toBe(start + 300_000)
  })

  it('is never before the other side wants it, and never at all after three days', () => {
    expect(nextTry(busy(120_000), row, start, deliverDefaults, 0)).toBe(start + 120_000)
    const late = start + 3 * DAY_MS + 1
    expect(nextTry(busy(), row, late, deliverDefaults, 0)).toBeNull()
    expect(nextTry(gone(), row, start, deliverDefaults, 0)).toBeNull()
  })
})

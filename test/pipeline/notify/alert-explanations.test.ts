import { describe, expect, it } from 'vitest'
import { DeliveryError } from '../../../src/domain/channel.ts'
import type { Facts } from '../../../src/domain/facts.ts'
import type { AlertReason, Notification } from '../../../src/domain/notification.ts'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import { createAlertExplanations } from '../../../src/pipeline/notify/alert-explanations.ts'
import type { Explain, Explained } from '../../../src/pipeline/report/explain.ts'
import { honest } from '../../explain/model/fake-models.ts'
import { makeAlert, makeMessage, start } from '../../routing/make.ts'
import { quiet } from '../../state/quiet.ts'
import { openPostOffice } from '../deliver/post-office.ts'
import { explainThrough } from '../report/explain-stage.ts'

const yes = () => null
const busy = () => new DeliveryError('busy', 'http 503', { again: true })

const explained = (text: string | null): Explained => ({
  explanation: { text, notes: [], model: 'm' },
  prompt: { system: '', user: '', tokens: 0 },
  margin: '',
  statements: 0,
  cut: 0,
  tokensIn: 0,
  tokensOut: 0,
  reused: false,
})

/** A model that answers when the test says so, in the order in which it was asked. */
const slowModel = () => {
  const asked: Facts[] = []
  const answers: ((text: string | null) => void)[] = []
  const explain: Explain = (facts) => {
    asked.push(facts)
    return new Promise((resolve) => answers.push((text) => resolve(explained(text))))
  }
  return { explain, asked, answer: (at: number, text: string | null) => answers[at]?.(text) }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

const openOffice = async (
  explain: Explain,
  answers: Parameters<typeof openPostOffice>[0],
  options: Parameters<typeof openPostOffice>[1] = {},
) => {
  const pauses: { readonly until: number; readonly end: () => void }[] = []
  const made: { words?: ReturnType<typeof createAlertExplanations> } = {}
  const office = await openPostOffice(
    answers,
    { pauseMs: 0, ...options },
    () => 0,
    (store) => store,
    (store, clock) => {
      const pause = (ms: number): Promise<void> =>
        new Promise((end) => pauses.push({ until: clock.now() + ms, end }))
      const signal = new AbortController().signal
      made.words = createAlertExplanations(explain, store, {
        signal,
        clock,
        log: quiet,
        pause,
        wake: () => {},
      })
      return made.words
    },
  )
  const { store, clock, round } = office
  return {
    ...office,
    words: made.words,
    /** Delivers what may go, lets what was asked be answered, delivers again. */
    settle: async () => {
      await round()
      await settled()
      await round()
    },
    pass: async (ms: number) => {
      clock.at += ms
      for (const { until, end } of pauses) if (until <= clock.at) end()
      await settled()
      await round()
    },
    fire: (id: string, channels: readonly string[], over: { reason?: AlertReason } = {}) => {
      const { reason = 'first seen' } = over
      const resolved = reason === 'resolved'
      const notification = makeMessage(`${id}-${reason}`, reason, [id], { createdAt: clock.at })
      return store.commitEvaluation({
        alerts: [
          makeAlert(id, {
            state: resolved ? 'resolved' : 'firing',
            resolvedAt: resolved ? clock.at : null,
          }),
        ],
        queue: [{ notification, channels, orderKey: `group-${id}`, alerts: [id] }],
        now: clock.at,
      })
    },
  }
}

/** `first seen a: words` of what a channel took. */
const heard = (sent: readonly { readonly ok: boolean; readonly notification: Notification }[]) =>
  sent
    .filter(({ ok }) => ok)
    .map(({ notification }) => {
      if (notification.kind !== 'alert') return notification.kind
      const { reason, alert, explanation, followUp } = notification
      return `${followUp ? 'words' : reason} ${alert.id}: ${explanation?.text ?? '-'}`
    })

describe('the words of an alert', () => {
  it('come with it when they come in time, asked for once for all channels', async () => {
    const model = slowModel()
    const { fire, settle, pass, sentBy } = await openOffice(model.explain, {
      slack: yes,
      email: yes,
    })
    await fire('a', ['slack', 'email'])
    await settle()
    await pass(5_000)
    expect(sentBy('slack')).toEqual([])
    model.answer(0, 'It was the provider.')
    await settle()
    await pass(MINUTE_MS)
    expect(heard(sentBy('slack'))).toEqual(['first seen a: It was the provider.'])
    expect(heard(sentBy('email'))).toEqual(['first seen a: It was the provider.'])
    expect(model.asked).toHaveLength(1)
    expect(model.asked[0]).toMatchObject({ total: 12, alert: { rule: 'provider-failures' } })
  })

  it('rest on what its rule saw, and know of a group no more than the alert does', async () => {
    const { explain, asked } = await explainThrough(honest)
    const { fire, round, sentBy } = await openOffice(explain, { slack: yes })
    await fire('a', ['slack'])
    await round()
    for (; sentBy('slack').length === 0; await round()) await settled()
    expect(heard(sentBy('slack'))[0]).toMatch(/^first seen a: .*failures/s)
    expect(asked[0]?.body).toContain('Alert [a1] of rule')
  })

  it('are waited for 20 s from when it was queued, by a storm of alerts all at once', async () => {
    const model = slowModel()
    const { fire, round, pass, sentBy } = await openOffice(model.explain, { slack: yes })
    for (let n = 0; n < 30; n++) await fire(`a${n}`, ['slack'])
    await round()
    await pass(19_999)
    expect(sentBy('slack')).toEqual([])
    await pass(1)
    expect(heard(sentBy('slack'))).toHaveLength(30)
    expect(new Set(sentBy('slack').map(({ at }) => at - start))).toEqual(new Set([20_000]))
  })

  it('keep no other message waiting', async () => {
    const { explain } = slowModel()
    const { fire, queue, round, sentBy } = await openOffice(explain, { slack: yes })
    await fire('a', ['slack'])
    await round()
    const over = makeMessage('b', 'resolved', ['b'])
    await queue({ notification: over, channels: ['slack'], orderKey: 'b' })
    await round()
    expect(heard(sentBy('slack'))).toEqual(['resolved b: -'])
  })

  it('are on their way before a channel has time for the alert', async () => {
    const model = slowModel()
    const { words, fire, settle, sentBy } = await openOffice(model.explain, { slack: yes })
    await fire('a', ['slack'])
    words?.expect(makeMessage('a-first seen', 'first seen', ['a']), [
      { name: 'slack', kind: 'slack' },
    ])
    await settled()
    model.answer(0, 'It was the provider.')
    await settled()
    await settle()
    expect(heard(sentBy('slack'))).toEqual(['first seen a: It was the provider.'])
    expect(model.asked).toHaveLength(1)
  })

  it('are not waited for when there are none', async () => {
    const model = slowModel()
    const { fire, settle, pass, sentBy } = await openOffice(model.explain, { slack: yes })
    await fire('a', ['slack'])
    await settle()
    model.answer(0, null)
    await settle()
    await pass(MINUTE_MS)
    expect(heard(sentBy('slack'))).toEqual(['first seen a: -'])
  })

  it('that nobody can give, or that fail, are no reason to fail', async () => {
    const failing: Explain = async () => {
      throw new Error('gone')
    }
    const { fire, settle, sentBy } = await openOffice(failing, { slack: yes })
    await fire('a', ['slack'])
    await settle()
    expect(heard(sentBy('slack'))).toEqual(['first seen a: -'])
  })

  it('are not asked for where they have no place, nor for what is over', async () => {
    const model = slowModel()
    const { fire, round, sentBy } = await openOffice(model.explain, {
      alertmanager: yes,
      slack: yes,
    })
    await fire('a', ['alertmanager'])
    await fire('b', ['slack'], { reason: 'resolved' })
    await round()
    expect(heard(sentBy('alertmanager'))).toEqual(['first seen a: -'])
    expect(heard(sentBy('slack'))).toEqual(['resolved b: -'])
    expect(model.asked).toEqual([])
  })

  it('after a restart go with an old message when they are there at once, and hold it up for a second', async () => {
    const model = slowModel()
    const { fire, settle, pass, clock, sentBy } = await openOffice(model.explain, { slack: yes })
    await fire('a', ['slack'])
    await fire('b', ['slack'])
    clock.at += 10 * MINUTE_MS
    await settle()
    model.answer(0, 'It was the provider.')
    await settle()
    expect(heard(sentBy('slack'))).toEqual(['first seen a: It was the provider.'])
    await pass(1_000)
    expect(heard(sentBy('slack'))[1]).toBe('first seen b: -')
  })

  it('of more than four alerts are asked for in turn', async () => {
    const model = slowModel()
    const { fire, settle } = await openOffice(model.explain, { slack: yes })
    for (let n = 0; n < 6; n++) await fire(`a${n}`, ['slack'])
    await settle()
    expect(model.asked).toHaveLength(4)
    model.answer(0, 'One.')
    await settle()
    expect(model.asked).toHaveLength(5)
  })
})

describe('words that come after the alert has gone', () => {
  const late = async (answers: Parameters<typeof openPostOffice>[0], options = {}) => {
    const model = slowModel()
    const office = await openOffice(model.explain, answers, options)
    await office.fire('a', Object.keys(answers))
    await office.round()
    await office.pass(20_000)
    return {
      ...office,
      say: async (text: string) => {
        model.answer(0, text)
        await office.settle()
        await office.settle()
      },
    }
  }

  it('follow in one further message where people read, after the alert', async () => {
    const { say, settle, sentBy, store } = await late({ slack: yes, email: yes, webhook: yes })
    await say('It was the provider.')
    await settle()
    for (const channel of ['slack', 'email'])
      expect(heard(sentBy(channel))).toEqual(['first seen a: -', 'words a: It was the provider.'])
    expect(heard(sentBy('webhook'))).toEqual(['first seen a: -'])
    const ids = sentBy('slack').map(({ notification }) => notification.id)
    expect(new Set(ids).size).toBe(2)
    // A repeat interval counts from the alert, not from the words about it.
    expect((await store.deliveries(['a'])).get('a')?.sentAt).toBe(start + 20_000)
  })

  it('are found by a purge of what they are about', async () => {
    const model = slowModel()
    const { store, round, pass, settle, sentBy, clock } = await openOffice(model.explain, {
      slack: yes,
    })
    const plain = makeMessage('n', 'first seen', ['a'])
    const sample = { requestId: 'r1', time: start, model: 'm', keyName: 'k', message: 'my secret' }
    const notification = { ...plain, alert: { ...plain.alert, sample } }
    const queue = [{ notification, channels: ['slack'], orderKey: 'g' }]
    await store.commitEvaluation({ alerts: [makeAlert('a')], queue, now: clock.at })
    await round()
    await pass(20_000)
    model.answer(0, 'They wrote a secret.')
    await settled()
    await store.purge({ requestIds: ['r1'], key: null })
    await settle()
    expect(heard(sentBy('slack'))).toEqual(['first seen a: -'])
    expect((await store.status()).outbox).toMatchObject([{ pending: 0, dead: 0 }])
  })

  it('stay unsaid when the alert is over by then', async () => {
    const { say, fire, settle, sentBy } = await late({ slack: yes })
    await fire('a', ['slack'], { reason: 'resolved' })
    await settle()
    await say('It was the provider.')
    expect(heard(sentBy('slack'))).toEqual(['first seen a: -', 'resolved a: -'])
  })

  it('stay unsaid when the end of the alert is there to be told first', async () => {
    let open = true
    const { say, fire, runUntil, sentBy, store } = await late({
      slack: () => (open ? null : busy()),
    })
    open = false
    await say('It was the provider.')
    await fire('a', ['slack'], { reason: 'resolved' })
    open = true
    await runUntil(start + 10 * MINUTE_MS)
    expect(heard(sentBy('slack'))).toEqual(['first seen a: -', 'resolved a: -'])
    expect((await store.status()).outbox).toMatchObject([{ pending: 0, dead: 0 }])
  })

  it('stay unsaid when somebody said "not now"', async () => {
    const { say, sentBy, store, clock } = await late({ slack: yes })
    await store.addSilence({
      id: 's',
      matchers: [],
      alerts: ['a'],
      startsAt: clock.at,
      endsAt: null,
      author: 'anna',
      reason: 'on it',
      createdAt: clock.at,
    })
    await say('It was the provider.')
    expect(heard(sentBy('slack'))).toEqual(['first seen a: -'])
  })

  it('go with the next try where the alert has not been taken yet', async () => {
    let open = false
    const { say, runUntil, sentBy } = await late({ slack: () => (open ? null : busy()) })
    open = true
    await say('It was the provider.')
    await runUntil(start + 10 * MINUTE_MS)
    expect(heard(sentBy('slack'))).toEqual(['first seen a: It was the provider.'])
  })

  it('follow when they came while the alert was being sent', async () => {
    let arrive = () => {}
    const model = slowModel()
    const held = new Promise<null>((resolve) => {
      arrive = () => resolve(null)
    })
    const { fire, round, pass, settle, sentBy } = await openOffice(model.explain, {
      slack: () => held,
    })
    await fire('a', ['slack'])
    await round()
    const passing = pass(20_000)
    await settled()
    model.answer(0, 'It was the provider.')
    await settled()
    arrive()
    await passing
    await settle()
    expect(heard(sentBy('slack'))).toEqual(['first seen a: -', 'words a: It was the provider.'])
  })

  it('give way to the ceiling of the channel, and to an hour', async () => {
    const { say, runUntil, sentBy, store } = await late({ slack: yes }, { perHour: 1 })
    await say('It was the provider.')
    await runUntil(start + 120 * MINUTE_MS)
    expect(heard(sentBy('slack'))).toEqual(['first seen a: -'])
    expect((await store.status()).outbox).toMatchObject([{ pending: 0, dead: 0 }])

    let open = true
    const old = await late({ slack: () => (open ? null : busy()) })
    open = false
    await old.say('It was the provider.')
    await old.runUntil(start + 120 * MINUTE_MS)
    expect(heard(old.sentBy('slack'))).toEqual(['first seen a: -'])
    expect((await old.store.status()).outbox).toMatchObject([{ pending: 0, dead: 0 }])
  })
})

import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import type { ClassifiedEvent } from '../../../src/domain/event.ts'
import { createFactsCollector } from '../../../src/facts/collector.ts'
import { createDigest, type DigestOptions } from '../../../src/pipeline/digest/digest.ts'
import type { Store } from '../../../src/state/store.ts'
import { makeEvent, makePage } from '../../state/contract/make.ts'
import { openTemp } from '../../state/open-temp.ts'
import { quiet } from '../../state/quiet.ts'

const timezone = 'Europe/Berlin'
const at = (text: string) => DateTime.fromISO(text, { zone: timezone }).toMillis()
const never = new AbortController().signal

const digestOf = (store: Store, now: { at: number }, options: Partial<DigestOptions> = {}) =>
  createDigest(
    {
      store,
      collectFacts: (from, to) =>
        createFactsCollector({ instance: 'test', timezone, from, to, maxGroups: 50 }),
      explain: async () => ({
        explanation: { text: null, notes: [{ kind: 'no_model' }], model: '' },
        prompt: { system: '', user: '', tokens: 0 },
        margin: '',
        statements: 0,
        cut: 0,
        tokensIn: 0,
        tokensOut: 0,
        reused: false,
      }),
    },
    {
      name: 'daily',
      schedule: '0 8 * * *',
      instance: 'test',
      timezone,
      channels: ['slack'],
      most: 7,
      ...options,
    },
    { now: () => now.at },
    quiet,
  )

/** A state that has watched since Monday, 2 March, with these failures. */
const stateWith = async (events: readonly ClassifiedEvent[]) => {
  const store = await openTemp()
  await store.watchSince(at('2026-03-02T00:00'))
  await store.commitPage(makePage(events, { now: at('2026-03-02T00:00') }))
  return store
}

const week = Array.from({ length: 7 }, (_, day) =>
  makeEvent(`day-${day}`, at(`2026-03-0${2 + day}T12:00`), { kind: day < 5 ? 'work' : 'rest' }),
)

describe('a weekly digest', () => {
  const weekly = { name: 'weekly', schedule: '0 8 * * 1', period: 'week' as const, most: 2 }

  it('sums the seven days before its bell, once, and claims nothing', async () => {
    const store = await stateWith(week)
    const now = { at: at('2026-03-09T07:59') }
    const digest = digestOf(store, now, weekly)
    expect(await digest.run(never)).toEqual({ made: 0 })
    now.at = at('2026-03-09T08:00')
    expect(await digest.run(never)).toEqual({ made: 1 })
    expect(await digest.run(never)).toEqual({ made: 0 })
    const made = (await store.lastDigest('weekly'))?.notification
    expect(made).toMatchObject({ day: '2026-03-08', digest: 'weekly' })
    expect(made?.facts).toMatchObject({
      from: at('2026-03-02T00:00'),
      to: at('2026-03-09T00:00'),
      total: 7,
      late: 0,
    })
    // The daily one still has its days, and what came late, to itself.
    expect((await digestOf(store, now).preview('2026-03-08', never)).facts.total).toBe(1)
  })

  it('is held against the week before', async () => {
    const more = [
      makeEvent('next-1', at('2026-03-10T12:00'), { kind: 'work' }),
      makeEvent('next-2', at('2026-03-11T12:00'), { kind: 'other' }),
    ]
    const store = await stateWith([...week, ...more])
    const digest = digestOf(store, { at: at('2026-03-16T08:00') }, weekly)
    expect(await digest.run(never)).toEqual({ made: 2 })
    const facts = (await store.lastDigest('weekly'))?.notification.facts
    expect(facts?.comparisons).toMatchObject([{ id: 'c1', total: 7, change: 2 / 7 - 1 }])
    expect(facts?.gone).toMatchObject([{ title: 'Kind rest', count: 2 }])
    expect(facts?.groups.map(({ title, standing }) => [title, standing])).toEqual([
      ['Kind other', 'new'],
      ['Kind work', 'known'],
    ])
  })
})

describe('a digest of one team', () => {
  const only = { teams: ['pay*'], keys: [], models: [] }

  it('tells its failures alone, late ones among them', async () => {
    const store = await stateWith([
      makeEvent('ours', at('2026-03-02T12:00'), { team: 'payments' }),
      makeEvent('theirs', at('2026-03-02T12:00'), { team: 'search' }),
    ])
    const now = { at: at('2026-03-03T08:00') }
    const digest = digestOf(store, now, { name: 'payments', only })
    await digest.run(never)
    const first = (await store.lastDigest('payments'))?.notification
    expect(first).toMatchObject({ only, facts: { total: 1, late: 0 } })
    await store.commitPage(
      makePage([
        makeEvent('late-ours', at('2026-03-02T13:00'), { team: 'payments' }),
        makeEvent('late-theirs', at('2026-03-02T13:00'), { team: 'search' }),
      ]),
    )
    now.at = at('2026-03-04T08:00')
    await digest.run(never)
    expect((await store.lastDigest('payments'))?.notification.facts).toMatchObject({
      total: 0,
      late: 1,
    })
  })

  it('goes to its own recipients alone', async () => {
    const store = await stateWith([])
    const digest = digestOf(
      store,
      { at: at('2026-03-03T08:00') },
      { name: 'payments', only, channels: ['digest.payments'] },
    )
    await digest.run(never)
    expect(await store.nextOutboxDue('digest.payments')).not.toBeNull()
    expect(await store.nextOutboxDue('slack')).toBeNull()
  })
})

describe('the digest of a day', () => {
  it('is held against the day before and the same weekday, as they were told', async () => {
    const store = await stateWith([
      ...week,
      makeEvent('again', at('2026-03-09T12:00'), { kind: 'work' }),
      makeEvent('new', at('2026-03-09T13:00'), { kind: 'other' }),
    ])
    const now = { at: at('2026-03-10T08:00') }
    await digestOf(store, now, { most: 9 }).run(never)
    const facts = (await store.lastDigest('daily'))?.notification.facts
    expect(facts?.comparisons).toMatchObject([
      { id: 'c1', total: 1, change: 1 },
      { id: 'c2', total: 1, change: 1 },
    ])
    expect(facts?.gone).toMatchObject([{ title: 'Kind rest' }])
    expect(facts?.requests).toBeUndefined()
  })

  it('says when nobody watched, in the part that is of its day', async () => {
    const store = await stateWith([])
    const [from, to] = [at('2026-03-02T23:30'), at('2026-03-03T00:30')]
    const seen = { from, to, saw: 'silent' } as const
    await store.commitEvaluation({ alerts: [], queue: [], seen, now: to })
    const digest = digestOf(store, { at: at('2026-03-03T08:00') })
    expect((await digest.preview('2026-03-02', never)).facts.gaps).toEqual([
      { id: 'x1', from, to: at('2026-03-03T00:00'), missing: true },
    ])
    expect((await digest.preview('2026-03-01', never)).facts.gaps).toBeUndefined()
  })
})

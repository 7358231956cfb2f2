import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/demo/traffic/random.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { violationsOf } from './checks/all.ts'
import type { Truth } from './checks/truth.ts'
import { failureAt, twinOf, type Written } from './failure.ts'
import type { Observed } from './observed.ts'
import { spoiled } from './self-check.ts'

const base = Date.UTC(2026, 2, 28, 20)
const pace = { base, realBase: 0, factor: 300 }
const random = createRandom(1)

/** Forty failures of one model in ten minutes, seen a real second later; the first one is in both tables. */
const written: readonly Written[] = Array.from({ length: 40 }, (_, n) => {
  const time = base + 20 * MINUTE_MS + n * 15_000
  const failure = failureAt(random, { number: n, time, took: 0, model: 'gpt-4o' })
  const seen = { after: 0, by: 100 }
  const row = { ...failure, ...seen }
  return n === 0 ? [row, { ...twinOf(random, failure), ...seen }] : [row]
}).flat()

const firedAt = base + 31 * MINUTE_MS
const rule = { name: 'model-failures', by: 'model', count: 30, windowMs: 30 * MINUTE_MS } as const
const truth: Truth = {
  written,
  kills: 2,
  channels: ['slack', 'email'],
  rules: [rule],
  pace,
  timezone: 'Europe/Berlin',
  endedAt: base + 5 * HOUR_MS,
  promptMs: 2 * HOUR_MS,
}

const events = written.map((row, index) => ({
  id: index + 1,
  tbl: row.table === 'SpendLogs' ? 0 : 1,
  requestId: row.id,
  start: row.start,
  time: row.time,
  twinOf: row.table === 'SpendLogs' ? null : 1,
  model: row.model,
  team: row.team,
  status: row.status,
}))
const counted = events.filter(({ twinOf }) => twinOf === null)
const digestId = 'digest-daily-2026-03-28'
const alertPayload = JSON.stringify({
  kind: 'alert',
  reason: 'first seen',
  alert: { id: 'a', endedAt: 1 },
})
const outbox = ['slack', 'email'].flatMap((channel) =>
  [
    { notification: 'a-firing', payload: alertPayload },
    { notification: digestId, payload: '{"kind":"digest"}' },
  ].map((row) => ({ ...row, channel, state: 'sent', reason: '' })),
)

/** What a run leaves behind in which nothing went wrong. */
const observed: Observed = {
  events,
  minutes: counted.map(({ time, model, team, status }) => ({
    minute: Math.floor(time / MINUTE_MS),
    model,
    team,
    status,
    n: 1,
  })),
  alerts: [
    {
      id: 'a',
      rule: rule.name,
      labels: { model: 'gpt-4o' },
      state: 'resolved',
      startedAt: firedAt,
      firedAt,
      resolvedAt: firedAt + HOUR_MS,
    },
  ],
  digests: [
    {
      name: 'daily',
      day: '2026-03-28',
      upto: events.length,
      payload: { facts: { total: counted.length, late: 0 } },
    },
  ],
  outbox,
  unfinishedReports: 0,
  watchingSince: base,
  reports: new Map([['2026-03-28/error_logs_full_210000.json', counted.map((e) => e.requestId)]]),
  received: outbox.map(({ channel, notification }) => {
    return { channel, key: notification, at: 0, answered: true }
  }),
  looks: [{ evaluatedAt: firedAt, polledAt: 200, committedAt: 300 }],
}

describe("the harness's own checks", () => {
  it('find nothing wrong where nothing is', () => {
    expect(violationsOf(truth, observed)).toEqual([])
  })

  it.each([...spoiled(truth, observed)])('catch a planted %s', (_name, wrong) => {
    expect(violationsOf(truth, wrong)).not.toEqual([])
  })

  it('catch all of them where the first message was not answered', () => {
    const [first, ...others] = observed.received
    if (first === undefined) throw new Error('no message')
    const left = { ...observed, received: [{ ...first, answered: false }, ...others] }
    for (const [name, wrong] of spoiled(truth, left))
      expect([name, violationsOf(truth, wrong).length > 0]).toEqual([name, true])
  })

  it('plant every kind of fault they know', () => {
    expect([...spoiled(truth, observed).keys()]).toHaveLength(11)
  })
})

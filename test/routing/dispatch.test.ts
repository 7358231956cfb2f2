import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import type { Silence } from '../../src/routing/silence.ts'
import { carryAlong, fires, kept, makeAlert, makeConfig, over, planned, start } from './make.ts'

const [a, b, c] = [makeAlert('a'), makeAlert('b', { severity: 'critical' }), makeAlert('c')]

const silence = (changes: Partial<Silence> = {}): Silence => ({
  id: 's1',
  matchers: [{ name: 'model', op: '=', values: ['gpt-*'] }],
  alerts: null,
  startsAt: start,
  endsAt: start + 60 * MINUTE_MS,
  author: 'anna',
  reason: 'moving',
  createdAt: start,
  ...changes,
})

describe('grouping', () => {
  it('tells alerts that start together in one message, the gravest first', () => {
    const { look } = carryAlong(makeConfig({}))
    const plan = look(start, { updates: [fires(a), fires(b)], firing: [a, b] })
    expect(planned(plan)).toEqual(['first seen b a → slack'])
    expect(kept(plan)).toEqual([])
  })

  it('never waits for what cannot come before the rules are looked at again', () => {
    const { look } = carryAlong(makeConfig({ evaluationIntervalMs: MINUTE_MS }))
    expect(planned(look(start, { updates: [fires(a)], firing: [a] }))).toHaveLength(1)
  })

  it('waits for the group where the rules are looked at more often', () => {
    const { look } = carryAlong(makeConfig({ evaluationIntervalMs: 10_000 }))
    const first = look(start, { updates: [fires(a)], firing: [a] })
    expect(planned(first)).toEqual([])
    expect(kept(first)).toEqual(['a waiting for group'])
    const second = look(start + 10_000, { updates: [fires(c)], firing: [a, c] })
    expect(planned(second)).toEqual([])
    expect(planned(look(start + 20_000, { firing: [a, c] }))).toEqual(['first seen a c → slack'])
    expect(planned(look(start + 30_000, { firing: [a, c] }))).toEqual([])
  })

  it('holds the next message of a group for its interval', () => {
    const { look } = carryAlong(
      makeConfig({
        evaluationIntervalMs: 10_000,
        route: { groupWait: 0, groupInterval: MINUTE_MS },
      }),
    )
    expect(planned(look(start, { updates: [fires(a)], firing: [a] }))).toHaveLength(1)
    expect(planned(look(start + 10_000, { updates: [fires(c)], firing: [a, c] }))).toEqual([])
    const later = look(start + MINUTE_MS, { firing: [a, c] })
    expect(planned(later)).toEqual(['first seen c → slack'])
  })

  it('makes one message of an alert that is over before its group was told', () => {
    const { look, groups } = carryAlong(makeConfig({ evaluationIntervalMs: 5_000 }))
    look(start, { updates: [fires(a)], firing: [a] })
    look(start + 5_000, { updates: [over(a, start + 5_000)] })
    expect(planned(look(start + 20_000))).toEqual(['resolved a → slack'])
    expect(groups.size).toBe(0)
  })

  it('keeps apart what groupBy keeps apart', () => {
    const { look } = carryAlong(makeConfig({ route: { groupBy: ['model'] } }))
    const other = makeAlert('o', { labels: { model: 'o1' } })
    const plan = look(start, { updates: [fires(a), fires(other)], firing: [a, other] })
    expect(planned(plan)).toEqual(['first seen a → slack', 'first seen o → slack'])
    expect(new Set(plan.queue.map(({ orderKey }) => orderKey)).size).toBe(2)
  })

  it('splits what nobody could read in one message, and loses none', () => {
    const { look } = carryAlong(makeConfig({}))
    const many = Array.from({ length: 120 }, (_, n) => makeAlert(`m${n}`))
    const { queue } = look(start, { updates: many.map(fires), firing: many })
    expect(queue.map(({ alerts }) => alerts.length)).toEqual([50, 50, 20])
    expect(new Set(queue.map(({ id }) => id)).size).toBe(3)
    expect(new Set(queue.flatMap(({ alerts }) => alerts.map(({ id }) => id))).size).toBe(120)
  })

  it('is not held by a clock that was set back', () => {
    const { look } = carryAlong(
      makeConfig({ evaluationIntervalMs: 1_000, route: { groupWait: 0 } }),
    )
    look(start, { updates: [fires(a)], firing: [a] })
    const before = start - 60 * MINUTE_MS
    look(before, { updates: [fires(c)], firing: [a, c] })
    expect(planned(look(before + MINUTE_MS, { firing: [a, c] }))).toEqual(['first seen c → slack'])
  })
})

describe('silences', () => {
  it('mute an alert and say whose they are; it is told when they end', () => {
    const { look } = carryAlong(makeConfig({}))
    const plan = look(start, { updates: [fires(a)], firing: [a], silences: [silence()] })
    expect(planned(plan)).toEqual([])
    expect(kept(plan)).toEqual(['a silenced by anna: moving'])
    expect(kept(look(start + MINUTE_MS, { firing: [a], silences: [silence()] }))).toEqual([])
    const after = look(start + 60 * MINUTE_MS, { firing: [a], silences: [silence()] })
    expect(planned(after)).toEqual(['first seen a → slack'])
  })

  it('an acknowledged alert is not told again, but its end is', () => {
    const { look } = carryAlong(makeConfig({}))
    look(start, { updates: [fires(a)], firing: [a] })
    const silences = [silence({ matchers: [], alerts: ['a'], endsAt: null })]
    const again = {
      updates: [{ alert: a, reason: 'still firing' as const }],
      firing: [a],
      silences,
    }
    expect(planned(look(start + 240 * MINUTE_MS, again))).toEqual([])
    const end = start + 241 * MINUTE_MS
    expect(planned(look(end, { updates: [over(a, end)], silences }))).toEqual([
      'resolved a → slack',
    ])
  })

  it('an alert that came and went silenced is told to nobody', () => {
    const { look, groups } = carryAlong(makeConfig({}))
    look(start, { updates: [fires(a)], firing: [a], silences: [silence()] })
    const end = look(start + MINUTE_MS, {
      updates: [over(a, start + MINUTE_MS)],
      silences: [silence()],
    })
    expect(planned(end)).toEqual([])
    expect(kept(end)).toEqual(['a resolved before anybody was notified'])
    expect(groups.size).toBe(0)
  })
})

describe('inhibition', () => {
  const outage = makeAlert('outage', {
    rule: 'provider-outage',
    severity: 'critical',
    labels: { provider: 'openai' },
  })
  const config = makeConfig({
    inhibit: [{ source: ['provider=~.+', 'model=""'], target: ['model=~.+'], equal: ['provider'] }],
  })
  const derived = new Map([['a', { provider: 'openai' }]])

  it("mutes the alerts of a provider's models during its outage, by what their failures share", () => {
    const { look } = carryAlong(config)
    const other = makeAlert('other', { labels: { model: 'claude' } })
    const firing = [outage, a, other]
    const plan = look(start, { updates: firing.map(fires), firing, derived })
    expect(planned(plan)).toEqual(['first seen outage other → slack'])
    expect(kept(plan)).toEqual(['a inhibited by provider-outage provider=openai'])
  })

  it('remembers what they shared when their window is empty or cannot be read', () => {
    const { look } = carryAlong(config)
    look(start, { updates: [fires(outage), fires(a)], firing: [outage, a], derived })
    for (let m = 1; m < 10; m++)
      expect(planned(look(start + m * MINUTE_MS, { firing: [outage, a] }))).toEqual([])
  })

  it("tells what outlives the outage by five minutes, and not the outage's last failures", () => {
    const { look } = carryAlong(config)
    look(start, { updates: [fires(outage), fires(a)], firing: [outage, a], derived })
    const end = start + MINUTE_MS
    expect(planned(look(end, { updates: [over(outage, end)], firing: [a] }))).toEqual([
      'resolved outage → slack',
    ])
    for (let m = 2; m < 5; m++)
      expect(planned(look(start + m * MINUTE_MS, { firing: [a] }))).toEqual([])
    expect(planned(look(start + 5 * MINUTE_MS, { firing: [a] }))).toEqual(['first seen a → slack'])
  })

  it('two alerts never mute each other', () => {
    const mutual = makeConfig({
      inhibit: [{ source: ['severity=warning'], target: ['severity=warning'] }],
    })
    const { look } = carryAlong(mutual)
    expect(planned(look(start, { updates: [fires(a), fires(c)], firing: [a, c] }))).toEqual([
      'first seen a c → slack',
    ])
  })
})

describe('mute times', () => {
  const config = makeConfig({
    muteTimes: [{ name: 'quiet hours', times: [{ from: '12:00', to: '13:00' }] }],
  })

  it('hold what is not critical until they end', () => {
    const { look } = carryAlong(config)
    const plan = look(start, { updates: [fires(a), fires(b)], firing: [a, b] })
    expect(planned(plan)).toEqual(['first seen b → slack'])
    expect(kept(plan)).toEqual(['a muted: quiet hours'])
    expect(planned(look(start + 59 * MINUTE_MS, { firing: [a, b] }))).toEqual([])
    const after = look(start + 60 * MINUTE_MS, { firing: [a, b] })
    expect(planned(after)).toEqual(['first seen a → slack'])
  })

  it('hold the end of what was told before, and tell it afterwards', () => {
    const { look, groups } = carryAlong(config)
    look(start - MINUTE_MS, { updates: [fires(a)], firing: [a] })
    const end = look(start + MINUTE_MS, { updates: [over(a, start + MINUTE_MS)] })
    expect(planned(end)).toEqual([])
    expect(planned(look(start + 60 * MINUTE_MS))).toEqual(['resolved a → slack'])
    expect(groups.size).toBe(0)
  })
})

describe('routes', () => {
  const critical = { match: { severity: 'critical' }, channels: ['pager'], continue: true }

  it('tell each channel once, whatever routes name it', () => {
    const { look } = carryAlong(
      makeConfig({ routes: [critical, { match: {}, channels: ['pager', 'mail'] }] }),
    )
    expect(planned(look(start, { updates: [fires(b)], firing: [b] }))).toEqual([
      'first seen b → pager',
      'first seen b → mail',
    ])
  })

  it('keep who was told when the configuration changes, and tell them the end', () => {
    const first = carryAlong(makeConfig({ route: { channels: ['slack', 'mail'] } }))
    first.look(start, { updates: [fires(a)], firing: [a] })
    const second = carryAlong(makeConfig({ route: { channels: ['slack'], groupBy: ['rule'] } }))
    for (const [key, group] of first.groups) second.groups.set(key, group)
    expect(planned(second.look(start + MINUTE_MS, { firing: [a] }))).toEqual([])
    const end = start + 2 * MINUTE_MS
    expect(planned(second.look(end, { updates: [over(a, end)] }))).toEqual(['resolved a → slack'])
    expect(second.groups.size).toBe(0)
  })

  it('to no channel tell nobody, and say so once', () => {
    const { look } = carryAlong(makeConfig({ routes: [{ match: {}, channels: [] }] }))
    const plan = look(start, { updates: [fires(a)], firing: [a] })
    expect(planned(plan)).toEqual([])
    expect(kept(plan)).toEqual(['a routed to no channel'])
    expect(kept(look(start + MINUTE_MS, { firing: [a] }))).toEqual([])
  })
})

describe('repeats', () => {
  it('come when the rules say so', () => {
    const { look } = carryAlong(makeConfig({}))
    look(start, { updates: [fires(a)], firing: [a] })
    const again = { updates: [{ alert: a, reason: 'still firing' as const }], firing: [a] }
    expect(planned(look(start + 240 * MINUTE_MS, again))).toEqual(['still firing a → slack'])
  })

  it('go to Alertmanagers every five minutes, silenced or not, and count for nothing else', () => {
    const { look } = carryAlong(
      makeConfig({ route: { channels: ['slack', 'am'] }, resend: ['am'] }),
    )
    look(start, { updates: [fires(a)], firing: [a] })
    const notified = Array.from({ length: 10 }, (_, m) =>
      look(start + (m + 1) * MINUTE_MS, { firing: [a], silences: [silence()] }),
    )
    expect(notified.flatMap(planned)).toEqual(['still firing a → am', 'still firing a → am'])
    expect(notified.flatMap(({ queue }) => queue.map(({ resend }) => resend))).toEqual([true, true])
  })
})

describe('whatever happens', () => {
  const step = fc.record({
    open: fc.subarray(['a', 'b', 'c', 'd']),
    silenced: fc.boolean(),
    hour: fc.integer({ min: 0, max: 90 }),
  })

  it('nobody hears of two beginnings without an end, and every beginning gets its end', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 25 }),
        fc.constantFrom(10_000, MINUTE_MS),
        (steps, look) => {
          const { look: see, groups } = carryAlong(
            makeConfig({
              evaluationIntervalMs: look,
              muteTimes: [{ name: 'quiet', times: [{ from: '12:10', to: '12:40' }] }],
            }),
          )
          const notified = new Set<string>()
          let before: readonly string[] = []
          let now = start
          const run = (open: readonly string[], silenced: boolean) => {
            const updates = [
              ...open.filter((id) => !before.includes(id)).map((id) => fires(makeAlert(id))),
              ...before.filter((id) => !open.includes(id)).map((id) => over(makeAlert(id), now)),
            ]
            const firing = open.map((id) => makeAlert(id))
            const silences = silenced ? [silence({ endsAt: now + 1 })] : []
            for (const { reason, alerts } of see(now, { updates, firing, silences }).queue)
              for (const { id } of alerts) {
                // An end may stand for both: fired and over within one wait.
                if (reason === 'first seen') expect(notified.has(id)).toBe(false)
                if (reason === 'first seen') notified.add(id)
                else notified.delete(id)
              }
            before = open
          }
          for (const { open, silenced, hour } of steps) {
            // Ids are of episodes: one that came back is another one, which these need not tell apart.
            run(open, silenced)
            now += hour * MINUTE_MS
          }
          run([], false)
          now += 120 * MINUTE_MS
          run([], false)
          // An end that was muted until now waits for its group once more.
          now += MINUTE_MS
          run([], false)
          expect([...notified]).toEqual([])
          expect(groups.size).toBe(0)
        },
      ),
      {
        numRuns: 200,
        examples: [
          [
            [
              { open: ['d'], silenced: false, hour: 1 },
              { open: ['c'], silenced: false, hour: 9 },
            ],
            10_000,
          ],
        ],
      },
    )
  })
})

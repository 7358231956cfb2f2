import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { findingLine } from '../../src/i18n/finding-text.ts'
import { english } from '../../src/i18n/locales.ts'
import { failuresToFire } from '../../src/rules/evaluators/evaluate-rate.ts'
import type { RuleInput } from '../../src/rules/rule.ts'
import { ruleOf, series, start, watching } from './engine.ts'

const says = (plan: ReturnType<ReturnType<typeof watching>>) =>
  plan.updates.map(
    ({ alert, reason }) => `${reason}: ${findingLine(alert.finding, english.messages, 'UTC')}`,
  )

describe('a rate rule', () => {
  const look = (failures: number, successes: number, over: Partial<RuleInput> = {}) => {
    const rule = ruleOf({
      name: 'r',
      type: 'rate',
      by: ['model'],
      share: 0.1,
      ...over,
    } as RuleInput)
    const traffic = {
      failures: [series({}, failures)],
      successes: [series({}, successes)],
      complete: true,
    }
    return watching([rule])(start, { traffic: new Map([[5 * MINUTE_MS, traffic]]) })
  }

  it('fires when the lower end of the interval is above the share, not when the share alone is', () => {
    expect(says(look(30, 70))).toEqual([
      'first seen: 30 of 100 requests failed in 5 min: 30% (threshold 10%)',
    ])
    expect(says(look(15, 85))).toEqual([])
  })

  it('says nothing of few requests, however many fail', () => {
    expect(says(look(10, 0))).toEqual([])
    expect(says(look(10, 0, { minRequests: 5 } as RuleInput))).toHaveLength(1)
  })

  it('counts the failures that it does not match as requests', () => {
    const rule = ruleOf({
      name: 'r',
      type: 'rate',
      by: ['model'],
      share: 0.5,
      match: { fault: 'provider' },
    })
    const failures = [series({ fault: 'provider' }, 40), series({ fault: 'caller' }, 60)]
    const traffic = { failures, successes: [], complete: true }
    const plan = watching([rule])(start, { traffic: new Map([[5 * MINUTE_MS, traffic]]) })
    expect(says(plan)).toEqual([])
  })

  it.each([
    ['provider', { provider: null }],
    ['model', { model: null }],
  ] as const)(
    'has no share of failures without a %s, of which there are no requests',
    (by, none) => {
      const rule = ruleOf({ name: 'r', type: 'rate', by: [by], share: 0.1 })
      const failures = [series(none, 90), series({}, 1)]
      const traffic = { failures, successes: [series({}, 99)], complete: true }
      const plan = watching([rule])(start, { traffic: new Map([[5 * MINUTE_MS, traffic]]) })
      expect(says(plan)).toEqual([])
    },
  )

  it('leaves its alerts as they are while requests are not counted', () => {
    const rule = ruleOf({ name: 'r', type: 'rate', share: 0.1, keepFiringFor: '0s' })
    const watch = watching([rule])
    const traffic = { failures: [series({}, 60)], successes: [], complete: true }
    expect(says(watch(start, { traffic: new Map([[5 * MINUTE_MS, traffic]]) }))).toHaveLength(1)
    const unknown = { failures: [], successes: [], complete: false }
    expect(
      watch(start + MINUTE_MS, { traffic: new Map([[5 * MINUTE_MS, unknown]]) }).alerts,
    ).toEqual([])
  })

  it('names the fewest failures that would fire', () => {
    expect(failuresToFire(100, 0.1)).toBe(16)
    expect(failuresToFire(10, 0.99)).toBe(10)
  })
})

describe('a cardinality rule', () => {
  const rule = ruleOf({ name: 'c', type: 'cardinality', distinct: 3 })
  const look = (keys: readonly string[], fingerprint = 'f1') =>
    watching([rule])(start, {
      windows: new Map([
        [15 * MINUTE_MS, keys.map((keyHash) => series({ keyHash, fingerprint }, 5))],
      ]),
    })

  it('fires when one error reaches so many different keys', () => {
    expect(says(look(['a', 'b', 'c']))).toEqual([
      'first seen: 15 failures in 15 min across 3 keys (threshold 3)',
    ])
  })

  it('counts a key once and one without a name not at all', () => {
    expect(says(look(['a', 'a', 'b', '', '']))).toEqual([])
  })
})

describe('a new_error rule', () => {
  const rule = ruleOf({ name: 'n', type: 'new_error', count: 3, unseenFor: '30d' })
  const at = (history: object, count = 3, learnedAt = 0) =>
    watching([rule])(start, {
      windows: new Map([[HOUR_MS, [series({}, count)]]]),
      history: new Map([['f1', { firstSeen: 0, backAt: null, goneAt: null, ...history }]]),
      learnedAt,
    })

  it('tells an error that was never seen before', () => {
    expect(says(at({ firstSeen: start - 10 * MINUTE_MS }))).toEqual([
      'first seen: 3 failures of a new error in 1 h (threshold 3)',
    ])
  })

  it('keeps quiet about what is known, about too few, and while it learns', () => {
    expect(says(at({}))).toEqual([])
    expect(says(at({ firstSeen: start - 10 * MINUTE_MS }, 2))).toEqual([])
    expect(says(at({ firstSeen: start - 10 * MINUTE_MS }, 3, start))).toEqual([])
  })

  it('takes an error for new that nobody saw for so long', () => {
    const backAt = start - 5 * MINUTE_MS
    expect(says(at({ backAt, goneAt: backAt - 31 * DAY_MS }))).toEqual([
      'first seen: 3 failures in 1 h of an error not seen for 31 d (threshold 3)',
    ])
    expect(says(at({ backAt, goneAt: backAt - 29 * DAY_MS }))).toEqual([])
  })

  it('stays open while the error goes on, though it is no longer new', () => {
    const watch = watching([rule])
    const windows = new Map([[HOUR_MS, [series({}, 5)]]])
    const history = (firstSeen: number) =>
      new Map([['f1', { firstSeen, backAt: null, goneAt: null }]])
    watch(start, { windows, history: history(start) })
    expect(says(watch(start + 3 * HOUR_MS, { windows, history: history(start) }))).toEqual([])
    const over = watch(start + 5 * HOUR_MS, {
      windows: new Map([[HOUR_MS, []]]),
      downtimeMs: DAY_MS,
    })
    expect(over.updates.map(({ reason }) => reason)).toEqual(['resolved'])
  })
})

describe('failures without a provider', () => {
  it('are one label set, which is empty and not a word', () => {
    const rule = ruleOf({ name: 't', type: 'threshold', by: ['provider'], count: 5, window: '5m' })
    const counts = [
      series({ provider: null, model: 'a' }, 3),
      series({ provider: null, model: 'b' }, 4),
      series({ provider: 'unknown' }, 2),
    ]
    const plan = watching([rule])(start, { windows: new Map([[5 * MINUTE_MS, counts]]) })
    expect(plan.updates.map(({ alert }) => [alert.labels, alert.observed])).toEqual([
      [{ provider: '' }, 7],
    ])
  })
})

describe('a regression rule', () => {
  it('tells an error that is back after a while, not one that is new', () => {
    const rule = ruleOf({ name: 'back', type: 'regression', count: 2, quietFor: '7d' })
    const windows = new Map([[HOUR_MS, [series({}, 2)]]])
    const at = (history: { firstSeen: number; backAt: number | null; goneAt: number | null }) =>
      says(watching([rule])(start, { windows, history: new Map([['f1', history]]) }))
    const backAt = start - MINUTE_MS
    expect(at({ firstSeen: 0, backAt, goneAt: backAt - 8 * DAY_MS })).toHaveLength(1)
    expect(at({ firstSeen: 0, backAt, goneAt: backAt - 6 * DAY_MS })).toEqual([])
    expect(at({ firstSeen: start - MINUTE_MS, backAt: null, goneAt: null })).toEqual([])
  })
})

describe('a source rule', () => {
  it('fires when Lookout was blind for its window, with the reason, and resolves when it sees', () => {
    const watch = watching([ruleOf({ name: 's', type: 'source', window: '10m' })])
    const blind = {
      since: start,
      cause: { kind: 'unreadable', error: 'connection refused' },
      confirmed: false,
    } as const
    expect(says(watch(start + 9 * MINUTE_MS, { blind, downtimeMs: DAY_MS }))).toEqual([])
    expect(says(watch(start + 10 * MINUTE_MS, { blind }))).toEqual([
      "first seen: Lookout can't read LiteLLM's database (connection refused)",
    ])
    expect(says(watch(start + 12 * MINUTE_MS))).toEqual([
      "resolved: Lookout can read LiteLLM's logs again",
    ])
  })

  it('without a window fires as soon as the lack of data is confirmed', () => {
    const watch = watching([ruleOf({ name: 's', type: 'source' })])
    const blind = { since: start, cause: { kind: 'silent' } as const, confirmed: false }
    expect(says(watch(start + 30 * MINUTE_MS, { blind, downtimeMs: DAY_MS }))).toEqual([])
    expect(says(watch(start + 31 * MINUTE_MS, { blind: { ...blind, confirmed: true } }))).toEqual([
      'first seen: LiteLLM logs no requests. Neither failures nor successes are logged, though at this hour there usually are some.',
    ])
  })
})

describe('label sets beyond the limit', () => {
  it('are counted together as other, the smallest first, and it is known how many', () => {
    const rule = ruleOf({ name: 't', type: 'threshold', by: ['key'], count: 10, window: '5m' })
    const counts = Array.from({ length: 12 }, (_, n) =>
      series({ keyHash: `key-${n}` }, n === 0 ? 50 : 2),
    )
    const plan = watching([rule], 4)(start, { windows: new Map([[5 * MINUTE_MS, counts]]) })
    expect(plan.folded).toEqual(new Map([['t', 9]]))
    expect(plan.updates.map(({ alert }) => [alert.labels['key'], alert.observed])).toEqual([
      ['key-0', 50],
      ['other', 18],
    ])
  })
})

describe('an alert that comes and goes', () => {
  it('is said to flap once, and then fires until it was calm for as long', () => {
    const rule = ruleOf({
      name: 'f',
      type: 'threshold',
      count: 5,
      window: '5m',
      keepFiringFor: '0s',
    })
    const watch = watching([rule])
    const at = (m: number, count: number) =>
      says(
        watch(start + m * MINUTE_MS, { windows: new Map([[5 * MINUTE_MS, [series({}, count)]]]) }),
      )
    for (let m = 0; m < 6; m += 2) {
      expect(at(m, 9)).toHaveLength(1)
      expect(at(m + 1, 0)).toHaveLength(1)
    }
    expect(at(6, 9)[0]).toContain(
      'Flapping: fired and resolved 3 times in 1 h. It counts as firing until',
    )
    for (let m = 7; m < 66; m++) expect(at(m, m % 2 === 0 && m < 20 ? 9 : 0)).toEqual([])
    const calm = Array.from({ length: 30 }, (_, n) => at(66 + n, 0)).flat()
    expect(calm).toHaveLength(1)
    expect(calm[0]).toMatch(/^resolved/)
  })
})

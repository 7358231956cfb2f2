import { describe, expect, it } from 'vitest'
import type { SeriesCount } from '../../src/domain/alert.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import type { EvaluationInput } from '../../src/rules/engine.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { engineOf, nothingKnown, ruleOf, series, start, watching } from './engine.ts'

const rule = ruleOf({
  name: 'provider',
  type: 'threshold',
  match: { fault: 'provider' },
  by: ['model'],
  count: 5,
  window: '5m',
  keepFiringFor: '2m',
  repeatInterval: '1h',
})

/** Evaluates counts of the rule's window, moment after moment. */
const watch = (over: Partial<EvaluationInput> = {}, rules: readonly Rule[] = [rule]) => {
  const look = watching(rules)
  return (now: number, counts: readonly SeriesCount[]) =>
    look(now, { windows: new Map([[5 * MINUTE_MS, counts]]), ...over }).updates.map(
      ({ alert, reason }) => `${reason} ${alert.labels['model']} ${alert.peak}`,
    )
}

describe('a threshold rule', () => {
  it('fires at the threshold, not below it', () => {
    const look = watch()
    expect(look(start, [series({}, 4)])).toEqual([])
    expect(look(start + MINUTE_MS, [series({}, 5)])).toEqual(['first seen gpt-4o 5'])
  })

  it('adds up the series of one label and keeps labels apart', () => {
    const look = watch()
    const counts = [series({ team: 'a' }, 3), series({ team: 'b' }, 3), series({ model: 'o1' }, 4)]
    expect(look(start, counts)).toEqual(['first seen gpt-4o 6'])
  })

  it('leaves out what its matchers do not name', () => {
    const look = watch()
    expect(look(start, [series({ fault: 'caller' }, 500)])).toEqual([])
  })

  it('tells a firing alert once, and again only after the repeat interval', () => {
    const look = watch()
    look(start, [series({}, 9)])
    for (let m = 1; m < 60; m++) expect(look(start + m * MINUTE_MS, [series({}, 9)])).toEqual([])
    expect(look(start + 60 * MINUTE_MS, [series({}, 9)])).toEqual(['still firing gpt-4o 9'])
  })

  it('keeps firing for the configured while and then resolves with its peak', () => {
    const look = watch()
    look(start, [series({}, 9)])
    look(start + MINUTE_MS, [series({}, 12)])
    expect(look(start + 2 * MINUTE_MS, [])).toEqual([])
    expect(look(start + 3 * MINUTE_MS, [series({}, 1)])).toEqual(['resolved gpt-4o 12'])
    expect(look(start + 4 * MINUTE_MS, [])).toEqual([])
  })

  it('says that the end is unknown when it ended while nobody looked', () => {
    const look = watch()
    look(start, [series({}, 9)])
    expect(look(start + 30 * MINUTE_MS, [])).toEqual(['resolved, end unknown gpt-4o 9'])
  })

  it('does not repeat while an earlier message still waits for its channel', () => {
    const waiting = new Map<string, { sentAt: null; waiting: true }>()
    const look = watch({ deliveries: waiting })
    look(start, [series({}, 9)])
    const windows = new Map([[5 * MINUTE_MS, [series({}, 9)]]])
    const firing = engineOf([rule])({ ...nothingKnown, now: start, windows }).alerts[0]
    waiting.set(firing?.id ?? '', { sentAt: null, waiting: true })
    expect(look(start + 120 * MINUTE_MS, [series({}, 9)])).toEqual([])
  })

  it('resolves an alert whose rule is gone from the configuration', () => {
    const windows = new Map([[5 * MINUTE_MS, [series({}, 9)]]])
    const open = engineOf([rule])({ ...nothingKnown, now: start, windows }).alerts
    const plan = engineOf([])({
      ...nothingKnown,
      now: start + MINUTE_MS,
      lastEvaluation: start,
      open,
    })
    expect(plan.updates.map(({ reason }) => reason)).toEqual(['resolved'])
  })

  it('with `for`, waits until the condition has held and tells nobody of one that passes', () => {
    const look = watch({}, [{ ...rule, for: 2 * MINUTE_MS }])
    expect(look(start, [series({}, 9)])).toEqual([])
    expect(look(start + MINUTE_MS, [])).toEqual([])
    expect(look(start + 2 * MINUTE_MS, [series({}, 9)])).toEqual([])
    expect(look(start + 3 * MINUTE_MS, [series({}, 9)])).toEqual([])
    expect(look(start + 4 * MINUTE_MS, [series({}, 9)])).toEqual(['first seen gpt-4o 9'])
  })
})

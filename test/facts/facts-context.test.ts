import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/domain/units.ts'
import { reuseKey } from '../../src/explain/prompt/template.ts'
import { withContext } from '../../src/facts/facts-context.ts'
import { createHistogram, inSteps, stepsOf } from '../../src/facts/histogram.ts'
import { dayOfEvents, exampleFacts, factsOf } from '../explain/example.ts'
import { factEvent } from '../explain/fact-events.ts'

describe('facts in their context', () => {
  const facts = exampleFacts()

  it('tell new, regressed and known groups apart, and those that are gone', () => {
    expect(facts.groups.map(({ standing }) => standing)).toEqual([
      'new',
      'known',
      'regressed',
      'new',
    ])
    expect(facts.groups.map(({ before }) => before)).toEqual([0, 400, 0, 0])
    expect(facts.gone).toEqual([
      { id: 'o1', fingerprint: 'f-gone', title: 'Connection refused', count: 402 },
    ])
  })

  it('tell the change against earlier periods and the share of all requests', () => {
    expect(facts.comparisons?.map(({ id, change }) => [id, change])).toEqual([
      ['c1', 1204 / 802 - 1],
      ['c2', -0.5],
    ])
    expect(facts.requests?.share).toBeCloseTo(1204 / 48_211)
    expect(facts.requests?.byModel[0]).toMatchObject({ name: 'gpt-4o', failures: 612 })
    expect(facts.gaps?.[0]?.id).toBe('x1')
  })

  it('do not call a group gone that may be among those not listed', () => {
    const previousGroups = new Map([['f', { title: 'F', count: 3 }]])
    expect(withContext({ ...facts, moreGroups: 1 }, { previousGroups }).gone).toEqual([])
  })

  it('survive JSON, and leave out what nobody knew', () => {
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts)
    expect(Object.keys(factsOf([]))).not.toContain('comparisons')
  })

  it('have trends and a heat map whose sums are the counts', () => {
    const sum = (counts: readonly number[]) => counts.reduce((all, n) => all + n, 0)
    for (const { trend = [], count } of facts.groups) {
      expect(trend).toHaveLength(24)
      expect(sum(trend)).toBe(count)
    }
    expect(facts.trendStep).toBe(HOUR_MS)
    expect(sum((facts.heat?.rows ?? []).map(({ counts }) => sum(counts)))).toBe(1204)
    expect(facts.groups[0]?.trend?.[2]).toBe(612)
  })

  it('fold models beyond twelve into one row of the heat map', () => {
    const many = factsOf(
      Array.from({ length: 400 }, (_, i) => factEvent({ model: `m${i}`, requestId: `r${i}` })),
    )
    const rows = many.heat?.rows ?? []
    expect(rows).toHaveLength(13)
    expect(rows.at(-1)).toMatchObject({ name: null, others: true })
    expect(rows.flatMap(({ counts }) => counts).reduce((all, n) => all + n, 0)).toBe(400)
  })

  it('name the fullest minutes first', () => {
    const [first, second] = facts.busiest ?? []
    expect(first?.id).toBe('b1')
    expect(first?.count).toBeGreaterThanOrEqual(second?.count ?? 0)
  })
})

describe('steps of time', () => {
  it('are hours for a day, also for one of 25, and wider for a week', () => {
    expect(stepsOf(0, 25 * HOUR_MS)).toEqual({ step: HOUR_MS, count: 25 })
    expect(stepsOf(0, 168 * HOUR_MS)).toEqual({ step: 7 * HOUR_MS, count: 24 })
    expect(stepsOf(5, 5)).toEqual({ step: HOUR_MS, count: 1 })
  })

  it('do not depend on the order of the hours, however many there are', () => {
    const hours = fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 400 })
    fc.assert(
      fc.property(hours, (all) => {
        const [one, other] = [createHistogram(), createHistogram()]
        for (const hour of all) one.add(hour * HOUR_MS)
        for (const hour of all.toReversed()) other.add(hour * HOUR_MS)
        const shown = inSteps(one, 0, 2000 * HOUR_MS)
        expect(inSteps(other, 0, 2000 * HOUR_MS)).toEqual(shown)
        expect(shown.reduce((sum, n) => sum + n, 0)).toBe(all.length)
      }),
      { numRuns: 50 },
    )
  })
})

describe('the key of words to use again', () => {
  const events = dayOfEvents()

  it('is the same when sizes differ little, and another one when they differ much or a group is new', () => {
    const key = reuseKey(factsOf(events), ['report'])
    expect(reuseKey(factsOf(events.slice(1)), ['report'])).toBe(key)
    expect(reuseKey(factsOf(events.slice(400)), ['report'])).not.toBe(key)
    expect(reuseKey(factsOf(events.slice(0, -1)), ['report'])).not.toBe(key)
    expect(reuseKey(factsOf(events), ['digest'])).not.toBe(key)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../src/domain/event.ts'
import type { Count, Facts } from '../../src/domain/facts.ts'
import { HOUR_MS } from '../../src/domain/units.ts'
import { createFactsCollector, type FactsOptions } from '../../src/facts/collector.ts'
import type { FactEvent } from '../../src/facts/group-collector.ts'
import { factEvent } from '../explain/fact-events.ts'

const OPTIONS: FactsOptions = {
  instance: 'prod',
  timezone: 'UTC',
  from: Date.UTC(2026, 2, 1),
  to: Date.UTC(2026, 2, 2),
}

const collect = (events: readonly FactEvent[], over: Partial<FactsOptions> = {}): Facts => {
  const collector = createFactsCollector({ ...OPTIONS, ...over })
  for (const event of events) collector.add(event)
  return collector.finish()
}

const sum = (counts: readonly Count[]) => counts.reduce((total, { count }) => total + count, 0)

const group = (fingerprint: string) => ({
  fingerprint,
  template: `t ${fingerprint}`,
  title: `T ${fingerprint}`,
})

const anyEvent = fc
  .record({
    requestId: fc.string({ maxLength: 3 }),
    time: fc.integer({ min: OPTIONS.from, max: OPTIONS.to - 1 }),
    model: fc.constantFrom('gpt-4o', 'claude', 'gemini', ''),
    provider: fc.constantFrom('openai', 'anthropic', null),
    keyName: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    status: fc.constantFrom('429', '500', '400'),
    message: fc.string({ maxLength: 6 }),
    fault: fc.constantFrom<Fault>('caller', 'provider', 'capacity', 'proxy'),
    late: fc.boolean(),
    group: fc.constantFrom('f1', 'f2', 'f3', 'f4', 'f5', 'f6').map(group),
  })
  .map((fields) => factEvent(fields))

describe('facts collector', () => {
  it('counts nothing as nothing', () => {
    expect(collect([])).toMatchObject({
      total: 0,
      firstSeen: null,
      lastSeen: null,
      groups: [],
      moreGroups: 0,
      moreGroupsCount: 0,
      hours: [],
    })
  })

  it('lists the largest group first and counts it by everything', () => {
    const events = [
      factEvent({ requestId: '1', model: 'claude', group: group('f2'), time: OPTIONS.from + 5 }),
      factEvent({ requestId: '2', group: group('f1') }),
      factEvent({ requestId: '3', group: group('f1'), keyName: 'key-b', late: true }),
    ]
    const facts = collect(events)
    expect(facts.groups.map(({ id, fingerprint, count }) => [id, fingerprint, count])).toEqual([
      ['g1', 'f1', 2],
      ['g2', 'f2', 1],
    ])
    expect(facts.groups[0]?.share).toBeCloseTo(2 / 3)
    expect(facts.byModel).toEqual([
      { name: 'gpt-4o', count: 2 },
      { name: 'claude', count: 1 },
    ])
    expect(facts.groups[0]?.keys).toEqual([
      { name: 'key-a', count: 1 },
      { name: 'key-b', count: 1 },
    ])
    expect(facts.firstSeen).toBe(OPTIONS.from + 5)
    expect(facts.late).toBe(1)
  })

  it('gives the same facts whatever the order of the events', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyEvent, { maxLength: 60 })
          .chain((events) =>
            fc.tuple(
              fc.constant(events),
              fc.shuffledSubarray(events, { minLength: events.length }),
            ),
          ),
        ([events, shuffled]) => {
          expect(collect(shuffled, { maxGroups: 3 })).toEqual(collect(events, { maxGroups: 3 }))
        },
      ),
    )
  })

  it('keeps every sum exact', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const facts = collect(events, { maxGroups: 2 })
        const lists = [
          facts.byModel,
          facts.byProvider,
          facts.byErrorType,
          facts.byStatus,
          facts.byKey,
          facts.byTeam,
          facts.byFault,
        ]
        for (const list of lists) expect(sum(list)).toBe(events.length)
        expect(facts.hours.reduce((total, { count }) => total + count, 0)).toBe(events.length)
        const inGroups = facts.groups.reduce((total, { count }) => total + count, 0)
        expect(inGroups + facts.moreGroupsCount).toBe(events.length)
        const distinct = new Set(events.map((event) => event.group.fingerprint)).size
        expect(facts.groups.length + facts.moreGroups).toBe(distinct)
      }),
      { numRuns: 50 },
    )
  })

  it('stays exact and the same in any order when there are more keys and groups than it keeps', () => {
    const events = Array.from({ length: 24_000 }, (_, i) =>
      factEvent({
        requestId: `r${i}`,
        keyName: `key ${i % 12_000}`,
        group: group(`f${i % 3000}`),
        time: OPTIONS.from + i,
      }),
    )
    const facts = collect(events)
    expect(sum(facts.byKey)).toBe(24_000)
    expect(facts.byKey.at(-1)).toMatchObject({ name: null, others: true })
    expect(facts.groups.length + facts.moreGroups).toBe(3000)
    expect(sum(facts.groups.map(({ id, count }) => ({ name: id, count })))).toBe(50 * 8)
    expect(facts.moreGroupsCount).toBe(24_000 - 50 * 8)
    expect(collect(events.toReversed())).toEqual(facts)
  })

  it('counts what has no name apart, and takes no name for it or for the others', () => {
    const models = ['(others)', 'unknown', null]
    const facts = collect([...models.map((model) => factEvent({ model })), factEvent()])
    expect(facts.byModel).toEqual([
      { name: '(others)', count: 1 },
      { name: 'gpt-4o', count: 1 },
      { name: 'unknown', count: 1 },
      { name: null, count: 1 },
    ])
    expect(facts.heat?.rows.map(({ name }) => name)).toEqual([
      '(others)',
      'gpt-4o',
      'unknown',
      null,
    ])
  })

  it('chooses samples that differ: another model rather than the newest of the same', () => {
    const many = Array.from({ length: 200 }, (_, i) =>
      factEvent({ requestId: `r${i}`, time: OPTIONS.from + 1000 + i, message: `boom ${i}` }),
    )
    const rare = factEvent({ requestId: 'rare', time: OPTIONS.from, model: 'claude' })
    const samples = collect([rare, ...many]).groups[0]?.samples ?? []
    expect(samples).toHaveLength(3)
    expect(samples.map(({ requestId }) => requestId).slice(0, 2)).toEqual(['r199', 'rare'])
    expect(new Set(samples.map(({ message }) => message)).size).toBe(3)
  })

  it('bounds the message of a sample', () => {
    const facts = collect([factEvent({ message: 'x'.repeat(100_000) })])
    expect(facts.groups[0]?.samples[0]?.message).toHaveLength(1000)
  })

  it('takes hours of the local clock, also where it is off by half an hour', () => {
    const time = Date.UTC(2026, 2, 1, 10, 15)
    const hour = (timezone: string) => collect([factEvent({ time })], { timezone }).hours[0]?.start
    expect(hour('UTC')).toBe(Date.UTC(2026, 2, 1, 10))
    expect(hour('Asia/Kolkata')).toBe(Date.UTC(2026, 2, 1, 9, 30))
  })

  it('keeps the hour that a DST night repeats as two hours', () => {
    const first = Date.UTC(2026, 9, 25, 0, 30)
    const facts = collect(
      [factEvent({ time: first }), factEvent({ time: first + HOUR_MS, requestId: 'r2' })],
      { timezone: 'Europe/Berlin' },
    )
    expect(facts.hours.map(({ start }) => start)).toEqual([
      Date.UTC(2026, 9, 25, 0),
      Date.UTC(2026, 9, 25, 1),
    ])
  })

  it('can be told its period when it is finished', () => {
    const collector = createFactsCollector(OPTIONS)
    expect(collector.finish({ from: 1, to: 2 })).toMatchObject({ from: 1, to: 2 })
  })
})

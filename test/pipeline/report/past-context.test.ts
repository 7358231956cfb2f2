import { describe, expect, it } from 'vitest'
import type { ClassifiedEvent } from '../../../src/domain/event.ts'
import { createFactsCollector } from '../../../src/facts/collector.ts'
import { withCountsBefore } from '../../../src/pipeline/report/past-context.ts'
import { makeEvent, makePage } from '../../state/contract/make.ts'
import { openTemp } from '../../state/open-temp.ts'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2026, 2, 20, 15)

const factsOf = (events: readonly ClassifiedEvent[], from = now - hour) => {
  const collector = createFactsCollector({ instance: 'test', timezone: 'UTC', from, to: now })
  for (const event of events) collector.add(event)
  return collector.finish()
}

const hourBefore = (ago: number, kinds: readonly string[]) =>
  kinds.map((kind, n) => makeEvent(`${ago}-${n}`, now - hour - ago + n * 60_000, { kind }))

describe('the facts of a report', () => {
  const fresh = hourBefore(0, ['old', 'old', 'old', 'born'])
  const told = async () => {
    const store = await openTemp()
    await store.commitPage(
      makePage([
        ...hourBefore(8 * day, ['old']),
        ...hourBefore(7 * day, ['old', 'old']),
        ...hourBefore(hour, ['old', 'gone']),
        ...fresh,
      ]),
    )
    return store
  }

  it('are held against the same time before, and a week before', async () => {
    const { comparisons, groups } = await withCountsBefore(await told(), factsOf(fresh))
    expect(comparisons).toEqual([
      { id: 'c1', from: now - 2 * hour, to: now - hour, total: 2, change: 1 },
      { id: 'c2', from: now - hour - 7 * day, to: now - 7 * day, total: 2, change: 1 },
    ])
    expect(groups.map(({ title, standing }) => [title, standing])).toEqual([
      ['Kind old', 'known'],
      ['Kind born', 'new'],
    ])
  })

  it('are held against nothing that is not known, nor where they tell old failures too', async () => {
    const store = await openTemp()
    await store.commitPage(makePage(fresh))
    expect((await withCountsBefore(store, factsOf(fresh))).comparisons).toBeUndefined()
    const old = factsOf(fresh, now - 3 * day)
    expect((await withCountsBefore(await told(), old)).comparisons).toBeUndefined()
  })

  it('say when nobody watched', async () => {
    const store = await told()
    const seen = { from: now - 50 * 60_000, to: now - 20 * 60_000, saw: 'missed' } as const
    await store.commitEvaluation({ alerts: [], queue: [], seen, now })
    expect((await withCountsBefore(store, factsOf(fresh))).gaps).toEqual([
      { id: 'x1', from: seen.from, to: seen.to, missing: false },
    ])
  })
})

import { describe, expect, it } from 'vitest'
import type { ClassifiedEvent } from '../../../src/domain/event.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { createFactsCollector } from '../../../src/facts/collector.ts'
import { withCountsBefore } from '../../../src/pipeline/report/past-context.ts'
import { makeEvent, makePage } from '../../state/contract/make.ts'
import { openTemp } from '../../state/open-temp.ts'

const now = Date.UTC(2026, 2, 20, 15)

const factsOf = (events: readonly ClassifiedEvent[], from = now - HOUR_MS) => {
  const collector = createFactsCollector({ instance: 'test', timezone: 'UTC', from, to: now })
  for (const event of events) collector.add(event)
  return collector.finish()
}

const hourBefore = (ago: number, kinds: readonly string[]) =>
  kinds.map((kind, n) => makeEvent(`${ago}-${n}`, now - HOUR_MS - ago + n * MINUTE_MS, { kind }))

describe('the facts of a report', () => {
  const fresh = hourBefore(0, ['old', 'old', 'old', 'born'])
  const notified = async () => {
    const store = await openTemp()
    await store.commitPage(
      makePage([
        ...hourBefore(8 * DAY_MS, ['old']),
        ...hourBefore(7 * DAY_MS, ['old', 'old']),
        ...hourBefore(HOUR_MS, ['old', 'gone']),
        ...fresh,
      ]),
    )
    return store
  }

  it('are held against the same time before, and a week before', async () => {
    const { comparisons, groups } = await withCountsBefore(await notified(), factsOf(fresh))
    expect(comparisons).toEqual([
      { id: 'c1', from: now - 2 * HOUR_MS, to: now - HOUR_MS, total: 2, change: 1 },
      { id: 'c2', from: now - HOUR_MS - 7 * DAY_MS, to: now - 7 * DAY_MS, total: 2, change: 1 },
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
    const old = factsOf(fresh, now - 3 * DAY_MS)
    expect((await withCountsBefore(await notified(), old)).comparisons).toBeUndefined()
  })

  it('say when nobody watched', async () => {
    const store = await notified()
    const seen = { from: now - 50 * MINUTE_MS, to: now - 20 * MINUTE_MS, saw: 'missed' } as const
    await store.commitEvaluation({ alerts: [], queue: [], seen, now })
    expect((await withCountsBefore(store, factsOf(fresh))).gaps).toEqual([
      { id: 'x1', from: seen.from, to: seen.to, missing: false },
    ])
  })
})

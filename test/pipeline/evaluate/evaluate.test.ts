import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import type { RuleInput } from '../../../src/rules/rule.ts'
import { openTemp } from '../../state/open-temp.ts'
import { failures, looking, start } from './evaluate-stage.ts'

const threshold: RuleInput = {
  name: 't',
  type: 'threshold',
  count: 5,
  window: '5m',
  keepFiringFor: '0s',
}

describe('late failures', () => {
  it('fire the window they fill up, although that has ended', async () => {
    const { commit, look } = looking(await openTemp(), [threshold], start - HOUR_MS)
    await commit(failures(3, start - 14 * MINUTE_MS))
    expect(await look(start - 10 * MINUTE_MS)).toEqual([])
    expect(await look(start)).toEqual([])
    await commit(failures(2, start - 12 * MINUTE_MS))
    const [notified] = await look(start + MINUTE_MS)
    expect(notified).toContain(
      'first seen 5 failures in 5 min (threshold 5). These failures were logged late',
    )
    expect(notified).toContain('logged late')
  })

  it('fire nothing when twice the overlap is over', async () => {
    const { commit, look } = looking(await openTemp(), [threshold], start - 3 * HOUR_MS)
    await look(start - 41 * MINUTE_MS)
    for (let m = -40; m <= 0; m += 5) expect(await look(start + m * MINUTE_MS)).toEqual([])
    await commit(failures(9, start - 38 * MINUTE_MS))
    expect(await look(start + MINUTE_MS)).toEqual([])
  })

  it('fire nothing for a window that was over the threshold already', async () => {
    const { commit, look } = looking(await openTemp(), [threshold], start - HOUR_MS)
    await commit(failures(6, start - 2 * MINUTE_MS))
    expect(await look(start - MINUTE_MS)).toHaveLength(1)
    for (let m = 0; m < 8; m++) await look(start + m * MINUTE_MS)
    await commit(failures(1, start - 2 * MINUTE_MS))
    expect(await look(start + 8 * MINUTE_MS)).toEqual([])
  })

  it('fire nothing for a window from before the restart', async () => {
    const store = await openTemp()
    const before = looking(store, [threshold], start - HOUR_MS)
    await before.look(start - 4 * MINUTE_MS)
    const after = looking(store, [threshold], start - HOUR_MS)
    await after.look(start)
    await after.commit(failures(9, start - 6 * MINUTE_MS))
    expect(await after.look(start + MINUTE_MS)).toEqual([])
  })
})

describe('a downtime', () => {
  it('is told once, with the failures meanwhile; what ended in it has no known end', async () => {
    const store = await openTemp()
    const before = looking(store, [threshold], start - HOUR_MS)
    await before.commit(failures(6, start))
    expect(await before.look(start)).toHaveLength(1)
    const after = looking(store, [threshold], start - HOUR_MS)
    await after.commit(failures(40, start + 30 * MINUTE_MS))
    const notified = await after.look(start + 2 * HOUR_MS)
    expect(notified[0]).toContain('Monitoring gap: 2 h')
    expect(notified[0]).toContain('40 failures in that time are in the digest')
    expect(notified[1]).toContain('resolved, end unknown')
    expect(await after.look(start + 2 * HOUR_MS + MINUTE_MS)).toEqual([])
    expect(await store.watchGaps()).toEqual([{ from: start, to: start + 2 * HOUR_MS, why: 'late' }])
  })
})

it('failures from before the watching never alert', async () => {
  const { commit, look } = looking(await openTemp(), [threshold], start)
  await commit(failures(50, start - 1))
  expect(await look(start)).toEqual([])
  await commit(failures(4, start + 1))
  expect(await look(start + MINUTE_MS)).toEqual([])
})

it('a `for` goes on where it was when the process is another one', async () => {
  const store = await openTemp()
  const rule: RuleInput = { ...threshold, window: '30m', for: '5m' }
  const before = looking(store, [rule], start - HOUR_MS)
  await before.commit(failures(9, start))
  expect(await before.look(start)).toEqual([])
  expect(await before.look(start + 3 * MINUTE_MS)).toEqual([])
  const after = looking(store, [rule], start - HOUR_MS)
  expect(await after.look(start + 4 * MINUTE_MS)).toEqual([])
  expect(await after.look(start + 5 * MINUTE_MS)).toHaveLength(1)
})

describe('a spike rule', () => {
  const spike: RuleInput = { name: 's', type: 'spike', by: ['model'] }

  it('learns from what was there before it, and fires far above that', async () => {
    const store = await openTemp()
    const { commit, look } = looking(store, [spike], start - 24 * HOUR_MS)
    for (let h = 24; h > 0; h--) await commit(failures(2, start - h * HOUR_MS + 7 * MINUTE_MS))
    expect(await look(start + 6 * MINUTE_MS)).toEqual([])
    await commit(failures(40, start + 6 * MINUTE_MS + 1))
    expect(await look(start + 7 * MINUTE_MS)).toEqual([])
    const [notified] = await look(start + 8 * MINUTE_MS)
    expect(notified).toMatch(
      /^first seen \d+ failures in \d+ min \(expected [\d.]+, chance of this being noise </,
    )
  })

  it('remembers the usual, and where it stood, over a restart', async () => {
    const store = await openTemp()
    const before = looking(store, [spike], start - 24 * HOUR_MS)
    for (let h = 24; h > 0; h--)
      await before.commit(failures(2, start - h * HOUR_MS + 7 * MINUTE_MS))
    await before.look(start + 6 * MINUTE_MS)
    await before.commit(failures(40, start + 6 * MINUTE_MS + 1))
    await before.look(start + 7 * MINUTE_MS)
    const kept = await store.ruleBaselines('s')
    expect(kept?.sets.size).toBe(1)
    const after = looking(store, [spike], start - 24 * HOUR_MS)
    expect(await after.look(start + 8 * MINUTE_MS)).toHaveLength(1)
  })

  it('learns anew when what it counts by has changed', async () => {
    const store = await openTemp()
    const before = looking(store, [spike], start - 24 * HOUR_MS)
    await before.commit(failures(2, start - HOUR_MS))
    await before.look(start + 6 * MINUTE_MS)
    const after = looking(store, [{ ...spike, by: ['key'] }], start - 24 * HOUR_MS)
    await after.look(start + 7 * MINUTE_MS)
    expect([...((await store.ruleBaselines('s'))?.sets.keys() ?? [])]).toEqual(['["hash-1"]'])
  })
})

describe('a flatline rule', () => {
  it('fires when the successes of a model stop that have always been there', async () => {
    const store = await openTemp()
    const rule: RuleInput = { name: 'f', type: 'flatline', by: ['model'], window: '15m' }
    const { look } = looking(store, [rule], start - 48 * HOUR_MS)
    const model = { model: 'gpt-4o', provider: 'openai', keyHash: 'k', keyName: 'k', team: 't' }
    const minutes = (from: number, to: number) =>
      Array.from({ length: (to - from) / MINUTE_MS }, (_, n) => ({
        minute: from / MINUTE_MS + n,
        dimensions: model,
        successes: 5,
        failures: 0,
        retries: 0,
      }))
    const count = (from: number, to: number, rows = minutes(from, to)) =>
      store.commitRequests({ from, to, rows })
    await count(start - 30 * HOUR_MS, start)
    expect(await look(start)).toEqual([])
    await count(start, start + 16 * MINUTE_MS, [])
    for (const m of [5, 10, 14]) expect(await look(start + m * MINUTE_MS)).toEqual([])
    const [notified] = await look(start + 15 * MINUTE_MS)
    expect(notified).toBe(
      'first seen no successful requests for 15 min (normally at least 75 per 15 min at this hour)',
    )
    await count(start + 15 * MINUTE_MS, start + 18 * MINUTE_MS)
    expect((await look(start + 17 * MINUTE_MS))[0]).toContain('resolved')
  })
})

it('a new error is told once it is frequent, one of the first hours never', async () => {
  const rule: RuleInput = { name: 'n', type: 'new_error', count: 3 }
  const { commit, look } = looking(await openTemp(), [rule], start)
  await commit(failures(9, start + MINUTE_MS, { kind: 'early' }))
  expect(await look(start + 2 * MINUTE_MS)).toEqual([])
  await commit(failures(2, start + 2 * HOUR_MS, { kind: 'new' }))
  expect(await look(start + 2 * HOUR_MS)).toHaveLength(1)
  await commit([
    ...failures(1, start + 2 * HOUR_MS + MINUTE_MS, { kind: 'new' }),
    ...failures(9, start + 2 * HOUR_MS + MINUTE_MS, { kind: 'early' }),
  ])
  const notified = await look(start + 2 * HOUR_MS + MINUTE_MS)
  expect(notified).toHaveLength(1)
  expect(notified[0]).toContain('of a new error')
})

it(
  'the same failures at the same moments tell the same, however the pages are cut',
  async () => {
    const rules: RuleInput[] = [
      threshold,
      { ...threshold, name: 'by-model', by: ['model'], count: 3, for: '1m' },
      { name: 'c', type: 'cardinality', distinct: 2, window: '5m' },
      { name: 'n', type: 'new_error', count: 2 },
    ]
    const failure = fc.record({
      look: fc.integer({ min: 0, max: 7 }),
      age: fc.integer({ min: 0, max: 12 * MINUTE_MS }),
      model: fc.constantFrom('a', 'b'),
      keyHash: fc.constantFrom('k1', 'k2', 'k3'),
      kind: fc.constantFrom('x', 'y'),
    })
    const runWith = async (
      found: readonly (typeof failure extends fc.Arbitrary<infer T> ? T : never)[],
      sizes: readonly number[],
    ) => {
      const { commit, look } = looking(await openTemp(), rules, start - 2 * HOUR_MS)
      const notified: (readonly string[])[] = []
      for (let n = 0; n < 8; n++) {
        const at = start + n * MINUTE_MS
        const due = found.filter((one) => one.look === n)
        const rows = due.flatMap(({ age, look: _, ...of }) => failures(1, at - age, of))
        for (let i = 0, k = 0; i < rows.length; k++) {
          const size = sizes[k % sizes.length] ?? 1
          await commit(rows.slice(i, i + size))
          i += size
        }
        notified.push([...(await look(at))].sort())
      }
      return notified
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(failure, { maxLength: 30 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        async (found, sizes) => {
          expect(await runWith(found, sizes)).toEqual(await runWith(found, [1000]))
        },
      ),
      { numRuns: 8 },
    )
  },
  MINUTE_MS,
)

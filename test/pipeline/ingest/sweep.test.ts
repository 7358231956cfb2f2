import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import type { FailureSource } from '../../../src/pipeline/ingest/poll-ports.ts'
import { createSweep } from '../../../src/pipeline/ingest/sweep.ts'
import { openTemp } from '../../state/open-temp.ts'
import { quiet } from '../../state/quiet.ts'
import { start } from '../evaluate/evaluate-stage.ts'

/** A sweep over windows of an hour, at two ages, of which each read takes `costMs` of a budget of ten seconds. */
const sweeping = async (costMs: number, beganAgo: number) => {
  const store = await openTemp()
  await store.watchSince(start - beganAgo)
  const clock = { at: start, now: () => clock.at }
  const said: string[] = []
  const read: (readonly [from: number, to: number])[] = []
  const source: Pick<FailureSource, 'now' | 'tables' | 'horizon'> = {
    now: async () => start,
    tables: async () => ['SpendLogs'],
    horizon: async () => ({ newest: start, truthfulAfter: null }),
  }
  const sweep = createSweep(
    source,
    store,
    async ({ from, to }) => {
      clock.at += costMs
      read.push([(from - start) / HOUR_MS, (to - start) / HOUR_MS])
      return 0
    },
    {
      agesMs: [2 * HOUR_MS, 8 * HOUR_MS],
      windowMs: HOUR_MS,
      budgetMs: 10_000,
      reachMs: 29 * DAY_MS,
      firstLookbackMs: 0,
    },
    clock,
    { ...quiet, warn: (_, message) => said.push(message) },
  )
  return {
    said,
    /** One trigger; resolves with the stretches read, in hours from now. */
    trigger: async () => {
      const before = read.length
      await sweep(new AbortController().signal)
      clock.at += HOUR_MS - MINUTE_MS
      return read.slice(before)
    },
  }
}

describe('the sweep', () => {
  it('stops when its share of database time is used up, and goes on there at the next trigger', async () => {
    const { trigger, said } = await sweeping(4_000, 12 * HOUR_MS)
    // The oldest age first: nothing looks there again.
    expect(await trigger()).toEqual([
      [-12, -11],
      [-11, -10],
      [-10, -9],
    ])
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('used up its share')
    expect(await trigger()).toEqual([
      [-9, -8],
      [-12, -11],
      [-11, -10],
    ])
    const rest = [await trigger(), await trigger(), await trigger()].flat()
    const missing = Array.from({ length: 8 }, (_, n) => [n - 10, n - 9])
    expect(rest).toEqual(missing)
    expect(await trigger()).toEqual([])
    expect(said).toHaveLength(4)
  })

  it('reads all that has come of age at one trigger where the share suffices', async () => {
    const { trigger, said } = await sweeping(500, 12 * HOUR_MS)
    expect(await trigger()).toHaveLength(14)
    expect(await trigger()).toEqual([])
    expect(said).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { openTemp } from '../../state/open-temp.ts'
import { failures, looking, start } from './evaluate-stage.ts'

const rule = { name: 'burst', type: 'threshold', count: 5, window: '5m' } as const

/** A state that has measured a thousand rows, each 40 minutes late, and evaluations on it. */
const withLateRows = async (overlap: Parameters<typeof looking>[3]) => {
  const store = await openTemp()
  const events = failures(1_000, start - 3 * HOUR_MS)
  const visibleAt = events.map(({ startTime }) => startTime + 40 * MINUTE_MS)
  await store.commitPage({
    table: 'SpendLogs',
    events,
    visibleAt,
    mark: null,
    late: false,
    now: start - 2 * HOUR_MS,
  })
  return looking(store, [rule], start - 2 * HOUR_MS, overlap)
}

const untilLateRows = async (overlap: Parameters<typeof looking>[3]) => {
  const { look, commit } = await withLateRows(overlap)
  for (let at = start; at <= start + HOUR_MS; at += MINUTE_MS) await look(at)
  // Forty minutes late: twice the least overlap is over, the learned one is not.
  await commit(failures(6, start + 20 * MINUTE_MS))
  return look(start + HOUR_MS + MINUTE_MS)
}

describe('the learned overlap', () => {
  it('is the one that rules go by: late rows within it alert', async () => {
    const sent = await untilLateRows({ minMs: 5 * MINUTE_MS, maxMs: 2 * HOUR_MS })
    expect(sent).toHaveLength(1)
    expect(sent[0]).toContain('6 failures')
  })

  it('keeps a window that ended before it from alerting', async () => {
    expect(await untilLateRows(5 * MINUTE_MS)).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bucketEnd,
  latenessBucket,
  latenessQuantile,
  overlapOf,
} from '../../src/domain/lateness.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'

const bounds = { minMs: 15 * MINUTE_MS, maxMs: 120 * MINUTE_MS }

describe('the lateness histogram', () => {
  it('puts each lateness below the end of its bucket, by no more than a factor of √2', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_001, max: DAY_MS }), (ms) => {
        const end = bucketEnd(latenessBucket(ms))
        expect(end).toBeGreaterThanOrEqual(ms)
        expect(end / ms).toBeLessThan(1.415)
      }),
    )
  })

  it('takes a row from the future as not late at all', () => {
    expect(latenessBucket(-5_000)).toBe(0)
  })

  it('finds the lateness that a share of the rows stayed within', () => {
    const counts = [
      { bucket: latenessBucket(20_000), count: 990 },
      { bucket: latenessBucket(30 * MINUTE_MS), count: 10 },
    ]
    expect(latenessQuantile(counts, 0.5)).toBeLessThan(30_000)
    expect(latenessQuantile(counts, 0.999)).toBeGreaterThanOrEqual(30 * MINUTE_MS)
    expect(latenessQuantile([], 0.5)).toBeNull()
  })
})

describe('the overlap', () => {
  const rows = (ms: number, count: number) => [{ bucket: latenessBucket(ms), count }]

  it('follows what 99.9 % of the rows stayed within', () => {
    const overlap = overlapOf(rows(40 * MINUTE_MS, 5_000), bounds)
    expect(overlap).toBeGreaterThanOrEqual(40 * MINUTE_MS)
    expect(overlap).toBeLessThan(HOUR_MS)
  })

  it('stays between its bounds', () => {
    expect(overlapOf(rows(10_000, 5_000), bounds)).toBe(bounds.minMs)
    expect(overlapOf(rows(600 * MINUTE_MS, 5_000), bounds)).toBe(bounds.maxMs)
  })

  it('learns nothing from a handful of rows', () => {
    expect(overlapOf(rows(100 * MINUTE_MS, 50), bounds)).toBe(bounds.minMs)
  })
})

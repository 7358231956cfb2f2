import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { holdOffset } from '../../../src/pipeline/ingest/steady-offset.ts'
import { start } from '../evaluate/evaluate-stage.ts'

type Skew = readonly [ours: number, database: number]

/** The offsets in use, of polls a minute apart at which the clocks were wrong by so much; `rows`: LiteLLM's is. */
const usedOver = (
  skews: readonly Skew[],
  rows: ((n: number) => number | null) | null = () => 0,
) => {
  let held: Parameters<typeof holdOffset>[0] = null
  return skews.map(([ours, database], n) => {
    const now = start + n * MINUTE_MS
    const newest = rows?.(n) ?? null
    const reading = { ours: now + ours, database: now + database }
    held = holdOffset(held, { ...reading, newest: newest === null ? null : now + newest })
    return held.offset
  })
}
const times = (n: number, skew: Skew) => Array.from({ length: n }, () => skew)

describe('the clock that the rules go by', () => {
  it("is the database's, where the two have always been apart, drift, or ours is set", () => {
    expect(usedOver(times(3, [0, HOUR_MS]))).toEqual([HOUR_MS, HOUR_MS, HOUR_MS])
    const drifting = Array.from({ length: 60 }, (_, n): Skew => [0, n * MINUTE_MS])
    expect(usedOver(drifting).at(-1)).toBe(59 * MINUTE_MS)
    for (const set of [HOUR_MS, -HOUR_MS])
      expect(
        usedOver([
          [0, 0],
          [set, 0],
        ]).at(-1),
      ).toBe(-set)
  })

  it("is not the database's while that alone was set away from ours", () => {
    expect(usedOver([[0, 0], ...times(90, [0, HOUR_MS]), [0, 0]])).toEqual(Array(92).fill(0))
    expect(usedOver([[0, 0], ...times(90, [0, -HOUR_MS]), [0, 0]])).toEqual(Array(92).fill(0))
  })

  it("is the database's as soon as the rows have gone along, or it agrees with ours", () => {
    const follow = (n: number) => (n < 3 ? 0 : HOUR_MS)
    expect(usedOver([[0, 0], ...times(4, [0, HOUR_MS])], follow)).toEqual([
      0,
      0,
      0,
      HOUR_MS,
      HOUR_MS,
    ])
    expect(
      usedOver([
        [0, HOUR_MS],
        [0, 0],
      ]),
    ).toEqual([HOUR_MS, 0])
  })

  it("is the database's after a while where no row can tell", () => {
    const unknown = usedOver([[0, 0], ...times(20, [0, HOUR_MS])], null)
    expect([unknown.at(10), unknown.at(-1)]).toEqual([0, HOUR_MS])
    const noneSince = (n: number) => -n * MINUTE_MS
    expect(usedOver([[0, 0], ...times(20, [0, -HOUR_MS])], noneSince).at(-1)).toBe(-HOUR_MS)
  })
})

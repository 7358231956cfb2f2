import { describe, expect, it } from 'vitest'
import {
  type LabelledSet,
  readLitellmSets,
  readLogSets,
  readOwnSets,
} from '../../../bench/grouping/corpora.ts'
import { score } from '../../../bench/grouping/scores.ts'
import { createFingerprinter } from '../../../src/classify/grouping/fingerprint.ts'
import { referenceData } from '../../support/reference-data.ts'

const directory = referenceData('corpora')

const scoreOf = ({ inputs, labels }: LabelledSet) =>
  score(
    labels,
    inputs.map(createFingerprinter()).map(({ fingerprint }) => fingerprint),
  )

describe.skipIf(directory === null)('on the labelled sets', () => {
  it("groups LiteLLM's errors as promised", () => {
    const [all] = readLitellmSets(directory ?? '')
    if (all === undefined) throw new Error('no set of errors there')
    const scores = scoreOf(all)
    expect(scores.ga).toBeGreaterThanOrEqual(0.85)
    expect(scores.pairPrecision).toBeGreaterThanOrEqual(0.99)
    expect(scores.pairRecall).toBeGreaterThanOrEqual(0.9)
  })

  it('groups system logs as promised', () => {
    const scores = readLogSets(directory ?? '').map(scoreOf)
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(scores.map(({ ga }) => ga))).toBeGreaterThanOrEqual(0.85)
    expect(mean(scores.map(({ fga }) => fga))).toBeGreaterThanOrEqual(0.85)
    for (const { pairPrecision } of scores) expect(pairPrecision).toBeGreaterThanOrEqual(0.99)
  })
})

describe("on the repository's own sets", () => {
  it.each(readOwnSets().map((set) => [set.name, set] as const))('groups %s', (_, set) => {
    const scores = scoreOf(set)
    expect(scores.ga).toBeGreaterThanOrEqual(0.9)
    expect(scores.pairPrecision).toBeGreaterThanOrEqual(0.99)
    expect(scores.pairRecall).toBeGreaterThanOrEqual(0.92)
  })
})

describe('the scores', () => {
  it('are 1 for the same groups under other names', () => {
    expect(score(['a', 'a', 'b'], ['x', 'x', 'y'])).toMatchObject({ ga: 1, fga: 1, pairRecall: 1 })
  })

  it('count a group only when it is found exactly', () => {
    // a is split, b and c are merged, d is found.
    const scores = score(['a', 'a', 'b', 'c', 'd'], ['1', '2', '3', '3', '4'])
    expect(scores).toMatchObject({ ga: 0.2, fga: 0.25, pairPrecision: 0, pairRecall: 0 })
  })
})

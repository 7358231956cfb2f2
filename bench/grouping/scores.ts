/** How well predicted groups match the labelled ones; every field but the counts is between 0 and 1. */
export interface Scores {
  readonly messages: number
  readonly trueGroups: number
  readonly predictedGroups: number
  /** Share of messages whose predicted group is exactly the true group (grouping accuracy). */
  readonly ga: number
  /** F1 of the groups found exactly. */
  readonly fga: number
  readonly pairPrecision: number
  readonly pairRecall: number
}

const pairs = (count: number): number => (count * (count - 1)) / 2

const countBy = (labels: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return counts
}

const sumPairs = (counts: Map<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + pairs(count), 0)

/**
 * Scores as log-parsing papers define them (GA: Zhu et al., ICSE-SEIP 2019; FGA: Jiang et al.,
 * ISSTA 2024; pairs as in the Rand index). Both lists are aligned with the messages.
 */
export const score = (truth: readonly string[], predicted: readonly string[]): Scores => {
  const trueCounts = countBy(truth)
  const predictedCounts = countBy(predicted)
  const cells = new Map<string, { truth: string; predicted: string; count: number }>()
  truth.forEach((label, index) => {
    const guess = predicted[index] ?? ''
    const key = `${label}\u0000${guess}`
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, { truth: label, predicted: guess, count: 1 })
    else cell.count += 1
  })
  // A group is found exactly when one cell holds all of both its label and its prediction.
  let exactMessages = 0
  let exactGroups = 0
  let commonPairs = 0
  for (const cell of cells.values()) {
    commonPairs += pairs(cell.count)
    if (
      trueCounts.get(cell.truth) === cell.count &&
      predictedCounts.get(cell.predicted) === cell.count
    ) {
      exactMessages += cell.count
      exactGroups += 1
    }
  }
  const predictedPairs = sumPairs(predictedCounts)
  const truePairs = sumPairs(trueCounts)
  return {
    messages: truth.length,
    trueGroups: trueCounts.size,
    predictedGroups: predictedCounts.size,
    ga: truth.length === 0 ? 1 : exactMessages / truth.length,
    fga: truth.length === 0 ? 1 : (2 * exactGroups) / (trueCounts.size + predictedCounts.size),
    pairPrecision: predictedPairs === 0 ? 1 : commonPairs / predictedPairs,
    pairRecall: truePairs === 0 ? 1 : commonPairs / truePairs,
  }
}

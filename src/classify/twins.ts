import type { RowKey } from '../domain/event.ts'

/** What tells whether rows of the two tables are one event. `time` in epoch milliseconds. */
export interface TwinRow extends RowKey {
  readonly time: number
  readonly model: string | null
  readonly message: string
}

/** A row of the other table, with the row it is paired with at present. */
export interface TwinCandidate extends TwinRow {
  readonly partner: TwinRow | null
}

/** How far apart in time two rows of one event may be, milliseconds. */
export const TWIN_REACH_MS = 2_000

/** LiteLLM often leaves the model of a failure out of SpendLogs: a message that both have then speaks for it. */
const agree = (a: TwinRow, b: TwinRow): boolean => {
  if (a.model === b.model) return a.message === b.message || a.message === '' || b.message === ''
  return (a.model === null || b.model === null) && a.message === b.message && a.message !== ''
}

/** Within reach, of one model, and of one message where both have one; or of one message where a model is missing. */
const mayBeTwins = (a: TwinRow, b: TwinRow): boolean =>
  a.table !== b.table && Math.abs(a.time - b.time) <= TWIN_REACH_MS && agree(a, b)

type Rank = readonly (string | number)[]

/**
 * Equal messages before a missing one, equal models before a missing one, then the nearest in time, then by keys. Every pair has a rank of its
 * own, the same from both sides.
 */
const rankOf = (a: TwinRow, b: TwinRow): Rank => {
  const [spend, error] = a.table === 'SpendLogs' ? [a, b] : [b, a]
  return [
    a.message === b.message ? 0 : 1,
    a.model === b.model ? 0 : 1,
    Math.abs(a.time - b.time),
    spend.startTime,
    spend.requestId,
    error.startTime,
    error.requestId,
  ]
}

const precedes = (a: Rank, b: Rank): boolean => {
  for (const [index, left] of a.entries()) {
    const right = b[index]
    if (right !== undefined && left !== right) return left < right
  }
  return false
}

/**
 * The row that `row` is paired with, among rows of the other table; null for none. A candidate that already
 * has a partner changes only for a pair that ranks before its present one; that partner is then free and has
 * to be asked in its turn, until one finds a free row or none.
 *
 * Pairing every new row so keeps the pairing stable (no two rows rank each other before what they have), and
 * where both sides rank by one order of all pairs there is exactly one stable pairing: the result does not
 * depend on the order in which rows came. Source: Gale and Shapley, College Admissions (1962); uniqueness for
 * globally ranked pairs: Abraham, Levavi, Manlove, O'Malley (2007).
 */
export const chooseTwin = <T extends TwinCandidate>(
  row: TwinRow,
  candidates: readonly T[],
): T | null => {
  let best: { readonly candidate: T; readonly rank: Rank } | null = null
  for (const candidate of candidates) {
    if (!mayBeTwins(row, candidate)) continue
    const rank = rankOf(row, candidate)
    if (best !== null && !precedes(rank, best.rank)) continue
    const { partner } = candidate
    if (partner === null || precedes(rank, rankOf(candidate, partner))) best = { candidate, rank }
  }
  return best === null ? null : best.candidate
}

import { isStatementTimeout } from '../connection/explain-error.ts'
import type { Stretch } from '../failure-sql.ts'

/** A stretch this short that is still too slow has another cause than its length. Milliseconds. */
const SHORTEST = 60_000

/**
 * Reads a stretch in key order; when the database ends the statement for its time, the halves one after the other, so
 * that a sparse month can be read under the same timeout as a busy hour. `now` (epoch ms) stands in for an open end.
 */
export async function bisecting<T>(
  stretch: Stretch,
  now: number,
  read: (stretch: Stretch) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await read(stretch)
  } catch (error) {
    const from = Math.max(stretch.from, stretch.after?.startTime ?? stretch.from)
    const to = stretch.to ?? now
    if (!isStatementTimeout(error) || to - from < SHORTEST) throw error
    const middle = Math.floor((from + to) / 2)
    const first = await bisecting({ ...stretch, to: middle }, now, read)
    if (first.length >= stretch.limit) return first
    const rest = { ...stretch, from: middle, after: null, limit: stretch.limit - first.length }
    return [...first, ...(await bisecting(rest, now, read))]
  }
}

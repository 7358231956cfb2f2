import type { HighWaterMark } from './poll-ports.ts'

/** What is known about a table when a poll begins. Epoch milliseconds, by the database's clock. */
export interface CursorState {
  readonly mark: HighWaterMark | undefined
  readonly databaseNow: number
  readonly settleMs: number
  readonly firstLookbackMs: number
  /** Start of the newest row now, and of the newest row ever seen; null: none, or unknown. */
  readonly newest: number | null
  readonly newestSeen: number | null
}

type CursorReason = 'first run' | 'going on' | 'mark ahead of the clock' | 'source went back'

export interface CursorPlan {
  /** Where to continue reading. */
  readonly start: HighWaterMark
  /** Upper limit of the high-water mark, epoch milliseconds. */
  readonly limit: number
  /** Whether the overlap before the start is to be read again. */
  readonly overlap: boolean
  readonly reason: CursorReason
}

export const beginOf = (startTime: number): HighWaterMark => ({ startTime, requestId: '' })

/** Rounding, or a deleted newest row, do not mean another database. */
const backwardMs = 5_000

/**
 * Where a poll continues, and how far the high-water mark may go. It stays a settle margin behind the database's clock
 * and never passes the newest row. There is nothing to read after that row, so this costs nothing, and a lagging
 * replica or a restored older database is read from where it really ends.
 */
export const planCursor = (state: CursorState): CursorPlan => {
  const { mark, databaseNow, newest, newestSeen } = state
  const settled = databaseNow - state.settleMs
  const limit = Math.min(settled, newest ?? settled)
  if (mark === undefined) {
    const start = beginOf(databaseNow - state.firstLookbackMs)
    return { start, limit, overlap: false, reason: 'first run' }
  }
  if (newest !== null && newestSeen !== null && newest < newestSeen - backwardMs) {
    const start = newest < mark.startTime ? beginOf(newest) : mark
    return { start, limit, overlap: true, reason: 'source went back' }
  }
  if (mark.startTime > databaseNow)
    return { start: beginOf(limit), limit, overlap: true, reason: 'mark ahead of the clock' }
  return { start: mark, limit, overlap: true, reason: 'going on' }
}

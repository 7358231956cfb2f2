import type { HighWaterMark } from './poll-ports.ts'

/** What is known of a table when a poll begins. Epoch milliseconds, by the database's clock. */
export interface CursorState {
  readonly mark: HighWaterMark | undefined
  readonly databaseNow: number
  readonly settleMs: number
  readonly firstLookbackMs: number
  /** Start of the newest row now, and of the newest that was ever seen; null: none, or not to be had. */
  readonly newest: number | null
  readonly newestSeen: number | null
}

type CursorReason = 'first run' | 'going on' | 'mark ahead of the clock' | 'source went back'

export interface CursorPlan {
  /** Where to read on from. */
  readonly start: HighWaterMark
  /** The mark goes no further than this, epoch milliseconds. */
  readonly limit: number
  /** Whether the overlap behind the start is to be read again. */
  readonly overlap: boolean
  readonly reason: CursorReason
}

export const beginOf = (startTime: number): HighWaterMark => ({ startTime, requestId: '' })

/** Rounding, and a newest row that was deleted, are no sign of another database. */
const backwardMs = 5_000

/**
 * Where a poll reads on, and how far the mark may go. It stays a settle margin behind the database's clock and never
 * passes the newest row: behind that row there is nothing to read, so it costs nothing, and a replica that lags or a
 * restored older database is read from where it really stands.
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

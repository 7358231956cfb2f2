import type { SourceTable } from '../../domain/event.ts'
import type { QueuedNotification } from './evaluate-ports.ts'

export interface TrafficSource {
  /** Rows of any outcome with startTime in [from, to), counted up to `most`; epoch milliseconds. */
  readonly rowsBetween: (
    table: SourceTable,
    from: number,
    to: number,
    most: number,
    signal: AbortSignal,
  ) => Promise<number>
}

export interface NoDataStore {
  /** Number of the newest event; 0 when no failure was ever seen. */
  readonly newestEvent: () => Promise<number>
  /** ONE transaction: queues it, once for ever under this name. False when it was said before. */
  readonly notifyOnce: (name: string, message: QueuedNotification, now: number) => Promise<boolean>
}

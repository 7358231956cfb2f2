import type { StoredEvent } from '../../domain/event.ts'
import type { DigestNotification } from '../../domain/notification.ts'
import type { QueuedNotification } from '../evaluate/evaluate-ports.ts'

/** Events are numbered in the order of their commits; a digest has those of its day up to a number. */
export interface MadeDigest {
  readonly day: string
  readonly uptoEvent: number
  readonly notification: DigestNotification
}

export interface DigestStore {
  /** The newest digest with this name by day; null if there is none. */
  readonly lastDigest: (digest: string) => Promise<MadeDigest | null>
  /** The digest as it was first made; null if it was not. */
  readonly madeDigest: (digest: string, day: string) => Promise<MadeDigest | null>
  /** Number of the newest event; 0 for none. */
  readonly newestEvent: () => Promise<number>
  /**
   * Events with time in [from, to) and number in (afterEvent, uptoEvent], in bounded batches, oldest time first;
   * without twins. A day's own: (0, upto]. Late ones of earlier days: time before the day, (previous upto, upto].
   */
  readonly periodEvents: (period: {
    readonly from: number
    readonly to: number
    readonly afterEvent: number
    readonly uptoEvent: number
  }) => AsyncIterable<StoredEvent>
  /**
   * ONE transaction: stores the digest and queues it. False if this (digest, day) was made before: then nothing
   * changes.
   */
  readonly makeDigest: (made: {
    readonly digest: string
    readonly day: string
    readonly uptoEvent: number
    readonly now: number
    readonly notification: DigestNotification
    readonly queue: readonly QueuedNotification[]
  }) => Promise<boolean>
  /** Events up to this number count as reported by digests of a state that was lost; 0 if there was none. */
  readonly reportedUpto: () => Promise<number>
  /** Start of monitoring, epoch milliseconds; null before the first poll. */
  readonly watchingSince: () => Promise<number | null>
}

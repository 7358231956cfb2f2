import type { Notification } from '../../domain/notification.ts'
import type { ChannelHealth } from '../../routing/refusal.ts'
import type { QueuedNotification } from '../evaluate/evaluate-ports.ts'

/** One notification to be sent on one channel. Times in epoch milliseconds. */
export interface OutboxRow {
  readonly id: number
  readonly channel: string
  readonly notification: Notification
  readonly orderKey: string
  readonly createdAt: number
  readonly dueAt: number
  /** Failed attempts so far. */
  readonly attempts: number
  /** When the channel's rate limit held it back; null for a message that may be sent. */
  readonly heldAt: number | null
}

export interface OutboxStore {
  /**
   * Due rows of one channel, oldest first; never a row while an older one with its order key is unsent. A row that is
   * held back does not block others.
   */
  readonly due: (channel: string, now: number, limit: number) => Promise<readonly OutboxRow[]>
  /** All unsent rows with one order key, due or not, oldest first; without those held back. */
  readonly unsent: (channel: string, orderKey: string) => Promise<readonly OutboxRow[]>
  /** `absorbed`: rows whose content was in the same message. */
  readonly markSent: (
    id: number,
    now: number,
    detail: string,
    absorbed?: readonly number[],
    report?: QueuedNotification,
  ) => Promise<void>
  /**
   * Counts a failed attempt and waits until `dueAt`; no longer if the clock is before `now`, because it was set back.
   */
  readonly postpone: (
    id: number,
    now: number,
    dueAt: number,
    reason: string,
    report?: QueuedNotification,
  ) => Promise<void>
  /** Gives up: a dead letter, kept and reported. */
  readonly markDead: (
    id: number,
    now: number,
    reason: string,
    report?: QueuedNotification,
  ) => Promise<void>
  /** A row that is no longer needed: finished without being sent. */
  readonly drop: (id: number, now: number) => Promise<void>
  /** Holds rows back until a moment, because of the channel's rate limit. */
  readonly hold: (ids: readonly number[], until: number, now: number) => Promise<void>
  /** Rows that were held back and are due again (or that were held back later than now), oldest first. */
  readonly held: (channel: string, now: number) => Promise<readonly OutboxRow[]>
  /** ONE transaction: held rows are finished, and the message that replaces them is queued. */
  readonly rollUp: (
    ids: readonly number[],
    instead: QueuedNotification,
    now: number,
  ) => Promise<void>
  /** Number of messages that a channel accepted since then. */
  readonly sentSince: (channel: string, since: number) => Promise<number>
  /** Delivery status of the channels with these names, in their order. */
  readonly health: (channels: readonly string[]) => Promise<readonly ChannelHealth[]>
}

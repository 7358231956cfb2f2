import type { Notification } from '../../domain/notification.ts'
import type { ChannelHealth } from '../../routing/refusal.ts'
import type { QueuedNotification } from '../evaluate/evaluate-ports.ts'

/** One notification on its way to one channel. Times in epoch milliseconds. */
export interface OutboxRow {
  readonly id: number
  readonly channel: string
  readonly notification: Notification
  readonly orderKey: string
  readonly createdAt: number
  readonly dueAt: number
  /** Sends tried so far. */
  readonly attempts: number
  /** When the channel's ceiling held it back; null for a message that may go. */
  readonly heldAt: number | null
}

export interface OutboxStore {
  /**
   * Due rows of one channel, oldest first; never a row while an older one of its order key is unsent. A row that is
   * held back keeps no other one waiting.
   */
  readonly due: (channel: string, now: number, limit: number) => Promise<readonly OutboxRow[]>
  /** All unsent rows of one order key, due or not, oldest first; those held back left out. */
  readonly unsent: (channel: string, orderKey: string) => Promise<readonly OutboxRow[]>
  /** `absorbed`: rows whose news it told as well. */
  readonly markSent: (
    id: number,
    now: number,
    detail: string,
    absorbed?: readonly number[],
    report?: QueuedNotification,
  ) => Promise<void>
  /** Counts one more attempt and waits until `dueAt`; no longer once the clock is before `now`: it was set back. */
  readonly postpone: (
    id: number,
    now: number,
    dueAt: number,
    reason: string,
    report?: QueuedNotification,
  ) => Promise<void>
  /** Gives up: a dead message, kept and reported. */
  readonly markDead: (
    id: number,
    now: number,
    reason: string,
    report?: QueuedNotification,
  ) => Promise<void>
  /** A row that nobody needs any more: done with, unsent. */
  readonly drop: (id: number, now: number) => Promise<void>
  /** Keeps rows back until a moment, for the channel's ceiling. */
  readonly hold: (ids: readonly number[], until: number, now: number) => Promise<void>
  /** Rows that were held back and whose time has come (or whose holding lies ahead of the clock), oldest first. */
  readonly held: (channel: string, now: number) => Promise<readonly OutboxRow[]>
  /** ONE transaction: held rows are done with, and the message in their place is queued. */
  readonly rollUp: (
    ids: readonly number[],
    instead: QueuedNotification,
    now: number,
  ) => Promise<void>
  /** Messages that a channel took since then. */
  readonly sentSince: (channel: string, since: number) => Promise<number>
  /** How the channels of these names have been doing, in their order. */
  readonly health: (channels: readonly string[]) => Promise<readonly ChannelHealth[]>
}

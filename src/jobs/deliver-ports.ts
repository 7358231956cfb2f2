import type { Notification } from '../notifying/notification.ts'

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
}

export interface OutboxStore {
  /** Due rows of one channel, oldest first; never a row while an older one of its order key is unsent. */
  readonly due: (channel: string, now: number, limit: number) => Promise<readonly OutboxRow[]>
  readonly markSent: (id: number, now: number, detail: string) => Promise<void>
  /** Counts one more attempt and waits until `dueAt`. */
  readonly postpone: (id: number, dueAt: number, reason: string) => Promise<void>
  /** Gives up: a dead letter, kept and reported. */
  readonly markDead: (id: number, now: number, reason: string) => Promise<void>
}

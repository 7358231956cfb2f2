import type { AlertRecord } from '../domain/alert.ts'
import type { AlertReason } from '../domain/notification.ts'

/** One alert within a group, as stored in the state between evaluations. */
export interface GroupMember {
  readonly alert: AlertRecord
  /** Channels for which its firing message has been queued. Empty: nobody was notified. */
  readonly told: readonly string[]
  /** What there is to report about it and has not been sent yet. */
  readonly pending: AlertReason | null
  /** Why it is held back, as text; '' if it is not. */
  readonly why: string
  /** When it was last inhibited, epoch milliseconds. */
  readonly inhibitedAt: number | null
  /** What its failures had in common when it fired, besides its labels. */
  readonly shared: Readonly<Record<string, string>>
}

/** Alerts of one route that are sent together. Times in epoch milliseconds. */
export interface AlertGroup {
  /** The route's path and the values that its members share. */
  readonly key: string
  readonly route: string
  readonly labels: Readonly<Record<string, string>>
  readonly flushedAt: number | null
  /** Until when a message waits for more alerts; null if none is to be sent. */
  readonly waitUntil: number | null
  /** When Alertmanagers were last sent it as still firing. */
  readonly resentAt: number | null
  readonly members: readonly GroupMember[]
}

/** The resulting group: `group` is null for one that has ended. */
export interface GroupChange {
  readonly key: string
  readonly group: AlertGroup | null
}

export const waitingForGroup = 'waiting for group'

export const isOver = (reason: AlertReason | null): boolean =>
  reason?.startsWith('resolved') === true

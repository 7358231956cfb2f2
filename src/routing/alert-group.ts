import type { AlertRecord } from '../domain/alert.ts'
import type { AlertReason } from '../domain/notification.ts'

/** One alert within a group, as the state remembers it between looks at the rules. */
export interface GroupMember {
  readonly alert: AlertRecord
  /** Channels for which a message that it fires has been queued. Empty: nobody was told. */
  readonly told: readonly string[]
  /** What is to be told of it and has not been yet. */
  readonly pending: AlertReason | null
  /** Why it is not told, in words; '' when nothing keeps it. */
  readonly why: string
  /** When it was last inhibited, epoch milliseconds. */
  readonly inhibitedAt: number | null
  /** What its failures had in common when it fired, beyond its labels. */
  readonly shared: Readonly<Record<string, string>>
}

/** Alerts of one route that are told together. Times in epoch milliseconds. */
export interface AlertGroup {
  /** The route's place and the values that its members share. */
  readonly key: string
  readonly route: string
  readonly labels: Readonly<Record<string, string>>
  readonly flushedAt: number | null
  /** A message waits until then for more alerts; null while none is to be sent. */
  readonly waitUntil: number | null
  /** When Alertmanagers were last told that it still fires. */
  readonly resentAt: number | null
  readonly members: readonly GroupMember[]
}

/** What became of a group: `group` null for one that is over. */
export interface GroupChange {
  readonly key: string
  readonly group: AlertGroup | null
}

export const waitingForGroup = 'waiting for group'

export const isOver = (reason: AlertReason | null): boolean =>
  reason?.startsWith('resolved') === true

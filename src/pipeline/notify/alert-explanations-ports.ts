import type { AlertNotification, Notification } from '../../domain/notification.ts'
import type { DispatchStore, QueuedNotification } from '../evaluate/evaluate-ports.ts'

export interface AlertExplanationsStore extends Pick<DispatchStore, 'silences'> {
  /** ONE transaction: queues a late explanation, unless its alert has resolved. False: it has. */
  readonly queueExplanation: (
    message: QueuedNotification,
    alert: string,
    now: number,
  ) => Promise<boolean>
}

/** What one channel's delivery worker needs for the explanations of alerts. */
export interface MessageExplanations {
  /**
   * Whether a message still waits for its explanation. `queuedAt`: epoch milliseconds. Requests it if nothing has yet.
   */
  readonly awaits: (notification: Notification, queuedAt: number) => boolean
  /** The message with its explanation, if there is one. */
  readonly complete: (notification: Notification) => Notification
  /** The channel accepted the message as it was sent: a later explanation follows it. Never rejects. */
  readonly taken: (notification: Notification, orderKey: string) => Promise<void>
}

/** An alert's message for firing or a repeat: worth an explanation. */
export const wantsExplanation = (notification: Notification): notification is AlertNotification =>
  notification.kind === 'alert' &&
  (notification.reason === 'first seen' || notification.reason === 'still firing') &&
  notification.followUp !== true &&
  notification.alert.total > 0

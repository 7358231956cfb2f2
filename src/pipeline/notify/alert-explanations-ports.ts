import type { AlertNotification, Notification } from '../../domain/notification.ts'
import type { DispatchStore, QueuedNotification } from '../evaluate/evaluate-ports.ts'

export interface AlertExplanationsStore extends Pick<DispatchStore, 'silences'> {
  /** ONE transaction: queues words that came late, unless their alert is over by now. False: it is. */
  readonly queueExplanation: (
    message: QueuedNotification,
    alert: string,
    now: number,
  ) => Promise<boolean>
}

/** What one channel's delivery worker has to do with the words of alerts. */
export interface MessageExplanations {
  /** Whether a message stays a little longer for its words. `queuedAt`: epoch milliseconds. Asks for them if nobody has. */
  readonly awaits: (notification: Notification, queuedAt: number) => boolean
  /** The message with its words, where they are there. */
  readonly complete: (notification: Notification) => Notification
  /** The channel took the message as it was sent: words that come later follow it. Never rejects. */
  readonly taken: (notification: Notification, orderKey: string) => Promise<void>
}

/** An alert's message that goes out for the first time, or again: what words are worth asking for. */
export const wantsExplanation = (notification: Notification): notification is AlertNotification =>
  notification.kind === 'alert' &&
  (notification.reason === 'first seen' || notification.reason === 'still firing') &&
  notification.followUp !== true &&
  notification.alert.total > 0

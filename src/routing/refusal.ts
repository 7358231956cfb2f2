import { createHash } from 'node:crypto'
import type { Notification, SystemNotification } from '../domain/notification.ts'
import { DAY_MS } from '../domain/units.ts'
import { subjectOf } from './subject.ts'

/** Delivery status of a channel. Epoch milliseconds. */
export interface ChannelHealth {
  readonly channel: string
  readonly lastSentAt: number | null
  /** Whether a message waits that it did not accept, or the last one was refused permanently. */
  readonly failing: boolean
}

const reportPrefix = 'refused-'

interface Report {
  readonly notification: SystemNotification
  readonly channels: readonly string[]
}

/** The first other channel that works. */
const firstWorking = (
  channel: string,
  health: readonly ChannelHealth[],
): readonly ChannelHealth[] =>
  health.filter((each) => each.channel !== channel && !each.failing).slice(0, 1)

/**
 * The message that reports a failing channel through other channels: through the first that works, or all if none is
 * known to. Its id contains the channel's last success, so it is sent once until the channel works again. Null if there
 * is no other channel, and for such a message itself: two failing channels must not report each other.
 */
export const refusalReport = (
  failed: { readonly channel: string; readonly notification: Notification },
  why: { readonly reason: string; readonly error: string; readonly forGood: boolean },
  health: readonly ChannelHealth[],
  now: number,
): Report | null => {
  const { channel, notification } = failed
  const others = health.filter((each) => each.channel !== channel)
  if (others.length === 0 || notification.id.startsWith(reportPrefix)) return null
  const working = firstWorking(channel, health)
  const notified = working.length > 0 ? working : others
  const own = health.find((each) => each.channel === channel)
  return {
    channels: notified.map((each) => each.channel),
    notification: {
      kind: 'system',
      id: `${reportPrefix}${channel}-${own?.lastSentAt ?? 0}`,
      instance: notification.instance,
      timezone: notification.timezone,
      createdAt: now,
      severity: 'warning',
      notice: {
        kind: 'channel_failing',
        channel,
        subject: subjectOf(notification),
        error: why.error,
        permanent: why.forGood,
      },
    },
  }
}

const week = 7 * DAY_MS

/**
 * The message that reports the recipients who were refused while others got the mail: through another channel that
 * works, otherwise through this one. Sent once a week for the same recipients; null for such a message itself.
 */
export const missedReport = (
  sent: { readonly channel: string; readonly notification: Notification },
  { missed, detail }: { readonly missed: readonly string[]; readonly detail: string },
  health: readonly ChannelHealth[],
  now: number,
): Report | null => {
  const { channel, notification } = sent
  if (missed.length === 0 || notification.id.startsWith(reportPrefix)) return null
  const names = missed.toSorted()
  const who = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 16)
  const [notified = { channel }] = firstWorking(channel, health)
  return {
    channels: [notified.channel],
    notification: {
      kind: 'system',
      id: `${reportPrefix}${channel}-${who}-${Math.floor(now / week)}`,
      instance: notification.instance,
      timezone: notification.timezone,
      createdAt: now,
      severity: 'warning',
      notice: {
        kind: 'recipients_refused',
        channel,
        subject: subjectOf(notification),
        recipients: names,
        answer: detail,
      },
    },
  }
}

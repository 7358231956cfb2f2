import type { Notification, SystemNotification } from './notification.ts'

/** How a channel has been doing. Epoch milliseconds. */
export interface ChannelHealth {
  readonly channel: string
  readonly lastSentAt: number | null
  /** Whether a message waits that it did not take. */
  readonly failing: boolean
}

const reportPrefix = 'refused-'

const nameOf = (notification: Notification): string => {
  switch (notification.kind) {
    case 'alert':
      return `alert ${notification.alert.rule} (${notification.reason})`
    case 'digest':
      return `the digest of ${notification.day}`
    case 'report':
      return 'a report'
    case 'system':
      return `“${notification.title}”`
  }
}

/**
 * The message that says through other channels that one of them does not work: to the first that does, or to all when
 * none is known to. Its id is the channel's last success, so that it is told once until the channel works again.
 * Null where there is nobody to tell, and for such a message itself: two broken channels must not write to each other.
 */
export const refusalReport = (
  failed: { readonly channel: string; readonly notification: Notification },
  why: { readonly reason: string; readonly error: string; readonly forGood: boolean },
  health: readonly ChannelHealth[],
  now: number,
): { readonly notification: SystemNotification; readonly channels: readonly string[] } | null => {
  const { channel, notification } = failed
  const others = health.filter((each) => each.channel !== channel)
  if (others.length === 0 || notification.id.startsWith(reportPrefix)) return null
  const working = others.filter(({ failing }) => !failing)
  const told = working.length > 0 ? working.slice(0, 1) : others
  const own = health.find((each) => each.channel === channel)
  return {
    channels: told.map((each) => each.channel),
    notification: {
      kind: 'system',
      id: `${reportPrefix}${channel}-${own?.lastSentAt ?? 0}`,
      instance: notification.instance,
      timezone: notification.timezone,
      createdAt: now,
      severity: 'warning',
      title: `The channel ${channel} does not take messages`,
      text: [
        why.forGood
          ? `It refused ${nameOf(notification)} for good: ${why.error}`
          : `It has not taken ${nameOf(notification)} yet: ${why.error}`,
        why.forGood
          ? 'What it refused is kept and counted by lookout status, and is not sent again.'
          : 'Lookout goes on trying.',
        'This is told once, until the channel works again. lookout check says what is wrong with it.',
      ].join('\n'),
    },
  }
}

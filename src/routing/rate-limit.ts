import { DateTime } from 'luxon'
import type { Notification, Severity, SystemNotification } from '../domain/notification.ts'
import { HOUR_MS } from '../domain/units.ts'

/** Start and end of the hour that contains a moment, epoch milliseconds. */
export const hourOf = (now: number): { readonly from: number; readonly to: number } => {
  const from = Math.floor(now / HOUR_MS) * HOUR_MS
  return { from, to: from + HOUR_MS }
}

/** What is exempt from rate limits: critical alerts, and messages that are sent once. */
export const isSpared = (notification: Notification): boolean => {
  switch (notification.kind) {
    case 'alert':
      return [notification.alert, ...notification.others].some(
        (each) => each.severity === 'critical',
      )
    // Messages about Lookout itself are rare, and nothing else contains them.
    case 'system':
    case 'digest':
      return true
    case 'report':
      return false
  }
}

const rollUpPrefix = 'held-'

/** What a message is about, for counting: `provider-failures, first seen`. */
const subject = (notification: Notification): string => {
  switch (notification.kind) {
    case 'alert': {
      const rules = new Set([notification.alert, ...notification.others].map(({ rule }) => rule))
      return `${[...rules].join(', ')}: ${notification.reason}`
    }
    case 'system':
      return notification.title
    case 'digest':
      return `digest of ${notification.day}`
    case 'report':
      return 'report'
  }
}

const severityOf = (notification: Notification): Severity =>
  notification.kind === 'alert'
    ? notification.alert.severity
    : notification.kind === 'system'
      ? notification.severity
      : 'info'

/** Maximum number of kinds of messages that are listed. */
const mostNamed = 12

const lines = (held: readonly Notification[]): readonly string[] => {
  const counts = new Map<string, number>()
  for (const each of held) counts.set(subject(each), (counts.get(subject(each)) ?? 0) + 1)
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  const rest = sorted.slice(mostNamed).reduce((sum, [, count]) => sum + count, 0)
  return [
    ...sorted.slice(0, mostNamed).map(([what, count]) => `${count} × ${what}`),
    ...(rest === 0 ? [] : [`… and ${rest} more`]),
  ]
}

export interface RollUpAbout {
  readonly channel: string
  readonly perHour: number
  /** When the first and the last of them would have been sent, epoch milliseconds. */
  readonly from: number
  readonly to: number
  readonly now: number
}

/** The one message that replaces those held back by a channel's rate limit; there is at least one. */
export const rollUp = (held: readonly Notification[], about: RollUpAbout): SystemNotification => {
  const [first] = held
  if (first === undefined) throw new RangeError('a roll-up of no message')
  const { instance, timezone } = first
  const at = (time: number) => DateTime.fromMillis(time, { zone: timezone }).toFormat('HH:mm')
  const one = held.length === 1
  return {
    kind: 'system',
    id: `${rollUpPrefix}${about.channel}-${about.from}`,
    instance,
    timezone,
    createdAt: about.now,
    severity: held.some((each) => severityOf(each) === 'warning') ? 'warning' : 'info',
    title: `${held.length} ${one ? 'message was' : 'messages were'} held back`,
    text: [
      `This channel gets at most ${about.perHour} messages an hour, critical ones apart. ` +
        `Between ${at(about.from)} and ${at(about.to)} (${timezone}) there were ${held.length} more:`,
      ...lines(held),
      'They are not sent again; the digest counts all failures, and lookout status tells what is still open.',
    ].join('\n'),
  }
}

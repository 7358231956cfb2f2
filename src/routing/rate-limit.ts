import type { NoticeSubject } from '../domain/notice.ts'
import type { Notification, Severity, SystemNotification } from '../domain/notification.ts'
import { HOUR_MS } from '../domain/units.ts'
import { subjectOf } from './subject.ts'

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

const severityOf = (notification: Notification): Severity =>
  notification.kind === 'alert'
    ? notification.alert.severity
    : notification.kind === 'system'
      ? notification.severity
      : 'info'

/** Maximum number of kinds of messages that are listed. */
const mostNamed = 12

const countSubjects = (held: readonly Notification[]) => {
  const counts = new Map<string, { readonly subject: NoticeSubject; count: number }>()
  for (const each of held) {
    const subject = subjectOf(each)
    const key = JSON.stringify(subject)
    const known = counts.get(key) ?? { subject, count: 0 }
    known.count += 1
    counts.set(key, known)
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n.count - m.count || (a < b ? -1 : 1))
  return {
    subjects: sorted.slice(0, mostNamed).map(([, counted]) => counted),
    more: sorted.slice(mostNamed).reduce((sum, [, { count }]) => sum + count, 0),
  }
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
  return {
    kind: 'system',
    id: `${rollUpPrefix}${about.channel}-${about.from}`,
    instance,
    timezone,
    createdAt: about.now,
    severity: held.some((each) => severityOf(each) === 'warning') ? 'warning' : 'info',
    notice: {
      kind: 'held_back',
      count: held.length,
      limit: about.perHour,
      from: about.from,
      to: about.to,
      ...countSubjects(held),
    },
  }
}

import type { Facts } from '../domain/facts.ts'
import type { DigestNotification, ReportNotification } from '../domain/notification.ts'
import { HOUR_MS } from '../domain/units.ts'
import type { Messages } from '../i18n/locale.ts'
import { gapLines } from './context-lines.ts'

/** Failures that were logged late: they are in the digest after. */
export const lateText = (facts: Facts, messages: Messages): string =>
  messages.late({ count: facts.late })

/** What the groups that are not shown amount to; null when all are. `shown` of the listed groups are. */
export const moreGroupsText = (facts: Facts, shown: number, messages: Messages): string | null => {
  const hidden = facts.groups.slice(shown)
  const groups = facts.moreGroups + hidden.length
  const failures = facts.moreGroupsCount + hidden.reduce((sum, { count }) => sum + count, 0)
  return groups === 0 ? null : messages.moreGroups({ groups, count: failures })
}

/** Longer than any day, DST included, milliseconds. */
export const longerThanDay = 26 * HOUR_MS

/** Whether a digest is about more than one day. */
export const isWeek = ({ from, to }: Pick<Facts, 'from' | 'to'>): boolean =>
  to - from > longerThanDay

const calmText = (
  { kind, facts }: DigestNotification | ReportNotification,
  messages: Messages,
): string => {
  if (kind === 'report') return messages.calmPeriod
  return isWeek(facts) ? messages.calmWeek : messages.calm
}

/** A calm day, week or period in two lines; in more where something was late, or there was a monitoring gap. */
export const calmLines = (
  notification: DigestNotification | ReportNotification,
  messages: Messages,
): readonly string[] => {
  const { facts } = notification
  const but = [
    ...gapLines(facts, messages),
    ...(facts.late === 0 ? [] : [lateText(facts, messages)]),
  ]
  return [calmText(notification, messages), ...(but.length === 0 ? [messages.calmSeen] : but)]
}

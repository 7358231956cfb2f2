import type { Facts } from '../domain/facts.ts'
import type { DigestNotification, ReportNotification } from '../domain/notification.ts'
import { HOUR_MS } from '../domain/units.ts'
import type { Words } from '../i18n/locale.ts'
import { gapLines } from './context-words.ts'
import { formatFailures, formatNumber } from './format.ts'

/** Failures that were written late: told once, in the digest after. */
export const lateWords = (facts: Facts, words: Words): string =>
  words.late(formatFailures(facts.late, words), facts.late === 1)

/** What the groups that are not shown amount to; null when all are. `shown` of the listed groups are. */
export const moreGroupsWords = (facts: Facts, shown: number, words: Words): string | null => {
  const hidden = facts.groups.slice(shown)
  const groups = facts.moreGroups + hidden.length
  const failures = facts.moreGroupsCount + hidden.reduce((sum, { count }) => sum + count, 0)
  return groups === 0
    ? null
    : words.moreGroups(formatNumber(groups, words), formatFailures(failures, words), groups === 1)
}

/** Longer than any day, DST included, milliseconds. */
export const longerThanDay = 26 * HOUR_MS

/** Whether a digest is about more than one day. */
export const isWeek = ({ from, to }: Pick<Facts, 'from' | 'to'>): boolean =>
  to - from > longerThanDay

const calmWords = (
  { kind, facts }: DigestNotification | ReportNotification,
  words: Words,
): string => {
  if (kind === 'report') return words.calmPeriod
  return isWeek(facts) ? words.calmWeek : words.calm
}

/** A calm day, week or period in two lines; in more where something was late, or nobody watched. */
export const calmLines = (
  notification: DigestNotification | ReportNotification,
  words: Words,
): readonly string[] => {
  const { facts } = notification
  const but = [...gapLines(facts, words), ...(facts.late === 0 ? [] : [lateWords(facts, words)])]
  return [calmWords(notification, words), ...(but.length === 0 ? [words.calmSeen] : but)]
}

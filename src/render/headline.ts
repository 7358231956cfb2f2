import type {
  AlertNotification,
  AlertView,
  DigestNotification,
  Notification,
} from '../domain/notification.ts'
import type { Words } from '../i18n/locale.ts'
import { findingOf, isFiring } from './alert-story.ts'
import { shortLine } from './escape.ts'
import {
  formatDay,
  formatDuration,
  formatFailures,
  formatNumber,
  formatPeriod,
  formatTime,
} from './format.ts'
import { shownName } from './rows.ts'
import { isWeek } from './told.ts'

/** A rule's name as words: `provider-failures` is "provider failures". */
const ruleWords = (rule: string, words: Words): string =>
  words.ruleName(rule) ?? shortLine(rule, 100).replace(/[-_]+/g, ' ')

/** What an alert is about, in words: "provider failures of model gpt-4o". Cleaned, not yet escaped. */
export const whatFails = (alert: AlertView, words: Words): string =>
  [
    ruleWords(alert.rule, words),
    Object.keys(alert.labels)
      .map((name) =>
        words.label(
          shortLine(name, 40),
          shownName(alert.shown[name] ?? alert.labels[name] ?? null, words, 80),
        ),
      )
      .join(words.separator),
  ]
    .filter((part) => part !== '')
    .join(' ')

/** A digest's name as a title: `daily` is "Daily digest". */
export const digestTitle = (notification: DigestNotification, words: Words): string => {
  const title = words.digest(shortLine(notification.digest, 60))
  return title.charAt(0).toUpperCase() + title.slice(1)
}

/** The day a digest is about, or the first and last day of its week. */
export const digestDay = ({ day, facts }: DigestNotification, words: Words): string => {
  const first = shortLine(day, 40)
  if (!isWeek(facts) || !/^\d{4}-\d{2}-\d{2}$/.test(first)) return formatDay(first, words)
  const from = formatTime(facts.from, facts.timezone).slice(0, 10)
  return words.weekly(formatDay(from, words), formatDay(first, words))
}

/** What alone a digest is about: "only team payments, model gpt-*"; null for one about everything. */
export const onlyWords = ({ only }: DigestNotification, words: Words): string | null => {
  if (only === undefined) return null
  const list = (name: string, patterns: readonly string[]) =>
    patterns.map((pattern) => words.label(name, shortLine(pattern, 80)))
  const parts = [
    ...list('team', only.teams),
    ...list('key', only.keys),
    ...list('model', only.models),
  ]
  return words.only(parts.join(words.separator))
}

/** Failures of a period in words: "1,204 failures", "no failures". */
const failuresOrNone = (count: number, words: Words): string =>
  count === 0 ? words.noFailures : formatFailures(count, words)

/** `34 in 5 minutes`, or what the rule found where it counts no failures; of one that is over, how many in how long. */
const alertNumbers = (
  { reason, alert }: Pick<AlertNotification, 'reason' | 'alert'>,
  words: Words,
): string => {
  const { found } = findingOf(alert, words)
  if (isFiring({ reason }) && found !== '') return found
  if (isFiring({ reason }))
    return words.observedShort(
      formatNumber(alert.observed, words),
      formatDuration(alert.windowMs, words),
    )
  return reason === 'resolved' && alert.endedAt !== null
    ? words.totalShort(
        formatFailures(alert.total, words),
        formatDuration(alert.endedAt - alert.startedAt, words),
      )
    : formatFailures(alert.total, words)
}

const alertTold = (notification: AlertNotification, words: Words): string => {
  if (notification.followUp === true) return words.causeHead(whatFails(notification.alert, words))
  const { reason, alert, others } = notification
  const head = words.alertHead(words.reasons[reason], whatFails(alert, words))
  const numbers = `${head} ${words.dash} ${alertNumbers(notification, words)}`
  return others.length === 0
    ? numbers
    : words.withOthers(numbers, formatNumber(others.length, words))
}

/** The alerts told in the same message, a line each: what fails, and how much. Cleaned, not yet escaped. */
export const otherAlerts = (
  { reason, others }: AlertNotification,
  words: Words,
): readonly string[] =>
  others.map(
    (alert) => `${whatFails(alert, words)} ${words.dash} ${alertNumbers({ reason, alert }, words)}`,
  )

const told = (notification: Notification, words: Words): string => {
  switch (notification.kind) {
    case 'alert':
      return alertTold(notification, words)
    case 'digest':
      return words.digestHead(
        digestTitle(notification, words),
        digestDay(notification, words),
        failuresOrNone(notification.facts.total, words),
      )
    case 'report':
      return words.reportHead(
        formatPeriod(notification.facts.from, notification.facts.to, notification.timezone, words),
        failuresOrNone(notification.facts.total, words),
      )
    case 'system':
      return shortLine(words.translate(notification.title) ?? notification.title)
  }
}

/**
 * One line that says it all: `[prod] FIRING: provider failures of model gpt-4o — 34 in 5 minutes`.
 * Clean and at most `max` UTF-16 units; not yet escaped for any place.
 */
export const headline = (notification: Notification, words: Words, max = 200): string =>
  shortLine(`[${shortLine(notification.instance, 60)}] ${told(notification, words)}`, max)

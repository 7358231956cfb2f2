import type {
  AlertNotification,
  AlertView,
  DigestNotification,
  Notification,
} from '../notifying/notification.ts'
import { isFiring } from './alert-story.ts'
import { shortLine } from './escape.ts'
import { formatDuration, formatFailures, formatNumber, formatPeriod } from './format.ts'
import type { Words } from './words.en.ts'

/** A rule's name as words: `provider-failures` is "provider failures". */
const ruleWords = (rule: string): string => shortLine(rule, 100).replace(/[-_]+/g, ' ')

/** What an alert is about, in words: "provider failures of model gpt-4o". Cleaned, not yet escaped. */
export const whatFails = (alert: AlertView, words: Words): string =>
  [
    ruleWords(alert.rule),
    Object.keys(alert.labels)
      .map((name) =>
        words.label(
          shortLine(name, 40),
          shortLine(alert.shown[name] ?? alert.labels[name] ?? '', 80),
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

/** Failures of a period in words: "1,204 failures", "no failures". */
const failuresOrNone = (count: number, words: Words): string =>
  count === 0 ? words.noFailures : formatFailures(count, words)

/** `34 in 5 minutes`; of one that is over, how many in how long. */
const alertNumbers = (
  { reason, alert }: Pick<AlertNotification, 'reason' | 'alert'>,
  words: Words,
): string => {
  if (isFiring({ reason }) && alert.expected === null && alert.says !== '')
    return shortLine(alert.says, 300)
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
        shortLine(notification.day, 40),
        failuresOrNone(notification.facts.total, words),
      )
    case 'report':
      return words.reportHead(
        formatPeriod(notification.facts.from, notification.facts.to, notification.timezone),
        failuresOrNone(notification.facts.total, words),
      )
    case 'system':
      return shortLine(notification.title)
  }
}

/**
 * One line that says it all: `[prod] FIRING: provider failures of model gpt-4o — 34 in 5 minutes`.
 * Clean and at most `max` UTF-16 units; not yet escaped for any place.
 */
export const headline = (notification: Notification, words: Words, max = 200): string =>
  shortLine(`[${shortLine(notification.instance, 60)}] ${told(notification, words)}`, max)

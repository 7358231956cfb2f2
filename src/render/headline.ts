import type {
  AlertNotification,
  AlertView,
  DigestNotification,
  Notification,
} from '../domain/notification.ts'
import { findingText } from '../i18n/finding-text.ts'
import { isoMinute } from '../i18n/format.ts'
import type { Messages } from '../i18n/locale.ts'
import { noticeText } from '../i18n/notice-text.ts'
import { isFiring } from './alert-story.ts'
import { isWeek } from './calm-lines.ts'
import { shortLine } from './escape.ts'

/** What is listed under a name in an open set of names; undefined for any other. */
const listed = (texts: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(texts, name) ? texts[name] : undefined

/** A rule's name as people read it: `provider-failures` is "provider failures". */
export const ruleText = (rule: string, { ruleNames }: Messages): string =>
  listed(ruleNames, rule) ?? shortLine(rule, 100).replace(/[-_]+/g, ' ')

const labelText = (name: string, value: string, messages: Messages): string => {
  const { labels, otherLabel, faults } = messages
  const shown =
    value === '' ? messages.unknown : name === 'fault' ? (listed(faults, value) ?? value) : value
  return Object.hasOwn(labels, name)
    ? labels[name as keyof typeof labels]({ value: shown })
    : otherLabel({ name, value: shown })
}

/** What an alert is about: "provider failures of model gpt-4o". Cleaned, not yet escaped. */
export const whatFails = (
  { rule, labels, shown, finding }: AlertView,
  messages: Messages,
): string => {
  // Whatever the rule is called: this sentence says it all.
  if (finding.kind === 'no_data') return findingText(finding, messages, 'UTC').found
  const about = Object.keys(labels)
    .map((name) =>
      labelText(shortLine(name, 40), shortLine(shown[name] ?? labels[name] ?? '', 80), messages),
    )
    .join(messages.separator)
  const named = ruleText(rule, messages)
  return about === '' ? named : messages.whatFails({ rule: named, labels: about })
}

/** A digest's name as a title: `daily` is "Daily digest". */
export const digestTitle = ({ digest }: DigestNotification, messages: Messages): string => {
  const name = shortLine(digest, 60)
  const known = listed(messages.digestNames, name)
  if (known !== undefined) return known
  const title = /digest|报/i.test(name) ? name : messages.otherDigest({ name })
  return title.charAt(0).toUpperCase() + title.slice(1)
}

/** The day a digest is about, or the first and last day of its week. */
export const digestDay = ({ day, facts }: DigestNotification, messages: Messages): string => {
  const first = shortLine(day, 40)
  if (!isWeek(facts) || !/^\d{4}-\d{2}-\d{2}$/.test(first)) return messages.format.day(first)
  const from = isoMinute(facts.from, facts.timezone).slice(0, 10)
  return messages.weekly({ from: messages.format.day(from), to: messages.format.day(first) })
}

/** What alone a digest is about: "only team payments, model gpt-*"; null for one about everything. */
export const onlyText = ({ only }: DigestNotification, messages: Messages): string | null => {
  if (only === undefined) return null
  const list = (name: string, patterns: readonly string[]) =>
    patterns.map((pattern) => labelText(name, shortLine(pattern, 80), messages))
  const parts = [
    ...list('team', only.teams),
    ...list('key', only.keys),
    ...list('model', only.models),
  ]
  return messages.only({ what: parts.join(messages.separator) })
}

/** Failures of a period in words: "1,204 failures", "no failures". */
const failuresOrNone = (count: number, messages: Messages): string =>
  count === 0 ? messages.noFailures : messages.failures({ count })

/** `34 in 5 min`, or what the rule found where it counts no failures; of one that is over, how many in how long. */
const alertNumbers = (
  { reason, alert, timezone }: Pick<AlertNotification, 'reason' | 'alert' | 'timezone'>,
  messages: Messages,
): string => {
  const { format } = messages
  const { finding, total, startedAt, endedAt } = alert
  if (isFiring({ reason })) {
    const { found } = findingText(finding, messages, timezone)
    const window = format.duration(alert.windowMs)
    return found === '' ? messages.observedShort({ count: alert.observed, window }) : found
  }
  const lasted = endedAt === null ? '' : format.duration(endedAt - startedAt)
  // Of a silence, or of no data, there are no failures to count.
  if (total === 0) return lasted === '' ? messages.overUnknown : messages.lasted({ lasted })
  return reason === 'resolved' && lasted !== ''
    ? messages.totalShort({ count: total, lasted })
    : messages.failures({ count: total })
}

const withNumbers = (
  about: Pick<AlertNotification, 'reason' | 'alert' | 'timezone'>,
  now: number,
  what: string,
  messages: Messages,
): string => {
  const { finding } = about.alert
  if (finding.kind === 'no_data' && isFiring(about))
    return messages.noDataSince({
      what,
      time: messages.format.time(finding.since, about.timezone, now),
    })
  return messages.alertNumbers({ what, numbers: alertNumbers(about, messages) })
}

const alertHead = (notification: AlertNotification, messages: Messages): string => {
  const { reason, alert, others, followUp, createdAt } = notification
  const what = whatFails(alert, messages)
  if (followUp === true) return messages.causeHead({ what })
  const state = messages.reasons[reason]
  const head = messages.alertHead({
    state,
    what: withNumbers(notification, createdAt, what, messages),
  })
  return others.length === 0 ? head : messages.withOthers({ head, count: others.length })
}

/** The other alerts of the same message, a line each: what fails, and how much. Cleaned, not yet escaped. */
export const otherAlerts = (
  { reason, others, timezone, createdAt }: AlertNotification,
  messages: Messages,
): readonly string[] =>
  others.map((alert) =>
    withNumbers({ reason, alert, timezone }, createdAt, whatFails(alert, messages), messages),
  )

const head = (notification: Notification, messages: Messages): string => {
  switch (notification.kind) {
    case 'alert':
      return alertHead(notification, messages)
    case 'digest':
      return messages.digestHead({
        title: digestTitle(notification, messages),
        day: digestDay(notification, messages),
        failures: failuresOrNone(notification.facts.total, messages),
      })
    case 'report':
      return messages.reportHead({
        period: messages.format.period(
          notification.facts.from,
          notification.facts.to,
          notification.timezone,
        ),
        failures: failuresOrNone(notification.facts.total, messages),
      })
    case 'system':
      return shortLine(noticeText(notification.notice, messages, notification.timezone).title)
  }
}

/**
 * One line that says it all: `[prod] FIRING: provider failures of model gpt-4o — 34 in 5 minutes`.
 * Clean and at most `max` UTF-16 units; not yet escaped for any place.
 */
export const headline = (notification: Notification, messages: Messages, max = 200): string =>
  shortLine(`[${shortLine(notification.instance, 60)}] ${head(notification, messages)}`, max)

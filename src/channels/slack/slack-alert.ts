import type { AlertNotification, Notification } from '../../domain/notification.ts'
import type { Words } from '../../i18n/locale.ts'
import { alertStory, isFiring } from '../../render/alert-story.ts'
import { formatClock, formatNumber } from '../../render/format.ts'
import { otherAlerts } from '../../render/headline.ts'
import { type Links, linksOf } from '../../render/links.ts'
import { alertCounts, firstRows, shownName } from '../../render/rows.ts'
import { alertSample } from '../../render/sample-text.ts'
import { fieldsSection, type SlackBlock, section } from './slack-blocks.ts'
import { countsField, type Detail } from './slack-detail.ts'
import { slackCode, slackCodeBlock, slackLink, slackStrong } from './slack-text.ts'
import { causeBlocks } from './slack-words.ts'

const story = (notification: AlertNotification, now: number, words: Words): string => {
  const { lead, against, rest } = alertStory(notification, now, words)
  // The rule's own words may hold names from the tables.
  const first = `*${slackStrong(lead, 500)}*${against === '' ? '' : ` ${words.dash} ${slackStrong(against, 400)}`}`
  return [first, ...rest].join('\n')
}

const othersSection = (
  notification: AlertNotification,
  detail: Detail,
  words: Words,
): readonly SlackBlock[] => {
  const { rows, more } = firstRows(otherAlerts(notification, words), detail.groups)
  if (rows.length === 0) return []
  const lines = rows.map((line) => `• ${slackStrong(line, detail.name + 40)}`)
  const rest = more === 0 ? [] : [words.andMore(formatNumber(more, words))]
  return [section([`*${words.others}*`, ...lines, ...rest].join('\n'))]
}

/** The links of a message in one line; nothing where there are none. */
export const linkBlocks = (
  notification: Notification,
  words: Words,
  links: Links,
): readonly SlackBlock[] => {
  const linked = linksOf(notification, links, words).map(({ url, label }) => slackLink(url, label))
  return linked.length === 0 ? [] : [section(linked.filter((link) => link !== null).join('  ·  '))]
}

const sampleSection = (
  { alert, timezone }: AlertNotification,
  detail: Detail,
  words: Words,
): readonly SlackBlock[] => {
  const { sample } = alert
  if (sample === null) return []
  const about = [
    formatClock(sample.time, timezone),
    `${words.model} ${slackCode(shownName(sample.model, words), detail.name)}`,
    `${words.key} ${slackCode(shownName(sample.keyName, words), detail.name)}`,
    `${words.request} ${slackCode(sample.requestId, detail.name)}`,
  ]
  const message = slackCodeBlock(alertSample(alert, 4000, words), detail.sample)
  return [
    section(
      `*${words.example}*${words.comma}${about.join(words.separator)}${words.colon.trim()}\n${message}`,
    ),
  ]
}

/** The body of an alert's message, header and footer apart. */
export const alertBlocks = (
  notification: AlertNotification,
  now: number,
  detail: Detail,
  words: Words,
  links: Links,
): readonly SlackBlock[] => {
  const { alert } = notification
  const firing = isFiring(notification)
  const fields = alertCounts(alert, words).map(({ title, counts }) =>
    countsField(title, counts, detail, words),
  )
  const why = causeBlocks(notification, detail, words)
  if (notification.followUp === true) return why
  return [
    section(story(notification, now, words)),
    ...why,
    ...othersSection(notification, detail, words),
    ...(fields.length === 0 ? [] : [fieldsSection(fields)]),
    ...(firing && alert.groups.length > 0
      ? [section(countsField(words.groups, alert.groups, detail, words))]
      : []),
    ...(firing ? sampleSection(notification, detail, words) : []),
    ...linkBlocks(notification, words, links),
  ]
}

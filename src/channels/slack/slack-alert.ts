import type { AlertNotification, Notification } from '../../domain/notification.ts'
import { clockTime } from '../../i18n/format.ts'
import type { Messages } from '../../i18n/locale.ts'
import { alertStory, isFiring } from '../../render/alert-story.ts'
import { otherAlerts } from '../../render/headline.ts'
import { knownText } from '../../render/known-failure.ts'
import { type Links, linksOf } from '../../render/links.ts'
import { alertCounts, firstRows, shownName } from '../../render/rows.ts'
import { alertSample } from '../../render/sample-text.ts'
import { fieldsSection, type SlackBlock, section } from './slack-blocks.ts'
import { slackCode, slackCodeBlock, slackLink, slackStrong } from './slack-escape.ts'
import { causeBlocks } from './slack-explanation.ts'
import { countsField, type Detail } from './slack-lengths.ts'

const story = (notification: AlertNotification, now: number, messages: Messages): string => {
  const { lead, against, rest } = alertStory(notification, now, messages)
  // The rule's own words may hold names from the tables.
  const first = `*${slackStrong(lead, 500)}*${against === '' ? '' : `${messages.gap}${slackStrong(against, 400)}`}`
  return [first, ...rest.map((line) => slackStrong(line, 500))].join('\n')
}

const othersSection = (
  notification: AlertNotification,
  detail: Detail,
  messages: Messages,
): readonly SlackBlock[] => {
  const { rows, more } = firstRows(otherAlerts(notification, messages), detail.groups)
  if (rows.length === 0) return []
  const lines = rows.map((line) => `• ${slackStrong(line, detail.name + 40)}`)
  const rest = more === 0 ? [] : [messages.andMore({ count: more })]
  return [section([`*${messages.others}*`, ...lines, ...rest].join('\n'))]
}

/** The links of a message in one line; nothing where there are none. */
export const linkBlocks = (
  notification: Notification,
  messages: Messages,
  links: Links,
): readonly SlackBlock[] => {
  const linked = linksOf(notification, links, messages).map(({ url, label }) =>
    slackLink(url, label),
  )
  return linked.length === 0 ? [] : [section(linked.filter((link) => link !== null).join('  ·  '))]
}

const sampleSection = (
  { alert, timezone }: AlertNotification,
  detail: Detail,
  messages: Messages,
): readonly SlackBlock[] => {
  const { sample } = alert
  if (sample === null) return []
  const about = [
    clockTime(sample.time, timezone),
    `${messages.model} ${slackCode(shownName(sample.model, messages), detail.name)}`,
    `${messages.key} ${slackCode(shownName(sample.keyName, messages), detail.name)}`,
    `${messages.request} ${slackCode(sample.requestId, detail.name)}`,
  ]
  const message = slackCodeBlock(alertSample(alert, 4000, messages), detail.sample)
  return [
    section(
      `*${messages.example}*${messages.comma}${about.join(messages.separator)}${messages.colon.trim()}\n${message}`,
    ),
  ]
}

const knownSection = (
  notification: AlertNotification,
  messages: Messages,
): readonly SlackBlock[] => {
  const known = knownText(notification, messages)
  if (known === null) return []
  const { heading, lines, link } = known
  const head = (link === null ? null : slackLink(link, heading)) ?? slackStrong(heading, 300)
  return [section([`*${head}*`, ...lines.map((line) => slackStrong(line, 600))].join('\n'))]
}

/** The body of an alert's message, header and footer apart. */
export const alertBlocks = (
  notification: AlertNotification,
  now: number,
  detail: Detail,
  messages: Messages,
  links: Links,
): readonly SlackBlock[] => {
  const { alert } = notification
  const firing = isFiring(notification)
  const fields = alertCounts(alert, messages).map(({ title, counts }) =>
    countsField(title, counts, detail, messages),
  )
  const why = causeBlocks(notification, detail, messages)
  if (notification.followUp === true) return why
  return [
    section(story(notification, now, messages)),
    ...why,
    ...knownSection(notification, messages),
    ...othersSection(notification, detail, messages),
    ...(fields.length === 0 ? [] : [fieldsSection(fields)]),
    ...(firing && alert.groups.length > 0
      ? [section(countsField(messages.groups, alert.groups, detail, messages))]
      : []),
    ...(firing ? sampleSection(notification, detail, messages) : []),
    ...linkBlocks(notification, messages, links),
  ]
}

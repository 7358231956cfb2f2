import type { AlertNotification } from '../notifying/notification.ts'
import type { Sample } from '../summary/facts.ts'
import { alertStory, isFiring } from './alert-story.ts'
import { formatClock, formatNumber } from './format.ts'
import { otherAlerts } from './headline.ts'
import { firstRows, tellsSomething } from './rows.ts'
import { fieldsSection, type SlackBlock, section } from './slack-blocks.ts'
import { countsField, type Detail } from './slack-detail.ts'
import { slackCode, slackCodeBlock, slackLink, slackStrong } from './slack-text.ts'
import type { Words } from './words.en.ts'

export interface SlackLinks {
  /** Address of Lookout's page, where it can be reached. */
  readonly pageUrl?: string
}

const story = (notification: AlertNotification, now: number, words: Words): string => {
  const { lead, against, rest } = alertStory(notification, now, words)
  // The rule's own words may hold names from the tables.
  const first = `*${slackStrong(lead, 500)}*${against === '' ? '' : ` ${words.dash} ${against}`}`
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

const sampleSection = (
  sample: Sample,
  timezone: string,
  detail: Detail,
  words: Words,
): SlackBlock => {
  const about = [
    formatClock(sample.time, timezone),
    `${words.model} ${slackCode(sample.model, detail.name)}`,
    `${words.key} ${slackCode(sample.keyName, detail.name)}`,
    `${words.request} ${slackCode(sample.requestId, detail.name)}`,
  ]
  return section(
    `*${words.example}*, ${about.join(words.separator)}:\n${slackCodeBlock(sample.message, detail.sample)}`,
  )
}

/** The body of an alert's message, header and footer apart. */
export const alertBlocks = (
  notification: AlertNotification,
  now: number,
  detail: Detail,
  words: Words,
  links: SlackLinks,
): readonly SlackBlock[] => {
  const { alert, timezone } = notification
  const firing = isFiring(notification)
  const fields = [
    { title: words.models, counts: alert.models },
    { title: words.keys, counts: alert.keys },
    { title: words.teams, counts: alert.teams },
    { title: words.errorTypes, counts: alert.errorTypes },
  ]
    .filter(({ counts }) => tellsSomething(counts))
    .map(({ title, counts }) => countsField(title, counts, detail, words))
  const linked = [
    slackLink(alert.runbookUrl, words.runbook),
    slackLink(links.pageUrl ?? '', words.openPage),
  ].filter((link) => link !== null)
  return [
    section(story(notification, now, words)),
    ...othersSection(notification, detail, words),
    ...(fields.length === 0 ? [] : [fieldsSection(fields)]),
    ...(firing && alert.groups.length > 0
      ? [section(countsField(words.groups, alert.groups, detail, words))]
      : []),
    ...(firing && alert.sample !== null
      ? [sampleSection(alert.sample, timezone, detail, words)]
      : []),
    ...(linked.length === 0 ? [] : [section(linked.join('  ·  '))]),
  ]
}

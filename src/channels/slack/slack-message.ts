import type { Notification, Severity } from '../../domain/notification.ts'
import { english } from '../../i18n/en.ts'
import type { Words } from '../../i18n/locale.ts'
import { alertStory, howUnusual } from '../../render/alert-story.ts'
import { headline } from '../../render/headline.ts'
import type { Links } from '../../render/links.ts'
import { waitedWords } from '../../render/waited.ts'
import { alertBlocks, linkBlocks } from './slack-alert.ts'
import {
  context,
  header,
  plainSection,
  type SlackBlock,
  type SlackMessage,
  slackLimits,
} from './slack-blocks.ts'
import { type Detail, details } from './slack-detail.ts'
import { factsBlocks } from './slack-facts.ts'
import { slackCode, slackPlain, slackStrong } from './slack-text.ts'

const severityMarks: Readonly<Record<Severity, string>> = {
  critical: '🔴',
  warning: '🟠',
  info: '🔵',
}

/** The first thing seen: a colour and a word. */
const mark = (notification: Notification): string => {
  if (notification.kind === 'digest') return '📋'
  if (notification.kind === 'report') return '🗂️'
  if (notification.kind === 'system') return severityMarks[notification.severity]
  const over = notification.reason.startsWith('resolved')
  return over ? '✅' : severityMarks[notification.alert.severity]
}

const body = (
  notification: Notification,
  now: number,
  detail: Detail,
  words: Words,
  links: Links,
): readonly SlackBlock[] => {
  switch (notification.kind) {
    case 'alert':
      return alertBlocks(notification, now, detail, words, links)
    case 'digest':
    case 'report':
      return [
        ...factsBlocks(notification, detail, words),
        ...linkBlocks(notification, words, links),
      ]
    case 'system': {
      const said = words.translate(notification.text) ?? notification.text
      const text = slackPlain(said, Math.min(detail.words, slackLimits.section))
      return text.trim() === '' ? [] : [plainSection(text)]
    }
  }
}

const footer = (notification: Notification, now: number, words: Words): string => {
  const waited = waitedWords(notification, now, words)
  const rule =
    notification.kind === 'alert'
      ? [
          words.severities[notification.alert.severity],
          ...[howUnusual(notification, words)]
            .filter((says) => says !== '')
            .map((says) => slackStrong(says, 300)),
          `${words.rule} ${slackCode(notification.alert.rule, 102)}`,
        ]
      : []
  return [
    ...(waited === null ? [] : [`⏳ ${waited}`]),
    ...rule,
    words.idNote(slackCode(notification.id, 200)),
  ].join('  ·  ')
}

/** What a phone's notification shows, and readers without blocks: the headline and the next sentence. */
const fallback = (notification: Notification, now: number, words: Words): string => {
  const head = headline(notification, words)
  if (notification.kind === 'system')
    return `${head}\n${words.translate(notification.text) ?? notification.text}`
  if (notification.kind !== 'alert') return head
  const { lead, rest } = alertStory(notification, now, words)
  return [head, lead, ...rest].join('\n')
}

/**
 * A notification as a message for a Slack webhook, within every limit of Slack's whatever text it carries: what does
 * not fit is cut with "… and N more". `now` in epoch milliseconds, for "minutes ago" and for messages that waited.
 */
export const renderSlack = (
  notification: Notification,
  now: number,
  links: Links = {},
  words: Words = english.messages,
): SlackMessage => {
  const build = (detail: Detail): SlackMessage => ({
    text: slackPlain(fallback(notification, now, words), 600),
    blocks: [
      header(
        slackPlain(`${mark(notification)} ${headline(notification, words)}`, slackLimits.header),
      ),
      ...body(notification, now, detail, words, links),
      context(footer(notification, now, words)),
    ],
    unfurl_links: false,
    unfurl_media: false,
    link_names: false,
  })
  const fits = (message: SlackMessage): boolean =>
    JSON.stringify(message).length <= slackLimits.message
  const built = details.map(build)
  return built.find(fits) ?? bare(build)
}

const bare = (build: (detail: Detail) => SlackMessage): SlackMessage =>
  build({ rows: 0, groups: 0, name: 4, sample: 10, words: 50 })

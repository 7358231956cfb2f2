import type { Notification, Severity } from '../../domain/notification.ts'
import type { Messages } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'
import { noticeText } from '../../i18n/notice-text.ts'
import { alertStory, howUnusual } from '../../render/alert-story.ts'
import { headline } from '../../render/headline.ts'
import type { Links } from '../../render/links.ts'
import { waitedText } from '../../render/waited.ts'
import { alertBlocks, linkBlocks } from './slack-alert.ts'
import {
  context,
  header,
  plainSection,
  type SlackBlock,
  type SlackMessage,
  slackLimits,
} from './slack-blocks.ts'
import { slackCode, slackPlain, slackStrong } from './slack-escape.ts'
import { factsBlocks } from './slack-facts.ts'
import { type Detail, details } from './slack-lengths.ts'

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
  messages: Messages,
  links: Links,
): readonly SlackBlock[] => {
  switch (notification.kind) {
    case 'alert':
      return alertBlocks(notification, now, detail, messages, links)
    case 'digest':
    case 'report':
      return [
        ...factsBlocks(notification, detail, messages),
        ...linkBlocks(notification, messages, links),
      ]
    case 'system': {
      const { lines } = noticeText(notification.notice, messages, notification.timezone)
      const text = slackPlain(lines.join('\n'), Math.min(detail.explanation, slackLimits.section))
      return text.trim() === '' ? [] : [plainSection(text)]
    }
  }
}

/** What stands below a message; empty where there is nothing to add. */
const footer = (notification: Notification, now: number, messages: Messages): string => {
  const waited = waitedText(notification, now, messages)
  const unusual = notification.kind === 'alert' ? howUnusual(notification, messages) : ''
  const rule =
    notification.kind === 'alert'
      ? [
          messages.severities[notification.alert.severity],
          ...(unusual === '' ? [] : [slackStrong(unusual, 300)]),
          `${messages.rule} ${slackCode(notification.alert.rule, 102)}`,
        ]
      : [messages.footer({ instance: slackStrong(notification.instance, 100) })]
  return [...(waited === null ? [] : [`⏳ ${waited}`]), ...rule].join('  ·  ')
}

/** What a phone's notification shows, and readers without blocks: the headline and the next sentence. */
const fallback = (notification: Notification, now: number, messages: Messages): string => {
  const head = headline(notification, messages)
  if (notification.kind === 'system')
    return [head, ...noticeText(notification.notice, messages, notification.timezone).lines].join(
      '\n',
    )
  if (notification.kind !== 'alert') return head
  const { lead, rest } = alertStory(notification, now, messages)
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
  messages: Messages = english.messages,
): SlackMessage => {
  const build = (detail: Detail): SlackMessage => ({
    text: slackPlain(fallback(notification, now, messages), 600),
    blocks: [
      header(
        slackPlain(`${mark(notification)} ${headline(notification, messages)}`, slackLimits.header),
      ),
      ...body(notification, now, detail, messages, links),
      context(footer(notification, now, messages), notification.id),
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
  build({ rows: 0, groups: 0, name: 4, sample: 10, explanation: 50 })

import type {
  AlertNotification,
  DigestNotification,
  Notification,
  ReportNotification,
} from '../../domain/notification.ts'
import { clockTime } from '../../i18n/format.ts'
import type { Messages } from '../../i18n/locale.ts'
import { noticeText } from '../../i18n/notice-text.ts'
import { alertStory, howUnusual, isFiring, storyLine } from '../../render/alert-story.ts'
import { calmLines, lateText } from '../../render/calm-lines.ts'
import { shortLine, shortText } from '../../render/escape.ts'
import { causeLines, explainedLine } from '../../render/explained.ts'
import {
  aboutLines,
  countedLines,
  explanationLines,
  headingLines,
} from '../../render/facts-text.ts'
import { headline, onlyText, otherAlerts } from '../../render/headline.ts'
import { knownText } from '../../render/known-failure.ts'
import { type Links, linksOf } from '../../render/links.ts'
import { alertCounts, firstRows, hasContent, shownName } from '../../render/rows.ts'
import { alertSample } from '../../render/sample-text.ts'
import { countLines, wrapLines } from '../../render/text-table.ts'
import { waitedText } from '../../render/waited.ts'

const width = 72
const layout = { width, rows: 8, groups: 12 } as const

/** Why, as the model sees it, and who says so; nothing where it said nothing. */
const whyLines = (
  { explanation, followUp }: AlertNotification,
  messages: Messages,
): readonly string[] => {
  const lines = causeLines(explanation, messages).map((line) => explainedLine(line, messages))
  const by = followUp === true ? messages.followUpOf : messages.explainedBy
  return lines.length === 0
    ? []
    : [...lines, by({ model: shortLine(explanation?.model ?? '') })].flatMap((line) =>
        wrapLines(line, width),
      )
}

const knownLines = (notification: AlertNotification, messages: Messages): readonly string[] => {
  const known = knownText(notification, messages)
  if (known === null) return []
  const { heading, lines, link } = known
  return [
    ...headingLines(heading),
    ...lines.flatMap((line) => wrapLines(line, width)),
    ...(link === null ? [] : [link]),
  ]
}

const alertLines = (
  notification: AlertNotification,
  now: number,
  messages: Messages,
): readonly string[] => {
  const { alert, timezone } = notification
  const story = alertStory(notification, now, messages)
  const unusual = howUnusual(notification, messages)
  const tables = [
    ...alertCounts(alert, messages),
    ...(hasContent(alert.groups) ? [{ title: messages.groups, counts: alert.groups }] : []),
  ]
  const notified = firstRows(otherAlerts(notification, messages), 10)
  const others =
    notified.more === 0
      ? notified.rows
      : [...notified.rows, messages.andMore({ count: notified.more })]
  const sample = isFiring(notification) ? alert.sample : null
  const why = whyLines(notification, messages)
  if (notification.followUp === true) return why
  return [
    ...wrapLines(storyLine(story, messages), width),
    ...[...story.rest, ...(unusual === '' ? [] : [unusual])].flatMap((sentence) =>
      wrapLines(sentence, width),
    ),
    ...(why.length === 0 ? [] : ['', ...why]),
    ...knownLines(notification, messages),
    ...(others.length === 0 ? [] : headingLines(messages.others)),
    ...others.flatMap((line) => wrapLines(`• ${line}`, width)),
    ...tables.flatMap(({ title, counts }) => [
      ...headingLines(title),
      ...countLines(counts, alert.total, 5, messages, width),
    ]),
    ...(sample === null
      ? []
      : [
          ...headingLines(messages.example),
          `${messages.model} ${shownName(sample.model, messages)}`,
          `${messages.key} ${shownName(sample.keyName, messages)}`,
          `${messages.request} ${shortLine(sample.requestId)}, ${clockTime(sample.time, timezone)}`,
          '',
          ...wrapLines(alertSample(alert, 4000, messages), width, '| '),
        ]),
  ]
}

const factsLines = (
  notification: DigestNotification | ReportNotification,
  messages: Messages,
): readonly string[] => {
  const { facts, explanation } = notification
  const only = notification.kind === 'digest' ? onlyText(notification, messages) : null
  const about = only === null ? [] : wrapLines(only, width)
  const late = facts.late === 0 ? [] : wrapLines(lateText(facts, messages), width)
  if (facts.total === 0) {
    return [
      ...about,
      ...calmLines(notification, messages).flatMap((line) => wrapLines(line, width)),
    ]
  }
  const period = messages.format.periodZoned(facts.from, facts.to, facts.timezone)
  return [
    ...about,
    ...wrapLines(`${messages.failures({ count: facts.total })}${messages.comma}${period}`, width),
    ...aboutLines(facts, width, messages),
    ...late,
    ...headingLines(messages.summary),
    ...explanationLines(explanation, width, messages),
    ...countedLines(facts, layout, messages),
    ...(notification.kind === 'report' && notification.files.length > 0
      ? [...headingLines(messages.files), ...notification.files.map((file) => shortLine(file, 300))]
      : []),
  ]
}

const bodyLines = (
  notification: Notification,
  now: number,
  messages: Messages,
): readonly string[] => {
  switch (notification.kind) {
    case 'alert':
      return alertLines(notification, now, messages)
    case 'digest':
    case 'report':
      return factsLines(notification, messages)
    case 'system':
      return wrapLines(
        shortText(
          noticeText(notification.notice, messages, notification.timezone).lines.join('\n'),
          10_000,
        ),
        width,
      )
  }
}

/** The whole message as plain text: what the HTML says, in lines of at most 72 columns. */
export const emailText = (
  notification: Notification,
  now: number,
  messages: Messages,
  links: Links = {},
): string => {
  const waited = waitedText(notification, now, messages)
  const linked = linksOf(notification, links, messages).map(
    ({ url, label }) => `${label}${messages.colon}${url}`,
  )
  const lines = [
    ...wrapLines(headline(notification, messages, 400), width),
    '',
    ...bodyLines(notification, now, messages),
    ...(linked.length === 0 ? [] : ['', ...linked]),
    '',
    // The mark by which mail clients know a signature and leave it out of answers.
    '-- ',
    ...(waited === null ? [] : wrapLines(waited, width)),
    messages.footer({ instance: shortLine(notification.instance) }),
  ]
  return `${lines.join('\n')}\n`
}

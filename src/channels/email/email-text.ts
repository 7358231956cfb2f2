import type {
  AlertNotification,
  DigestNotification,
  Notification,
  ReportNotification,
} from '../../domain/notification.ts'
import type { Words } from '../../i18n/locale.ts'
import { alertStory, howUnusual, isFiring } from '../../render/alert-story.ts'
import { shortLine, shortText } from '../../render/escape.ts'
import { causeLines, saidLine } from '../../render/explained.ts'
import {
  aboutLines,
  countedLines,
  explanationLines,
  headingLines,
} from '../../render/facts-text.ts'
import {
  formatClock,
  formatFailures,
  formatNumber,
  formatPeriod,
  formatZone,
} from '../../render/format.ts'
import { headline, onlyWords, otherAlerts } from '../../render/headline.ts'
import { type Links, linksOf } from '../../render/links.ts'
import { alertCounts, firstRows, shownName, tellsSomething } from '../../render/rows.ts'
import { alertSample } from '../../render/sample-text.ts'
import { countLines, wrapLines } from '../../render/text-table.ts'
import { calmLines, lateWords } from '../../render/told.ts'
import { waitedWords } from '../../render/waited.ts'

const width = 72
const layout = { width, rows: 8, groups: 12 } as const

/** Why, as the model sees it, and who says so; nothing where it said nothing. */
const whyLines = (
  { explanation, followUp }: AlertNotification,
  words: Words,
): readonly string[] => {
  const lines = causeLines(explanation, words).map((line) => saidLine(line, words))
  const says = followUp === true ? words.followUpOf : words.wordsBy
  return lines.length === 0
    ? []
    : [...lines, says(shortLine(explanation?.model ?? ''))].flatMap((line) =>
        wrapLines(line, width),
      )
}

const alertLines = (
  notification: AlertNotification,
  now: number,
  words: Words,
): readonly string[] => {
  const { alert, timezone } = notification
  const { lead, against, rest } = alertStory(notification, now, words)
  const unusual = howUnusual(notification, words)
  const tables = [
    ...alertCounts(alert, words),
    ...(tellsSomething(alert.groups) ? [{ title: words.groups, counts: alert.groups }] : []),
  ]
  const told = firstRows(otherAlerts(notification, words), 10)
  const others =
    told.more === 0 ? told.rows : [...told.rows, words.andMore(formatNumber(told.more, words))]
  const sample = isFiring(notification) ? alert.sample : null
  const why = whyLines(notification, words)
  if (notification.followUp === true) return why
  return [
    ...wrapLines(against === '' ? lead : `${lead} ${words.dash} ${against}`, width),
    ...[...rest, ...(unusual === '' ? [] : [unusual])].flatMap((sentence) =>
      wrapLines(sentence, width),
    ),
    ...(why.length === 0 ? [] : ['', ...why]),
    ...(others.length === 0 ? [] : headingLines(words.others)),
    ...others.flatMap((line) => wrapLines(`• ${line}`, width)),
    ...tables.flatMap(({ title, counts }) => [
      ...headingLines(title),
      ...countLines(counts, alert.total, 5, words, width),
    ]),
    ...(sample === null
      ? []
      : [
          ...headingLines(words.example),
          `${words.model} ${shownName(sample.model, words)}`,
          `${words.key} ${shownName(sample.keyName, words)}`,
          `${words.request} ${shortLine(sample.requestId)}, ${formatClock(sample.time, timezone)}`,
          '',
          ...wrapLines(alertSample(alert, 4000, words), width, '| '),
        ]),
  ]
}

const factsLines = (
  notification: DigestNotification | ReportNotification,
  words: Words,
): readonly string[] => {
  const { facts, explanation } = notification
  const only = notification.kind === 'digest' ? onlyWords(notification, words) : null
  const about = only === null ? [] : wrapLines(only, width)
  const late = facts.late === 0 ? [] : wrapLines(lateWords(facts, words), width)
  if (facts.total === 0) {
    return [...about, ...calmLines(notification, words).flatMap((line) => wrapLines(line, width))]
  }
  const period = `${formatPeriod(facts.from, facts.to, facts.timezone, words)} (${formatZone(facts.timezone)})`
  return [
    ...about,
    ...wrapLines(`${formatFailures(facts.total, words)}${words.comma}${period}`, width),
    ...aboutLines(facts, width, words),
    ...late,
    ...headingLines(words.summary),
    ...explanationLines(explanation, width, words),
    ...countedLines(facts, layout, words),
    ...(notification.kind === 'report' && notification.files.length > 0
      ? [...headingLines(words.files), ...notification.files.map((file) => shortLine(file, 300))]
      : []),
  ]
}

const bodyLines = (notification: Notification, now: number, words: Words): readonly string[] => {
  switch (notification.kind) {
    case 'alert':
      return alertLines(notification, now, words)
    case 'digest':
    case 'report':
      return factsLines(notification, words)
    case 'system':
      return wrapLines(
        shortText(words.translate(notification.text) ?? notification.text, 10_000),
        width,
      )
  }
}

/** The whole message as plain text: what the HTML says, in lines of at most 72 columns. */
export const emailText = (
  notification: Notification,
  now: number,
  words: Words,
  links: Links = {},
): string => {
  const waited = waitedWords(notification, now, words)
  const linked = linksOf(notification, links, words).map(
    ({ url, label }) => `${label}${words.colon}${url}`,
  )
  const lines = [
    ...wrapLines(headline(notification, words, 400), width),
    '',
    ...bodyLines(notification, now, words),
    ...(linked.length === 0 ? [] : ['', ...linked]),
    '',
    // The mark by which mail clients know a signature and leave it out of answers.
    '-- ',
    ...(waited === null ? [] : wrapLines(waited, width)),
    words.footer(shortLine(notification.instance)),
    words.idNote(shortLine(notification.id)),
  ]
  return `${lines.join('\n')}\n`
}

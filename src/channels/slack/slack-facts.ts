import type { Facts, GroupFact } from '../../domain/facts.ts'
import type { DigestNotification, ReportNotification } from '../../domain/notification.ts'
import type { Words } from '../../i18n/locale.ts'
import { sparkText } from '../../render/charts/sparkline.ts'
import { contextLines, gapLines } from '../../render/context-words.ts'
import { formatFailures, formatNumber, formatPeriod, formatZone } from '../../render/format.ts'
import { onlyWords } from '../../render/headline.ts'
import { firstRows, tellsSomething } from '../../render/rows.ts'
import { seenWords } from '../../render/seen.ts'
import { calmLines, lateWords, moreGroupsWords } from '../../render/told.ts'
import { context, fieldsSection, type SlackBlock, section } from './slack-blocks.ts'
import { countsField, type Detail } from './slack-detail.ts'
import { slackCode, slackStrong } from './slack-text.ts'
import { explanationBlocks } from './slack-words.ts'

/** One group: how many, what, when; one section each would cost too many blocks, so ten lines share one. */
const groupLine = (group: GroupFact, facts: Facts, detail: Detail, words: Words): string =>
  [
    `${formatNumber(group.count, words)} × ${slackCode(group.title, detail.name)}`,
    `\n      ${seenWords(group, facts, words)}`,
    standingWords(group, words),
    trendWords(group),
  ].join('')

const standingWords = ({ standing = 'known' }: GroupFact, words: Words): string =>
  standing === 'known' ? '' : `  ·  *${words.deliveryStates[standing]}*`

/** A picture in one line of text; nothing for what happened in a single step. */
const trendWords = ({ trend = [] }: GroupFact): string =>
  trend.filter((count) => count > 0).length < 2 ? '' : `  \`${sparkText(trend.slice(0, 48))}\``

const groupSection = (facts: Facts, detail: Detail, words: Words): SlackBlock => {
  const { rows } = firstRows(facts.groups, detail.groups)
  const more = moreGroupsWords(facts, rows.length, words)
  const lines = [
    `*${words.largestGroups}*`,
    ...rows.map((group) => groupLine(group, facts, detail, words)),
    ...(more === null ? [] : [more]),
  ]
  return section(lines.join('\n'))
}

const calmBlocks = (
  notification: DigestNotification | ReportNotification,
  words: Words,
): readonly SlackBlock[] => {
  return [...onlyBlocks(notification, words), section(calmLines(notification, words).join('\n'))]
}

/** What alone a digest is about. Patterns are the operator's, but names in them may be anything. */
const onlyBlocks = (
  notification: DigestNotification | ReportNotification,
  words: Words,
): readonly SlackBlock[] => {
  const only = notification.kind === 'digest' ? onlyWords(notification, words) : null
  return only === null ? [] : [context(slackStrong(only, 500))]
}

/** The body of a digest or a report, header and footer apart. */
export const factsBlocks = (
  notification: DigestNotification | ReportNotification,
  detail: Detail,
  words: Words,
): readonly SlackBlock[] => {
  const { facts, explanation } = notification
  if (facts.total === 0) return calmBlocks(notification, words)
  const fields = [
    { title: words.byErrorType, counts: facts.byErrorType },
    { title: words.byModel, counts: facts.byModel },
    { title: words.byKey, counts: facts.byKey },
    { title: words.byTeam, counts: facts.byTeam },
  ]
    .filter(({ counts }) => tellsSomething(counts))
    .map(({ title, counts }) => countsField(title, counts, detail, words))
  const files = notification.kind === 'report' ? notification.files : []
  return [
    ...onlyBlocks(notification, words),
    section(
      [
        `*${formatFailures(facts.total, words)}*${words.comma}${formatPeriod(facts.from, facts.to, facts.timezone, words)} (${formatZone(facts.timezone)})`,
        ...contextLines(facts, words),
        ...gapLines(facts, words),
      ].join('\n'),
    ),
    ...explanationBlocks(explanation, detail, words),
    ...(fields.length === 0 ? [] : [fieldsSection(fields)]),
    groupSection(facts, detail, words),
    ...(facts.late === 0 ? [] : [section(lateWords(facts, words))]),
    ...(files.length === 0
      ? []
      : [
          section(
            `*${words.files}*\n${files
              .slice(0, 5)
              .map((file) => slackCode(file, 150))
              .join('\n')}`,
          ),
        ]),
  ]
}

import type { Facts, GroupFact } from '../../domain/facts.ts'
import type { DigestNotification, ReportNotification } from '../../domain/notification.ts'
import type { Messages } from '../../i18n/locale.ts'
import { calmLines, lateText, moreGroupsText } from '../../render/calm-lines.ts'
import { sparkText } from '../../render/charts/sparkline.ts'
import { contextLines, gapLines } from '../../render/context-lines.ts'
import { onlyText } from '../../render/headline.ts'
import { firstRows, hasContent } from '../../render/rows.ts'
import { seenText } from '../../render/seen.ts'
import { context, fieldsSection, type SlackBlock, section } from './slack-blocks.ts'
import { slackCode, slackStrong } from './slack-escape.ts'
import { explanationBlocks } from './slack-explanation.ts'
import { countsField, type Detail } from './slack-lengths.ts'

/** One group: how many, what, when; one section each would cost too many blocks, so ten lines share one. */
const groupLine = (group: GroupFact, facts: Facts, detail: Detail, messages: Messages): string =>
  [
    `${messages.format.number(group.count)} × ${slackCode(group.title, detail.name)}`,
    `\n      ${seenText(group, facts, messages)}`,
    standingText(group, messages),
    trendText(group),
  ].join('')

const standingText = ({ standing = 'known' }: GroupFact, messages: Messages): string =>
  standing === 'known' ? '' : `  ·  *${messages.standings[standing]}*`

/** A picture in one line of text; nothing for what happened in a single step. */
const trendText = ({ trend = [] }: GroupFact): string =>
  trend.filter((count) => count > 0).length < 2 ? '' : `  \`${sparkText(trend.slice(0, 48))}\``

const groupSection = (facts: Facts, detail: Detail, messages: Messages): SlackBlock => {
  const { rows } = firstRows(facts.groups, detail.groups)
  const more = moreGroupsText(facts, rows.length, messages)
  const lines = [
    `*${messages.largestGroups}*`,
    ...rows.map((group) => groupLine(group, facts, detail, messages)),
    ...(more === null ? [] : [more]),
  ]
  return section(lines.join('\n'))
}

const calmBlocks = (
  notification: DigestNotification | ReportNotification,
  messages: Messages,
): readonly SlackBlock[] => {
  return [
    ...onlyBlocks(notification, messages),
    section(calmLines(notification, messages).join('\n')),
  ]
}

/** What alone a digest is about. Patterns are the operator's, but names in them may be anything. */
const onlyBlocks = (
  notification: DigestNotification | ReportNotification,
  messages: Messages,
): readonly SlackBlock[] => {
  const only = notification.kind === 'digest' ? onlyText(notification, messages) : null
  return only === null ? [] : [context(slackStrong(only, 500))]
}

/** The body of a digest or a report, header and footer apart. */
export const factsBlocks = (
  notification: DigestNotification | ReportNotification,
  detail: Detail,
  messages: Messages,
): readonly SlackBlock[] => {
  const { facts, explanation } = notification
  if (facts.total === 0) return calmBlocks(notification, messages)
  const fields = [
    { title: messages.byErrorType, counts: facts.byErrorType },
    { title: messages.byModel, counts: facts.byModel },
    { title: messages.byKey, counts: facts.byKey },
    { title: messages.byTeam, counts: facts.byTeam },
  ]
    .filter(({ counts }) => hasContent(counts))
    .map(({ title, counts }) => countsField(title, counts, detail, messages))
  const files = notification.kind === 'report' ? notification.files : []
  return [
    ...onlyBlocks(notification, messages),
    section(
      [
        `*${messages.failures({ count: facts.total })}*${messages.comma}${messages.format.periodZoned(facts.from, facts.to, facts.timezone)}`,
        ...contextLines(facts, messages),
        ...gapLines(facts, messages),
      ].join('\n'),
    ),
    ...explanationBlocks(explanation, detail, messages),
    ...(fields.length === 0 ? [] : [fieldsSection(fields)]),
    groupSection(facts, detail, messages),
    ...(facts.late === 0 ? [] : [section(lateText(facts, messages))]),
    ...(files.length === 0
      ? []
      : [
          section(
            `*${messages.files}*\n${files
              .slice(0, 5)
              .map((file) => slackCode(file, 150))
              .join('\n')}`,
          ),
        ]),
  ]
}

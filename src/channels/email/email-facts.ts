import type { Facts, GroupFact } from '../../domain/facts.ts'
import type { DigestNotification, ReportNotification } from '../../domain/notification.ts'
import type { Messages } from '../../i18n/locale.ts'
import { calmLines, lateText, moreGroupsText } from '../../render/calm-lines.ts'
import type { MailChart } from '../../render/charts/mail-chart-base.ts'
import { contextLines, gapLines, previousText } from '../../render/context-lines.ts'
import { shortLine } from '../../render/escape.ts'
import { digestDay, digestTitle, onlyText } from '../../render/headline.ts'
import { countedName, firstRows, hasContent } from '../../render/rows.ts'
import { sampleText } from '../../render/sample-text.ts'
import { seenText } from '../../render/seen.ts'
import { explanationMarkup } from './email-explanation.ts'
import {
  badge,
  card,
  codeBox,
  columns,
  countsTable,
  figure,
  type Markup,
  note,
  paragraph,
  strong,
  subtitle,
  title,
} from './email-parts.ts'

/** Groups that a mail shows in full, and the longest example of each, UTF-16 units. */
const mostGroups = 12
const longestSample = 600

const groupMarkup = (group: GroupFact, facts: Facts, messages: Messages): Markup => {
  const aspects = [
    { says: messages.models, counts: group.models },
    { says: messages.keys, counts: group.keys },
    { says: messages.teams, counts: group.teams },
  ].filter(({ counts }) => hasContent(counts))
  const affected = aspects.map(({ says, counts }) => {
    const { rows, more } = firstRows(counts, 3)
    const names = rows.map((one) =>
      messages.nameCount({ name: countedName(one, messages), count: one.count }),
    )
    const rest = more === 0 ? [] : [messages.andMore({ count: more })]
    return `${says}${messages.colon}${[...names, ...rest].join(messages.separator)}`
  })
  const sample = group.samples[0]
  const standing = messages.standings[group.standing ?? 'known']
  const counted = `${messages.failures({ count: group.count })}${messages.comma}${messages.format.share(group.share)}`
  return card([
    paragraph([strong(shortLine(group.title)), ...(standing === '' ? [] : [' ', badge(standing)])]),
    note(`${counted}${messages.comma}${seenText(group, facts, messages)}`, ...affected),
    ...(sample === undefined
      ? []
      : [
          codeBox(sampleText(sample.message, group, longestSample, messages)),
          note(`${messages.request} ${shortLine(sample.requestId)}`),
        ]),
  ])
}

/** The picture of a chart, where there is one. */
export type Pictures = (id: MailChart['id']) => readonly Markup[]

const noPictures: Pictures = () => []

const groupsMarkup = (facts: Facts, messages: Messages, pictures: Pictures): readonly Markup[] => {
  const shown = firstRows(facts.groups, mostGroups).rows
  const more = moreGroupsText(facts, shown.length, messages)
  const { gone = [] } = facts
  return [
    subtitle(messages.largestGroups),
    ...pictures('groups'),
    ...shown.map((group) => groupMarkup(group, facts, messages)),
    ...(more === null ? [] : [note(more)]),
    ...(gone.length === 0
      ? []
      : [
          subtitle(messages.gone({ when: previousText(facts, messages) })),
          note(
            ...gone.map(({ title, count }) =>
              messages.nameCount({ name: shortLine(title), count }),
            ),
          ),
        ]),
  ]
}

const calmMarkup = (
  notification: DigestNotification | ReportNotification,
  messages: Messages,
): readonly Markup[] => calmLines(notification, messages).map((line) => paragraph(line))

const totalMarkup = (facts: Facts, messages: Messages): readonly Markup[] => {
  const period = messages.format.periodZoned(facts.from, facts.to, facts.timezone)
  return [
    figure(messages.format.number(facts.total), messages.failuresNoun({ count: facts.total })),
    note(period, ...contextLines(facts, messages)),
    ...gapLines(facts, messages).map((line) => paragraph(line)),
    ...(facts.late === 0 ? [] : [paragraph(lateText(facts, messages))]),
  ]
}

const headMarkup = (
  notification: DigestNotification | ReportNotification,
  messages: Messages,
): Markup => {
  const { facts } = notification
  return notification.kind === 'digest'
    ? title(`${digestTitle(notification, messages)} ${digestDay(notification, messages)}`)
    : title(
        messages.reportTitle({
          period: messages.format.period(facts.from, facts.to, facts.timezone),
        }),
      )
}

/** The body of a digest's or report's mail: total, its course, the words, the counts, the groups. */
export const factsMarkup = (
  notification: DigestNotification | ReportNotification,
  messages: Messages,
  pictures: Pictures = noPictures,
): readonly Markup[] => {
  const { facts, explanation } = notification
  const head = [headMarkup(notification, messages), ...onlyMarkup(notification, messages)]
  if (facts.total === 0) return [...head, ...calmMarkup(notification, messages)]
  const tables = [
    { heading: messages.byErrorType, counts: facts.byErrorType },
    { heading: messages.byModel, counts: facts.byModel },
    { heading: messages.byKey, counts: facts.byKey },
    { heading: messages.byTeam, counts: facts.byTeam },
  ]
    .filter(({ counts }) => hasContent(counts))
    .map(({ heading, counts }) => countsTable(heading, counts, 8, messages))
  return [
    ...head,
    ...totalMarkup(facts, messages),
    ...pictures('time'),
    ...explanationMarkup(explanation, messages),
    ...pictures('requests'),
    subtitle(messages.counted),
    ...(tables.length === 0 ? [] : [columns(tables)]),
    ...pictures('heat'),
    ...groupsMarkup(facts, messages, pictures),
    ...(notification.kind === 'report' && notification.files.length > 0
      ? [subtitle(messages.files), ...notification.files.map((file) => note(shortLine(file)))]
      : []),
  ]
}

/** What alone a digest is about; nothing for one about everything. */
const onlyMarkup = (
  notification: DigestNotification | ReportNotification,
  messages: Messages,
): readonly Markup[] => {
  const only = notification.kind === 'digest' ? onlyText(notification, messages) : null
  return only === null ? [] : [note(only)]
}

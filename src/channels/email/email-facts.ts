import type { Facts, GroupFact } from '../../domain/facts.ts'
import type { DigestNotification, ReportNotification } from '../../domain/notification.ts'
import type { Words } from '../../i18n/locale.ts'
import type { MailChart } from '../../render/charts/mail-chart-base.ts'
import { contextLines, gapLines, previousWords } from '../../render/context-words.ts'
import { shortLine } from '../../render/escape.ts'
import {
  formatFailures,
  formatNumber,
  formatPeriod,
  formatShare,
  formatZone,
} from '../../render/format.ts'
import { digestDay, digestTitle, onlyWords } from '../../render/headline.ts'
import { countedName, firstRows, tellsSomething } from '../../render/rows.ts'
import { sampleText } from '../../render/sample-text.ts'
import { seenWords } from '../../render/seen.ts'
import { calmLines, lateWords, moreGroupsWords } from '../../render/told.ts'
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
import { wordsMarkup } from './email-words.ts'

/** Groups that a mail shows in full, and the longest example of each, UTF-16 units. */
const mostGroups = 12
const longestSample = 600

const groupMarkup = (group: GroupFact, facts: Facts, words: Words): Markup => {
  const aspects = [
    { says: words.models, counts: group.models },
    { says: words.keys, counts: group.keys },
    { says: words.teams, counts: group.teams },
  ].filter(({ counts }) => tellsSomething(counts))
  const affected = aspects.map(({ says, counts }) => {
    const { rows, more } = firstRows(counts, 3)
    const names = rows.map(
      (one) => `${countedName(one, words)} (${formatNumber(one.count, words)})`,
    )
    const rest = more === 0 ? [] : [words.andMore(formatNumber(more, words))]
    return `${says}${words.colon}${[...names, ...rest].join(words.separator)}`
  })
  const sample = group.samples[0]
  const standing = words.deliveryStates[group.standing ?? 'known']
  const counted = `${formatFailures(group.count, words)}${words.comma}${formatShare(group.share, words)}`
  return card([
    paragraph([strong(shortLine(group.title)), ...(standing === '' ? [] : [' ', badge(standing)])]),
    note(`${counted}${words.comma}${seenWords(group, facts, words)}`, ...affected),
    ...(sample === undefined
      ? []
      : [
          codeBox(sampleText(sample.message, group, longestSample, words)),
          note(`${words.request} ${shortLine(sample.requestId)}`),
        ]),
  ])
}

/** The picture of a chart, where there is one. */
export type Pictures = (id: MailChart['id']) => readonly Markup[]

const noPictures: Pictures = () => []

const groupsMarkup = (facts: Facts, words: Words, pictures: Pictures): readonly Markup[] => {
  const shown = firstRows(facts.groups, mostGroups).rows
  const more = moreGroupsWords(facts, shown.length, words)
  const { gone = [] } = facts
  return [
    subtitle(words.largestGroups),
    ...pictures('groups'),
    ...shown.map((group) => groupMarkup(group, facts, words)),
    ...(more === null ? [] : [note(more)]),
    ...(gone.length === 0
      ? []
      : [
          subtitle(words.gone(previousWords(facts, words))),
          note(
            ...gone.map(
              ({ title, count }) => `${shortLine(title)} (${formatNumber(count, words)})`,
            ),
          ),
        ]),
  ]
}

const calmMarkup = (
  notification: DigestNotification | ReportNotification,
  words: Words,
): readonly Markup[] => calmLines(notification, words).map((line) => paragraph(line))

const totalMarkup = (facts: Facts, words: Words): readonly Markup[] => {
  const period = formatPeriod(facts.from, facts.to, facts.timezone, words)
  return [
    figure(formatNumber(facts.total, words), words.failuresWord(facts.total)),
    note(`${period} (${formatZone(facts.timezone)})`, ...contextLines(facts, words)),
    ...gapLines(facts, words).map((line) => paragraph(line)),
    ...(facts.late === 0 ? [] : [paragraph(lateWords(facts, words))]),
  ]
}

const headMarkup = (
  notification: DigestNotification | ReportNotification,
  words: Words,
): Markup => {
  const { facts } = notification
  return notification.kind === 'digest'
    ? title(`${digestTitle(notification, words)} ${digestDay(notification, words)}`)
    : title(words.reportTitle(formatPeriod(facts.from, facts.to, facts.timezone, words)))
}

/** The body of a digest's or report's mail: total, its course, the words, the counts, the groups. */
export const factsMarkup = (
  notification: DigestNotification | ReportNotification,
  words: Words,
  pictures: Pictures = noPictures,
): readonly Markup[] => {
  const { facts, explanation } = notification
  const head = [headMarkup(notification, words), ...onlyMarkup(notification, words)]
  if (facts.total === 0) return [...head, ...calmMarkup(notification, words)]
  const tables = [
    { heading: words.byErrorType, counts: facts.byErrorType },
    { heading: words.byModel, counts: facts.byModel },
    { heading: words.byKey, counts: facts.byKey },
    { heading: words.byTeam, counts: facts.byTeam },
  ]
    .filter(({ counts }) => tellsSomething(counts))
    .map(({ heading, counts }) => countsTable(heading, counts, 8, words))
  return [
    ...head,
    ...totalMarkup(facts, words),
    ...pictures('time'),
    ...wordsMarkup(explanation, words),
    ...pictures('requests'),
    subtitle(words.counted),
    ...(tables.length === 0 ? [] : [columns(tables)]),
    ...pictures('heat'),
    ...groupsMarkup(facts, words, pictures),
    ...(notification.kind === 'report' && notification.files.length > 0
      ? [subtitle(words.files), ...notification.files.map((file) => note(shortLine(file)))]
      : []),
  ]
}

/** What alone a digest is about; nothing for one about everything. */
const onlyMarkup = (
  notification: DigestNotification | ReportNotification,
  words: Words,
): readonly Markup[] => {
  const only = notification.kind === 'digest' ? onlyWords(notification, words) : null
  return only === null ? [] : [note(only)]
}

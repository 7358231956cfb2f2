import type { DigestNotification, ReportNotification } from '../notifying/notification.ts'
import type { Facts, GroupFact } from '../summary/facts.ts'
import {
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
import { shortLine, shortText } from './escape.ts'
import { formatFailures, formatNumber, formatPeriod, formatShare, formatZone } from './format.ts'
import { digestTitle } from './headline.ts'
import { firstRows, tellsSomething } from './rows.ts'
import { seenWords } from './seen.ts'
import { lateWords, moreGroupsWords } from './told.ts'
import type { Words } from './words.en.ts'

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
      ({ name, count }) => `${shortLine(name)} (${formatNumber(count, words)})`,
    )
    const rest = more === 0 ? [] : [words.andMore(formatNumber(more, words))]
    return `${says}: ${[...names, ...rest].join(words.separator)}`
  })
  const sample = group.samples[0]
  const counted = `${formatFailures(group.count, words)}, ${formatShare(group.share, words)}`
  return card([
    paragraph(strong(shortLine(group.title))),
    note(`${counted}; ${seenWords(group, facts.timezone, words)}`, ...affected),
    ...(sample === undefined
      ? []
      : [
          codeBox(shortText(sample.message, longestSample)),
          note(`${words.request} ${shortLine(sample.requestId)}`),
        ]),
  ])
}

const groupsMarkup = (facts: Facts, words: Words): readonly Markup[] => {
  const shown = firstRows(facts.groups, mostGroups).rows
  const more = moreGroupsWords(facts, shown.length, words)
  return [
    subtitle(words.largestGroups),
    ...shown.map((group) => groupMarkup(group, facts, words)),
    ...(more === null ? [] : [note(more)]),
  ]
}

/** The body of a digest's or report's mail. `charts` stand between the total and the words. */
export const factsMarkup = (
  notification: DigestNotification | ReportNotification,
  words: Words,
  charts: readonly Markup[] = [],
): readonly Markup[] => {
  const { facts, explanation } = notification
  const period = formatPeriod(facts.from, facts.to, facts.timezone)
  const head =
    notification.kind === 'digest'
      ? title(`${digestTitle(notification, words)} ${shortLine(notification.day)}`)
      : title(words.reportTitle(period))
  const late = facts.late === 0 ? [] : [paragraph(lateWords(facts, words))]
  if (facts.total === 0)
    return [
      head,
      paragraph(notification.kind === 'digest' ? words.calm : words.calmPeriod),
      ...(late.length === 0 ? [paragraph(words.calmSeen)] : late),
    ]
  const tables = [
    { heading: words.byErrorType, counts: facts.byErrorType },
    { heading: words.byModel, counts: facts.byModel },
    { heading: words.byKey, counts: facts.byKey },
    { heading: words.byTeam, counts: facts.byTeam },
  ]
    .filter(({ counts }) => tellsSomething(counts))
    .map(({ heading, counts }) => countsTable(heading, counts, 8, words))
  return [
    head,
    figure(formatNumber(facts.total, words), words.failuresWord(facts.total)),
    note(`${period} (${formatZone(facts.timezone)})`),
    ...late,
    ...charts,
    ...wordsMarkup(explanation, words),
    subtitle(words.counted),
    ...(tables.length === 0 ? [] : [columns(tables)]),
    ...groupsMarkup(facts, words),
    ...(notification.kind === 'report' && notification.files.length > 0
      ? [subtitle(words.files), ...notification.files.map((file) => note(shortLine(file)))]
      : []),
  ]
}

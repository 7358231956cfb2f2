import type { DigestNotification, ReportNotification } from '../notifying/notification.ts'
import type { Facts, GroupFact } from '../summary/facts.ts'
import { cutEscaped } from './escape.ts'
import { formatFailures, formatNumber, formatPeriod, formatZone } from './format.ts'
import { parseMarkdown, plainBlocks } from './markdown.ts'
import { firstRows, tellsSomething } from './rows.ts'
import { seenWords } from './seen.ts'
import {
  fieldsSection,
  plainSection,
  type SlackBlock,
  section,
  slackLimits,
} from './slack-blocks.ts'
import { countsField, type Detail } from './slack-detail.ts'
import { slackCode, slackPlain } from './slack-text.ts'
import { lateWords, moreGroupsWords } from './told.ts'
import type { Words } from './words.en.ts'

/** One group: how many, what, when; one section each would cost too many blocks, so ten lines share one. */
const groupLine = (group: GroupFact, zone: string, detail: Detail, words: Words): string =>
  `${formatNumber(group.count, words)} × ${slackCode(group.title, detail.name)}\n      ${seenWords(group, zone, words)}`

const groupSection = (facts: Facts, detail: Detail, words: Words): SlackBlock => {
  const { rows } = firstRows(facts.groups, detail.groups)
  const more = moreGroupsWords(facts, rows.length, words)
  const lines = [
    `*${words.largestGroups}*`,
    ...rows.map((group) => groupLine(group, facts.timezone, detail, words)),
    ...(more === null ? [] : [more]),
  ]
  return section(lines.join('\n'))
}

/** What the LLM said, as plain text: nothing in it can format, link or mention. */
const wordsSections = (text: string, detail: Detail): readonly SlackBlock[] => {
  const blocks = plainBlocks(parseMarkdown(text))
  const sections: SlackBlock[] = []
  let room = detail.words
  let pending = ''
  for (const block of blocks) {
    if (room <= 1) break
    const part = slackPlain(block, Math.min(room, slackLimits.section))
    room -= part.length + 2
    if (pending !== '' && pending.length + part.length + 2 > slackLimits.section) {
      sections.push(plainSection(pending))
      pending = part
    } else pending = pending === '' ? part : `${pending}\n\n${part}`
  }
  if (room <= 1 && !pending.endsWith('…'))
    pending = cutEscaped(`${pending} …`, slackLimits.section, (character) => character)
  return pending === '' ? sections : [...sections, plainSection(pending)]
}

const calmBlocks = (
  notification: DigestNotification | ReportNotification,
  words: Words,
): readonly SlackBlock[] => {
  const { facts, kind } = notification
  const calm = kind === 'digest' ? words.calm : words.calmPeriod
  return [section(`${calm}\n${facts.late === 0 ? words.calmSeen : lateWords(facts, words)}`)]
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
    section(
      `*${formatFailures(facts.total, words)}*, ${formatPeriod(facts.from, facts.to, facts.timezone)} (${formatZone(facts.timezone)})`,
    ),
    ...(explanation.text === null
      ? [plainSection(slackPlain(words.noWords(explanation.note), 300))]
      : wordsSections(explanation.text, detail)),
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

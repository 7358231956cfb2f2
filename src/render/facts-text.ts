import type { Facts, GroupFact } from '../domain/facts.ts'
import type { Explanation } from '../domain/notification.ts'
import type { Words } from '../i18n/locale.ts'
import { contextLines, gapLines, previousWords } from './context-words.ts'
import { shortLine } from './escape.ts'
import { saidLines, saidParts } from './explained.ts'
import { formatFailures, formatNumber, formatShare } from './format.ts'
import { parseMarkdown, plainBlocks } from './markdown.ts'
import { countedName, tellsSomething } from './rows.ts'
import { sampleText } from './sample-text.ts'
import { seenWords } from './seen.ts'
import { cells, countLines, wrapLines } from './text-table.ts'
import { moreGroupsWords } from './told.ts'

/** Widths that read well: a terminal of 100 columns, a mail of 72. */
export interface TextLayout {
  readonly width: number
  readonly rows: number
  readonly groups: number
}

/** A heading underlined, with an empty line before it. */
export const headingLines = (text: string): readonly string[] => ['', text, '-'.repeat(cells(text))]

/** What the LLM said, its marks gone, wrapped; or the sentence why there is nothing. */
export const explanationLines = (
  explanation: Explanation,
  width: number,
  words: Words,
): readonly string[] => {
  const { text, note, model } = explanation
  if (text === null) return wrapLines(words.noWords(shortLine(note, 500)), width)
  const parts = saidParts(explanation, words)
  const said =
    parts === null
      ? plainBlocks(parseMarkdown(text)).flatMap((block) => [...wrapLines(block, width), ''])
      : [...saidLines(parts, words).flatMap((line) => wrapSaid(line, width)), '']
  return [
    ...said,
    ...(note === '' ? [] : wrapLines(words.note(shortLine(note, 500)), width)),
    ...wrapLines(words.wordsBy(shortLine(model)), width),
  ]
}

/** Lines below a numbered one stay below its text. */
const wrapSaid = (line: string, width: number): readonly string[] =>
  line.startsWith('   ') ? wrapLines(line.trim(), width, '   ') : wrapLines(line, width)

const groupLines = (
  group: GroupFact,
  number: number,
  facts: Facts,
  width: number,
  words: Words,
): readonly string[] => {
  const sample = group.samples[0]
  const standing = words.deliveryStates[group.standing ?? 'known']
  const counted = [
    formatFailures(group.count, words),
    formatShare(group.share, words),
    seenWords(group, facts, words),
  ].join(words.comma)
  const aspects = [
    { says: words.models, counts: group.models },
    { says: words.keys, counts: group.keys },
    { says: words.teams, counts: group.teams },
  ].filter(({ counts }) => tellsSomething(counts))
  return [
    '',
    ...wrapLines(
      `${number}. ${shortLine(group.title)}${standing === '' ? '' : ` [${standing}]`}`,
      width,
    ),
    ...wrapLines(counted, width, '   '),
    ...aspects.flatMap(({ says, counts }) =>
      wrapLines(
        `${says}${words.colon}${counts
          .slice(0, 5)
          .map((one) => `${countedName(one, words)} (${formatNumber(one.count, words)})`)
          .join(words.separator)}`,
        width,
        '   ',
      ),
    ),
    ...(sample === undefined
      ? []
      : [
          ...wrapLines(`${words.request} ${shortLine(sample.requestId)}`, width, '   '),
          ...wrapLines(sampleText(sample.message, group, 600, words), width, '   | '),
        ]),
  ]
}

/** The numbers of a period as text: by error type, model, key, team, then the groups. */
export const countedLines = (facts: Facts, layout: TextLayout, words: Words): readonly string[] => {
  const tables = [
    { heading: words.byModel, counts: facts.byModel },
    { heading: words.byErrorType, counts: facts.byErrorType },
    { heading: words.byKey, counts: facts.byKey },
    { heading: words.byTeam, counts: facts.byTeam },
  ].filter(({ counts }) => counts.length > 0)
  const shown = facts.groups.slice(0, layout.groups)
  const more = moreGroupsWords(facts, shown.length, words)
  return [
    ...tables.flatMap(({ heading, counts }) => [
      ...headingLines(heading),
      ...countLines(counts, facts.total, layout.rows, words, layout.width),
    ]),
    ...headingLines(words.largestGroups),
    ...shown.flatMap((group, at) => groupLines(group, at + 1, facts, layout.width, words)),
    ...(more === null ? [] : ['', more]),
    ...goneLines(facts, layout.width, words),
  ]
}

const goneLines = (facts: Facts, width: number, words: Words): readonly string[] => {
  const { gone = [] } = facts
  return gone.length === 0
    ? []
    : [
        ...headingLines(words.gone(previousWords(facts, words))),
        ...gone.flatMap(({ title, count }) =>
          wrapLines(`• ${shortLine(title)} (${formatNumber(count, words)})`, width),
        ),
      ]
}

/** What the total is held against, and when nothing was seen. */
export const aboutLines = (facts: Facts, width: number, words: Words): readonly string[] => {
  return [...contextLines(facts, words), ...gapLines(facts, words)].flatMap((line) =>
    wrapLines(line, width),
  )
}

import type { Explanation } from '../notifying/notification.ts'
import type { Facts, GroupFact } from '../summary/facts.ts'
import { shortLine, shortText } from './escape.ts'
import { formatFailures, formatShare } from './format.ts'
import { parseMarkdown, plainBlocks } from './markdown.ts'
import { tellsSomething } from './rows.ts'
import { seenWords } from './seen.ts'
import { countLines, wrapLines } from './text-table.ts'
import { moreGroupsWords } from './told.ts'
import type { Words } from './words.en.ts'

/** Widths that read well: a terminal of 100 columns, a mail of 72. */
export interface TextLayout {
  readonly width: number
  readonly rows: number
  readonly groups: number
}

/** A heading underlined, with an empty line before it. */
export const headingLines = (text: string): readonly string[] => ['', text, '-'.repeat(text.length)]

/** What the LLM said, its marks gone, wrapped; or the sentence why there is nothing. */
export const explanationLines = (
  explanation: Explanation,
  width: number,
  words: Words,
): readonly string[] =>
  explanation.text === null
    ? wrapLines(words.noWords(shortLine(explanation.note, 500)), width)
    : [
        ...plainBlocks(parseMarkdown(explanation.text)).flatMap((block) => [
          ...wrapLines(block, width),
          '',
        ]),
        ...wrapLines(words.wordsBy(shortLine(explanation.model)), width),
      ]

const groupLines = (
  group: GroupFact,
  number: number,
  facts: Facts,
  width: number,
  words: Words,
): readonly string[] => {
  const sample = group.samples[0]
  const counted = `${formatFailures(group.count, words)}, ${formatShare(group.share, words)}; ${seenWords(group, facts.timezone, words)}`
  const aspects = [
    { says: words.models, counts: group.models },
    { says: words.keys, counts: group.keys },
    { says: words.teams, counts: group.teams },
  ].filter(({ counts }) => tellsSomething(counts))
  return [
    '',
    ...wrapLines(`${number}. ${shortLine(group.title)}`, width),
    ...wrapLines(counted, width, '   '),
    ...aspects.flatMap(({ says, counts }) =>
      wrapLines(
        `${says}: ${counts
          .slice(0, 5)
          .map(({ name, count }) => `${shortLine(name)} (${count})`)
          .join(words.separator)}`,
        width,
        '   ',
      ),
    ),
    ...(sample === undefined
      ? []
      : [
          ...wrapLines(`${words.request} ${shortLine(sample.requestId)}`, width, '   '),
          ...wrapLines(shortText(sample.message, 600), width, '   | '),
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
  ]
}

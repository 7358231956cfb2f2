import type { Facts, GroupFact } from '../domain/facts.ts'
import type { Explanation } from '../domain/notification.ts'
import type { Messages } from '../i18n/locale.ts'
import { notesText } from '../i18n/note-text.ts'
import { moreGroupsText } from './calm-lines.ts'
import { contextLines, gapLines, previousText } from './context-lines.ts'
import { shortLine } from './escape.ts'
import { explainedLines, explainedParts } from './explained.ts'
import { parseMarkdown, plainBlocks } from './markdown.ts'
import { countedName, hasContent } from './rows.ts'
import { sampleText } from './sample-text.ts'
import { seenText } from './seen.ts'
import { cells, countLines, wrapLines } from './text-table.ts'

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
  messages: Messages,
): readonly string[] => {
  const { text, model } = explanation
  const note = shortLine(notesText(explanation.notes, messages), 500)
  if (text === null) return wrapLines(messages.noSummary({ note }), width)
  const parts = explainedParts(explanation, messages)
  const said =
    parts === null
      ? plainBlocks(parseMarkdown(text)).flatMap((block) => [...wrapLines(block, width), ''])
      : [...explainedLines(parts, messages).flatMap((line) => wrapExplained(line, width)), '']
  return [
    ...said,
    ...(note === '' ? [] : wrapLines(messages.noteLine({ note }), width)),
    ...wrapLines(messages.explainedBy({ model: shortLine(model) }), width),
  ]
}

/** Lines below a numbered one stay below its text. */
const wrapExplained = (line: string, width: number): readonly string[] =>
  line.startsWith('   ') ? wrapLines(line.trim(), width, '   ') : wrapLines(line, width)

const groupLines = (
  group: GroupFact,
  number: number,
  facts: Facts,
  width: number,
  messages: Messages,
): readonly string[] => {
  const sample = group.samples[0]
  const standing = messages.standings[group.standing ?? 'known']
  const counted = [
    messages.failures({ count: group.count }),
    messages.format.share(group.share),
    seenText(group, facts, messages),
  ].join(messages.comma)
  const aspects = [
    { says: messages.models, counts: group.models },
    { says: messages.keys, counts: group.keys },
    { says: messages.teams, counts: group.teams },
  ].filter(({ counts }) => hasContent(counts))
  return [
    '',
    ...wrapLines(
      `${number}. ${shortLine(group.title)}${standing === '' ? '' : ` [${standing}]`}`,
      width,
    ),
    ...wrapLines(counted, width, '   '),
    ...aspects.flatMap(({ says, counts }) =>
      wrapLines(
        `${says}${messages.colon}${counts
          .slice(0, 5)
          .map((one) => messages.nameCount({ name: countedName(one, messages), count: one.count }))
          .join(messages.separator)}`,
        width,
        '   ',
      ),
    ),
    ...(sample === undefined
      ? []
      : [
          ...wrapLines(`${messages.request} ${shortLine(sample.requestId)}`, width, '   '),
          ...wrapLines(sampleText(sample.message, group, 600, messages), width, '   | '),
        ]),
  ]
}

/** The numbers of a period as text: by error type, model, key, team, then the groups. */
export const countedLines = (
  facts: Facts,
  layout: TextLayout,
  messages: Messages,
): readonly string[] => {
  const tables = [
    { heading: messages.byModel, counts: facts.byModel },
    { heading: messages.byErrorType, counts: facts.byErrorType },
    { heading: messages.byKey, counts: facts.byKey },
    { heading: messages.byTeam, counts: facts.byTeam },
  ].filter(({ counts }) => counts.length > 0)
  const shown = facts.groups.slice(0, layout.groups)
  const more = moreGroupsText(facts, shown.length, messages)
  return [
    ...tables.flatMap(({ heading, counts }) => [
      ...headingLines(heading),
      ...countLines(counts, facts.total, layout.rows, messages, layout.width),
    ]),
    ...headingLines(messages.largestGroups),
    ...shown.flatMap((group, at) => groupLines(group, at + 1, facts, layout.width, messages)),
    ...(more === null ? [] : ['', more]),
    ...goneLines(facts, layout.width, messages),
  ]
}

const goneLines = (facts: Facts, width: number, messages: Messages): readonly string[] => {
  const { gone = [] } = facts
  return gone.length === 0
    ? []
    : [
        ...headingLines(messages.gone({ when: previousText(facts, messages) })),
        ...gone.flatMap(({ title, count }) =>
          wrapLines(`• ${messages.nameCount({ name: shortLine(title), count })}`, width),
        ),
      ]
}

/** What the total is held against, and when nothing was seen. */
export const aboutLines = (facts: Facts, width: number, messages: Messages): readonly string[] => {
  return [...contextLines(facts, messages), ...gapLines(facts, messages)].flatMap((line) =>
    wrapLines(line, width),
  )
}

import type { AlertNotification, Explanation } from '../../domain/notification.ts'
import type { Words } from '../../i18n/locale.ts'
import { shortLine } from '../../render/escape.ts'
import { causeLines, type SaidLine, type SaidParts, saidParts } from '../../render/explained.ts'
import { parseMarkdown, plainBlocks } from '../../render/markdown.ts'
import { context, plainSection, type SlackBlock, section, slackLimits } from './slack-blocks.ts'
import type { Detail } from './slack-detail.ts'
import { slackPlain, slackStrong } from './slack-text.ts'

// What the model said is others' text: escaped piece by piece between our own marks, so that nothing of it can format,
// link or mention, and no cut can leave a mark open.

/** A piece of text that is written into the room that is left, and how much it is worth. */
type Line = (room: number) => string

const labelled =
  ({ label, text }: SaidLine, words: Words): Line =>
  (room) =>
    label === ''
      ? `*${slackStrong(text, room)}*`
      : `*${slackStrong(label, 200)}*${words.colon}${slackStrong(text, room)}`

const bold =
  (text: string): Line =>
  (room) =>
    `*${slackStrong(text, room)}*`

const item =
  (text: string): Line =>
  (room) =>
    `• ${slackStrong(text, room)}`

const problem = (lines: readonly SaidLine[], at: number, words: Words): readonly Line[] =>
  lines.map((line, index) =>
    index === 0 && line.label === '' ? bold(`${at + 1}. ${line.text}`) : labelled(line, words),
  )

const blocksOf = (parts: SaidParts, words: Words): readonly (readonly Line[])[] =>
  [
    parts.headline === '' ? [] : [bold(parts.headline)],
    ...parts.problems.map((lines, at) => problem(lines, at, words)),
    parts.byModel.length === 0
      ? []
      : [
          bold(words.byModelWords),
          ...parts.byModel.map(({ label, text }) => item(`${label}${words.colon}${text}`)),
        ],
    parts.advice.length === 0 ? [] : [bold(words.advice), ...parts.advice.map(item)],
  ].filter((lines) => lines.length > 0)

/** A line that is shorter than this says nothing; one that is longer is cut. UTF-16 units. */
const [shortestLine, longestLine] = [40, 1200]

/** Sections of paragraphs, in all at most as much as there is room for. */
const sections = (blocks: readonly (readonly Line[])[], room: number): readonly SlackBlock[] => {
  const texts: string[] = []
  let left = room
  const add = (text: string, gap: string): void => {
    const last = texts.at(-1)
    const both = `${last}${gap}${text}`
    if (last !== undefined && both.length <= slackLimits.section) texts[texts.length - 1] = both
    else texts.push(text)
  }
  for (const [at, line] of blocks.flatMap((lines) => [...lines.entries()])) {
    if (left < shortestLine) {
      add('…', ' ')
      break
    }
    const said = line(Math.min(left, longestLine))
    left -= said.length + 1
    add(said, at === 0 ? '\n\n' : '\n')
  }
  return texts.map(section)
}

/** Plain words, where the model answered in no parts: a paragraph after the other. */
const plainSections = (text: string, room: number): readonly SlackBlock[] => {
  const texts: string[] = []
  let left = room
  for (const paragraph of plainBlocks(parseMarkdown(text))) {
    if (left < shortestLine) {
      texts.push('…')
      break
    }
    const said = slackPlain(paragraph, Math.min(left, slackLimits.section))
    left -= said.length + 2
    const both = `${texts.at(-1)}\n\n${said}`
    if (texts.length > 0 && both.length <= slackLimits.section) texts[texts.length - 1] = both
    else if (said !== '') texts.push(said)
  }
  return texts.map(plainSection)
}

const byline = (
  { note, model }: Explanation,
  words: Words,
  says: Words['wordsBy'] = words.wordsBy,
): SlackBlock => {
  const by = says(shortLine(model, 80))
  const said = note === '' ? by : `${words.note(shortLine(note, 300))}${words.gap}${by}`
  return context(slackStrong(said, 600))
}

/** What the model said of a period, or why it said nothing. */
export const explanationBlocks = (
  explanation: Explanation,
  detail: Detail,
  words: Words,
): readonly SlackBlock[] => {
  const { text, note } = explanation
  if (text === null) return [plainSection(slackPlain(words.noWords(note), 300))]
  const parts = saidParts(explanation, words)
  return [
    section(`*${words.summary}*`),
    ...(parts === null
      ? plainSections(text, detail.words)
      : sections(blocksOf(parts, words), detail.words)),
    byline(explanation, words),
  ]
}

/** Why an alert fires, as the model sees it; nothing where it said nothing. */
export const causeBlocks = (
  { explanation, followUp }: AlertNotification,
  detail: Detail,
  words: Words,
): readonly SlackBlock[] => {
  const lines = causeLines(explanation, words).map((line) => labelled(line, words))
  if (explanation === undefined || lines.length === 0) return []
  const says = followUp === true ? words.followUpOf : words.wordsBy
  return [...sections([lines], Math.min(detail.words, 1500)), byline(explanation, words, says)]
}

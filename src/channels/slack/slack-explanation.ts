import type { AlertNotification, Explanation } from '../../domain/notification.ts'
import type { Messages } from '../../i18n/locale.ts'
import { notesText } from '../../i18n/note-text.ts'
import { shortLine } from '../../render/escape.ts'
import {
  causeLines,
  type ExplainedLine,
  type ExplainedParts,
  explainedParts,
} from '../../render/explained.ts'
import { parseMarkdown, plainBlocks } from '../../render/markdown.ts'
import { context, plainSection, type SlackBlock, section, slackLimits } from './slack-blocks.ts'
import { slackPlain, slackStrong } from './slack-escape.ts'
import type { Detail } from './slack-lengths.ts'

// What the model said is others' text: escaped piece by piece between our own marks, so that nothing of it can format,
// link or mention, and no cut can leave a mark open.

/** A piece of text that is written into the room that is left, and how much it is worth. */
type Line = (room: number) => string

const labelled =
  ({ label, text }: ExplainedLine, messages: Messages): Line =>
  (room) =>
    label === ''
      ? `*${slackStrong(text, room)}*`
      : `*${slackStrong(label, 200)}*${messages.colon}${slackStrong(text, room)}`

const bold =
  (text: string): Line =>
  (room) =>
    `*${slackStrong(text, room)}*`

const item =
  (text: string): Line =>
  (room) =>
    `• ${slackStrong(text, room)}`

const problem = (
  lines: readonly ExplainedLine[],
  at: number,
  messages: Messages,
): readonly Line[] =>
  lines.map((line, index) =>
    index === 0 && line.label === '' ? bold(`${at + 1}. ${line.text}`) : labelled(line, messages),
  )

const blocksOf = (parts: ExplainedParts, messages: Messages): readonly (readonly Line[])[] =>
  [
    parts.headline === '' ? [] : [bold(parts.headline)],
    ...parts.problems.map((lines, at) => problem(lines, at, messages)),
    parts.byModel.length === 0
      ? []
      : [
          bold(messages.modelByModel),
          ...parts.byModel.map(({ label, text }) => item(`${label}${messages.colon}${text}`)),
        ],
    parts.advice.length === 0 ? [] : [bold(messages.advice), ...parts.advice.map(item)],
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
  { notes, model }: Explanation,
  messages: Messages,
  by: Messages['explainedBy'] = messages.explainedBy,
): SlackBlock => {
  const author = by({ model: shortLine(model, 80) })
  const note = shortLine(notesText(notes, messages), 300)
  const line = note === '' ? author : `${messages.noteLine({ note })}${messages.gap}${author}`
  return context(slackStrong(line, 600))
}

/** What the model said of a period, or why it said nothing. */
export const explanationBlocks = (
  explanation: Explanation,
  detail: Detail,
  messages: Messages,
): readonly SlackBlock[] => {
  const { text, notes } = explanation
  if (text === null)
    return [plainSection(slackPlain(messages.noSummary({ note: notesText(notes, messages) }), 300))]
  const parts = explainedParts(explanation, messages)
  return [
    section(`*${messages.summary}*`),
    ...(parts === null
      ? plainSections(text, detail.explanation)
      : sections(blocksOf(parts, messages), detail.explanation)),
    byline(explanation, messages),
  ]
}

/** Why an alert fires, as the model sees it; nothing where it said nothing. */
export const causeBlocks = (
  { explanation, followUp }: AlertNotification,
  detail: Detail,
  messages: Messages,
): readonly SlackBlock[] => {
  const lines = causeLines(explanation, messages).map((line) => labelled(line, messages))
  if (explanation === undefined || lines.length === 0) return []
  const says = followUp === true ? messages.followUpOf : messages.explainedBy
  return [
    ...sections([lines], Math.min(detail.explanation, 1500)),
    byline(explanation, messages, says),
  ]
}

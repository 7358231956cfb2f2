import { html } from 'hono/html'
import type { AlertNotification, Explanation } from '../../domain/notification.ts'
import type { Words } from '../../i18n/locale.ts'
import { shortLine } from '../../render/escape.ts'
import { causeLines, type SaidLine, type SaidParts, saidParts } from '../../render/explained.ts'
import { type MarkdownBlock, parseMarkdown, type Span } from '../../render/markdown.ts'
import {
  card,
  codeBox,
  inlineCode,
  list,
  type Markup,
  note,
  paragraph,
  strong,
  subtitle,
} from './email-parts.ts'

const spanMarkup = ({ form, text }: Span): string | Markup =>
  form === 'strong' ? strong(text) : form === 'code' ? inlineCode(text) : text

const lineMarkup = (line: readonly Span[]): Markup => html`${line.map(spanMarkup)}`

const blockMarkup = (block: MarkdownBlock): Markup => {
  switch (block.kind) {
    case 'heading':
      return paragraph(block.lines.map((line) => strong(line.map(({ text }) => text).join(''))))
    case 'list':
      return list(block.ordered, block.start, block.items.map(lineMarkup))
    case 'code':
      return codeBox(block.text)
    case 'paragraph':
      return paragraph(
        block.lines.flatMap((line, index) => [index === 0 ? '' : html`<br>`, lineMarkup(line)]),
      )
  }
}

const lineOf = (line: SaidLine, words: Words): Markup =>
  line.label === ''
    ? paragraph(strong(line.text))
    : paragraph([strong(`${line.label}${words.colon}`), line.text])

const partsMarkup = (parts: SaidParts, words: Words): readonly Markup[] => [
  ...(parts.headline === '' ? [] : [paragraph(strong(parts.headline))]),
  ...parts.problems.map((lines) => card(lines.map((line) => lineOf(line, words)))),
  ...(parts.byModel.length === 0
    ? []
    : [
        paragraph(strong(words.byModelWords)),
        list(
          false,
          1,
          parts.byModel.map(({ label, text }) => html`${strong(label)}${words.colon}${text}`),
        ),
      ]),
  ...(parts.advice.length === 0
    ? []
    : [
        paragraph(strong(words.advice)),
        list(
          false,
          1,
          parts.advice.map((line) => html`${line}`),
        ),
      ]),
]

/** What the LLM said, as HTML in which nothing of it is a tag, a link or a picture. */
export const wordsMarkup = (explanation: Explanation, words: Words): readonly Markup[] => {
  const { text, note: remark, model } = explanation
  if (text === null) return [note(words.noWords(shortLine(remark, 500)))]
  const parts = saidParts(explanation, words)
  return [
    subtitle(words.summary),
    ...(parts === null ? parseMarkdown(text).map(blockMarkup) : partsMarkup(parts, words)),
    note(
      ...(remark === '' ? [] : [words.note(shortLine(remark, 500))]),
      words.wordsBy(shortLine(model)),
    ),
  ]
}

/** Why an alert fires, as the model sees it; nothing where it said nothing. */
export const causeMarkup = (
  { explanation, followUp }: AlertNotification,
  words: Words,
): readonly Markup[] => {
  const says = followUp === true ? words.followUpOf : words.wordsBy
  const lines = causeLines(explanation, words)
  return lines.length === 0
    ? []
    : [
        card([
          ...lines.map((line) => lineOf(line, words)),
          note(says(shortLine(explanation?.model ?? ''))),
        ]),
      ]
}

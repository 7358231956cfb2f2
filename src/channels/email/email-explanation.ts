import { html } from 'hono/html'
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

const lineOf = (line: ExplainedLine, messages: Messages): Markup =>
  line.label === ''
    ? paragraph(strong(line.text))
    : paragraph([strong(`${line.label}${messages.colon}`), line.text])

const partsMarkup = (parts: ExplainedParts, messages: Messages): readonly Markup[] => [
  ...(parts.headline === '' ? [] : [paragraph(strong(parts.headline))]),
  ...parts.problems.map((lines) => card(lines.map((line) => lineOf(line, messages)))),
  ...(parts.byModel.length === 0
    ? []
    : [
        paragraph(strong(messages.modelByModel)),
        list(
          false,
          1,
          parts.byModel.map(({ label, text }) => html`${strong(label)}${messages.colon}${text}`),
        ),
      ]),
  ...(parts.advice.length === 0
    ? []
    : [
        paragraph(strong(messages.advice)),
        list(
          false,
          1,
          parts.advice.map((line) => html`${line}`),
        ),
      ]),
]

/** What the LLM said, as HTML in which nothing of it is a tag, a link or a picture. */
export const explanationMarkup = (
  explanation: Explanation,
  messages: Messages,
): readonly Markup[] => {
  const { text, model } = explanation
  const remark = shortLine(notesText(explanation.notes, messages), 500)
  if (text === null) return [note(messages.noSummary({ note: remark }))]
  const parts = explainedParts(explanation, messages)
  return [
    subtitle(messages.summary),
    ...(parts === null ? parseMarkdown(text).map(blockMarkup) : partsMarkup(parts, messages)),
    note(
      ...(remark === '' ? [] : [messages.noteLine({ note: remark })]),
      messages.explainedBy({ model: shortLine(model) }),
    ),
  ]
}

/** Why an alert fires, as the model sees it; nothing where it said nothing. */
export const causeMarkup = (
  { explanation, followUp }: AlertNotification,
  messages: Messages,
): readonly Markup[] => {
  const by = followUp === true ? messages.followUpOf : messages.explainedBy
  const lines = causeLines(explanation, messages)
  return lines.length === 0
    ? []
    : [
        card([
          ...lines.map((line) => lineOf(line, messages)),
          note(by({ model: shortLine(explanation?.model ?? '') })),
        ]),
      ]
}

import { html } from 'hono/html'
import type { Explanation } from '../notifying/notification.ts'
import {
  codeBox,
  inlineCode,
  list,
  type Markup,
  note,
  paragraph,
  strong,
  subtitle,
} from './email-parts.ts'
import { shortLine } from './escape.ts'
import { type MarkdownBlock, parseMarkdown, type Span } from './markdown.ts'
import type { Words } from './words.en.ts'

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

/** What the LLM said, as HTML in which nothing of it is a tag, a link or a picture. */
export const wordsMarkup = (explanation: Explanation, words: Words): readonly Markup[] =>
  explanation.text === null
    ? [note(words.noWords(shortLine(explanation.note, 500)))]
    : [
        subtitle(words.summary),
        ...parseMarkdown(explanation.text).map(blockMarkup),
        note(words.wordsBy(shortLine(explanation.model))),
      ]

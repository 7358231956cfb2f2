import { shortText } from './escape.ts'

/** What a model may say, UTF-16 units: no answer of a sane length comes near. */
const longest = 20_000
/** Each line may become a paragraph with all its styles: lines are bounded, not letters alone. */
const mostLines = 400
/** Of one line; what follows is plain. */
const mostSpans = 40

/** A stretch of a line. `code` and `strong` are the only forms that are kept. */
export interface Span {
  readonly form: 'text' | 'strong' | 'code'
  readonly text: string
}

type Line = readonly Span[]

/** What is left of a model's Markdown: enough for headings, lists and paragraphs, nothing that links or embeds. */
export type MarkdownBlock =
  | { readonly kind: 'heading' | 'paragraph'; readonly lines: readonly Line[] }
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      /** Number of the first item; models put paragraphs between the items of one list. */
      readonly start: number
      readonly items: readonly Line[]
    }
  | { readonly kind: 'code'; readonly text: string }

/** `**strong**` and `` `code` ``; everything else is text as it stands. */
const spans = (line: string): Span[] =>
  line
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part, at): Span => {
      if (at >= mostSpans) return { form: 'text', text: part }
      if (/^\*\*[^*]+\*\*$/.test(part)) return { form: 'strong', text: part.slice(2, -2) }
      if (/^`[^`]+`$/.test(part)) return { form: 'code', text: part.slice(1, -1) }
      return { form: 'text', text: part }
    })

/** One line of the source, by what begins it. `rest` is the line without its mark. */
interface Token {
  readonly kind: 'heading' | 'bullet' | 'numbered' | 'fence' | 'blank' | 'text'
  readonly rest: string
  readonly number: number
  readonly indented: boolean
}

const forms: readonly { readonly kind: Token['kind']; readonly mark: RegExp }[] = [
  // With the name of a language at most: a line that says more is text.
  { kind: 'fence', mark: /^ {0,3}```[\w+-]{0,20}\s*$/ },
  { kind: 'heading', mark: /^ {0,3}#{1,6}\s/ },
  { kind: 'bullet', mark: /^\s*[-*+•]\s/ },
  { kind: 'numbered', mark: /^\s*\d{1,3}[.)]\s/ },
  { kind: 'blank', mark: /^\s*$/ },
]

const tokenOf = (line: string): Token => {
  const form = forms.find(({ mark }) => mark.test(line))
  const mark = form?.mark.exec(line)?.[0] ?? ''
  return {
    kind: form?.kind ?? 'text',
    rest: line.slice(mark.length).trim(),
    number: Number.parseInt(mark, 10) || 1,
    indented: /^\s/.test(line),
  }
}

interface MutableList {
  readonly kind: 'list'
  readonly ordered: boolean
  readonly start: number
  readonly items: Span[][]
}
interface MutableLines {
  readonly kind: 'heading' | 'paragraph'
  readonly lines: Line[]
}
type Open = MutableList | MutableLines | { readonly kind: 'code'; text: string }

/** Takes one line into the blocks: it goes on with the last one or begins a new one. */
const take = (blocks: Open[], token: Token, afterBlank: boolean): void => {
  const last = blocks.at(-1)
  const line = spans(token.rest)
  if (token.kind === 'heading') blocks.push({ kind: 'heading', lines: [line] })
  else if (token.kind === 'bullet' || token.kind === 'numbered') {
    const ordered = token.kind === 'numbered'
    if (last?.kind === 'list' && last.ordered === ordered) last.items.push(line)
    else blocks.push({ kind: 'list', ordered, start: token.number, items: [line] })
  } else if (last?.kind === 'list' && token.indented)
    last.items.at(-1)?.push({ form: 'text', text: ' ' }, ...line)
  else if (last?.kind === 'paragraph' && !afterBlank) last.lines.push(line)
  else blocks.push({ kind: 'paragraph', lines: [line] })
}

/**
 * The simple part of Markdown that models write: headings, lists, paragraphs, fenced code, bold, inline code.
 * Anything else (HTML, links, images) stays the characters it is. The input is untrusted and cleaned here.
 */
export const parseMarkdown = (text: string): readonly MarkdownBlock[] => {
  const blocks: Open[] = []
  let afterBlank = false
  // The code block that is open, if any; a fence that never closes still shows what it holds.
  let code: { readonly kind: 'code'; text: string } | null = null
  for (const line of shortText(text, longest).split('\n').slice(0, mostLines)) {
    const token = tokenOf(line)
    if (token.kind === 'fence') {
      if (code === null) {
        code = { kind: 'code', text: '' }
        blocks.push(code)
      } else code = null
    } else if (code !== null) code.text += `${line}\n`
    else if (token.kind !== 'blank') take(blocks, token, afterBlank)
    afterBlank = token.kind === 'blank'
  }
  return blocks
}

const plainLine = (line: Line): string => line.map(({ text }) => text).join('')

const plainBlock = (block: MarkdownBlock): string => {
  switch (block.kind) {
    case 'code':
      return block.text.trimEnd()
    case 'list':
      return block.items
        .map((line, at) => `${block.ordered ? `${block.start + at}.` : '•'} ${plainLine(line)}`)
        .join('\n')
    case 'heading':
    case 'paragraph':
      return block.lines.map(plainLine).join('\n')
  }
}

/** The blocks as plain text, one string each; of the marks, bullets and numbers stay. */
export const plainBlocks = (blocks: readonly MarkdownBlock[]): readonly string[] =>
  blocks.map(plainBlock)

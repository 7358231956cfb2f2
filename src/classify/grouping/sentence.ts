import { FIRST_WIDE, isWide } from './wide.ts'
import { ADVICE } from './words.ts'

/** A sentence of so many words says what went wrong; the next ones say what to do about it. */
const ENOUGH_WORDS = 6

/** How many words a token counts for. Two letters of a script without spaces say as much as a word. */
export const wordsIn = (token: string): number => {
  const first = token.charCodeAt(0)
  if (first >= FIRST_WIDE) return isWide(first) ? Math.ceil(token.length / 2) : 1
  return (first >= 65 && first <= 90) || (first >= 97 && first <= 122) ? 1 : 0
}

/** Behind the template of a text that broke off inside its sentence. */
const BROKE_OFF = '…'
export const isBrokenOff = (template: string): boolean => template.endsWith(BROKE_OFF)
export const withoutMark = (template: string): string =>
  isBrokenOff(template) ? template.slice(0, -1) : template
export const withMark = (template: string): string => `${template}${BROKE_OFF}`

export const isPlaceholder = (token: string | undefined): boolean =>
  token !== undefined && token.charCodeAt(0) === 60 && token.charCodeAt(token.length - 1) === 62

/** Things a limit is counted for; which limit it is, other words say. */
const isQualifier = (token: string, before: string | undefined): boolean =>
  ((token === '<organization>' || token === '<project>') && before === 'in') ||
  (token === '<tier>' && before === 'service')

/** Where a JSON parser stopped: `line 1 column 2048`. */
const isPosition = (tokens: readonly string[]): boolean =>
  tokens.length > 4 &&
  tokens[tokens.length - 4]?.toLowerCase() === 'line' &&
  tokens[tokens.length - 2]?.toLowerCase() === 'column'

/** `used: 12`, `剩余额度 0.5`: a number and what it is one of. */
const MOST_MEASURE = 2
const MEASURED = /<(?:number|hash|bool)>$/
const isMeasure = (tokens: readonly string[], from: number): boolean => {
  const length = tokens.length - from
  if (length < 1 || length > MOST_MEASURE || !MEASURED.test(tokens[tokens.length - 1] ?? ''))
    return false
  for (let at = from; at < tokens.length - 1; at += 1)
    if (tokens[at]?.includes('<') === true) return false
  return true
}

/** `Request timed out. Reason: Request timed out.`: what is behind `from` ends with all that was said before. */
const isRepeated = (tokens: readonly string[], from: number): boolean => {
  const shift = tokens.length - from
  if (from === 0 || shift < from || shift > from + 2) return false
  for (let at = 0; at < from; at += 1) if (tokens[at] !== tokens[at + shift]) return false
  return true
}

/** The masked words that make a template, and whether the text broke off among them. */
export interface Sentence {
  readonly tokens: readonly string[]
  /** So many of them count: what was begun and broke off behind them may be a clause that comes and goes. */
  readonly counted: number
  readonly brokeOff: boolean
  /** As it was written, with its punctuation and its values. */
  readonly said: string
}

/** Fewer words than this, begun behind a comma, may be any clause. */
const FEW = 4

/** The masked words collected so far, sentence by sentence. */
export interface Sentences {
  readonly tokens: string[]
  readonly last: () => string | undefined
  /** `from` and `to`: where in the text it stands. */
  readonly push: (token: string, from: number, to: number) => void
  /** What follows stands in another text than what was pushed so far. */
  readonly leave: (text: string) => void
  /** Ends a clause: one that only measures comes and goes. */
  readonly comma: () => void
  readonly openParenthesis: () => void
  readonly closeParenthesis: () => void
  /** Ends a sentence; true when what is there says enough to stop reading. */
  readonly end: () => boolean
  /** Ends the text. `cut`: it broke off, so that half a sentence behind a whole one goes. */
  readonly finish: (text: string, cut: boolean) => Sentence
}

/** Longer gaps between words are what was left out; shorter ones are read along. */
const LONGEST_GAP = 40
/** Somebody's data, longer than this, is no part of a title. */
const LONGEST_VALUE = 48
const OPENING = '([{<"\'`“‘「『（【'
const STOPS = '.!?。！？'
const CLOSING = '.!?)]}"\'`”’。！？」』）】'

/** What the spans from `first` on cover, as it is written, with its quotes and its stop. */
const writtenIn = (text: string, spans: readonly number[], first: number): string => {
  if (first >= spans.length) return ''
  let from = spans[first] ?? 0
  while (from > 0 && OPENING.includes(text.charAt(from - 1))) from -= 1
  let out = ''
  let last = from
  for (let at = first; at < spans.length; at += 2) {
    const start = spans[at] ?? 0
    const end = spans[at + 1] ?? 0
    if (start - last > LONGEST_GAP) {
      out += `${text.slice(from, last)} … `
      from = start
    }
    if (end - start > LONGEST_VALUE && text.charCodeAt(start) < FIRST_WIDE) {
      out += `${text.slice(from, start + LONGEST_VALUE / 2)}…`
      from = end
    }
    last = end
  }
  let to = last
  while (to - last < 4 && to < text.length && CLOSING.includes(text.charAt(to))) {
    to += 1
    if (STOPS.includes(text.charAt(to - 1))) break
  }
  return out + text.slice(from, to)
}

/** Collects words and decides which sentences a template needs. */
export const createSentences = (): Sentences => {
  const tokens: string[] = []
  // Two for each token: where it begins and ends.
  const spans: number[] = []
  let lead = ''
  let firstSpan = 0
  let words = 0
  let start = 0
  let clause = 0
  let parenthesis = -1
  let sentences = 0

  const cutBack = (length: number): void => {
    while (tokens.length > length) {
      const token = tokens.pop()
      if (token !== undefined) words -= wordsIn(token)
      spans.length -= 2
    }
  }

  const endClause = (): void => {
    const measures = clause > start && isMeasure(tokens, clause)
    if (measures && tokens.some((token, at) => at < clause && !isPlaceholder(token)))
      cutBack(clause)
    clause = tokens.length
  }

  /** `…, for model=x`, `… after 30 s`: at the end of some of the same errors. */
  const dropEnding = (): void => {
    const last = tokens[tokens.length - 1]
    const before = tokens[tokens.length - 2]
    if (last === 'model=<model>' && before === 'for') cutBack(tokens.length - 2)
    if (last === '<number>' && before === 'after' && tokens.length - start > 3)
      cutBack(tokens.length - 2)
  }

  const dropAdvice = (): void => {
    dropEnding()
    endClause()
    const first = (tokens[start] ?? '').toLowerCase()
    const second = (tokens[start + 1] ?? '').toLowerCase()
    const isRequestId = first === 'request' && second === 'id'
    if (sentences > 0 && (isRequestId || ADVICE.has(first))) cutBack(start)
  }

  return {
    tokens,
    last: () => tokens[tokens.length - 1],
    push: (token, from, to) => {
      const last = tokens[tokens.length - 1]
      if (isQualifier(token, tokens[tokens.length - 2])) {
        cutBack(tokens.length - 2)
        return
      }
      // A list is as long as it happens to be: `<id> <id> <id>` is one of them.
      const listed =
        tokens.length > start &&
        ((isPlaceholder(token) && isPlaceholder(last)) || (token === last && token.includes('<')))
      if (listed) {
        spans[spans.length - 1] = to
        return
      }
      // `1 validation error`, `178 validation errors`
      tokens.push(token === 'error' && last === 'validation' ? 'errors' : token)
      spans.push(from, to)
      words += wordsIn(token)
    },
    leave: (text) => {
      lead = `${lead}${writtenIn(text, spans, firstSpan)} `
      firstSpan = spans.length
    },
    comma: endClause,
    openParenthesis: () => {
      parenthesis = tokens.length
    },
    closeParenthesis: () => {
      // A remark with a value in it comes and goes: `(1.36 KB)`; `(TPD)` says which limit.
      if (parenthesis >= 0 && tokens.slice(parenthesis).some((token) => token.includes('<')))
        cutBack(parenthesis)
      parenthesis = -1
    },
    end: () => {
      dropAdvice()
      if (sentences > 0 && isRepeated(tokens, start)) cutBack(start)
      if (words >= ENOUGH_WORDS) return true
      if (tokens.length > start) sentences += 1
      start = tokens.length
      clause = start
      parenthesis = -1
      return false
    },
    finish: (text, cut) => {
      const begun = clause > start ? clause : -1
      const length = tokens.length
      dropAdvice()
      const whole = cut && sentences > 0
      if (whole) cutBack(start)
      // Cut inside a remark.
      if (
        parenthesis > 0 &&
        (cut || tokens.slice(parenthesis).some((token) => token.includes('<')))
      )
        cutBack(parenthesis)
      if (isPosition(tokens)) cutBack(tokens.length - 4)
      const brokeOff = cut && !whole && length > 0 && tokens.length === length
      const few = brokeOff && begun > 0 && length - begun < FEW
      const said = lead + writtenIn(text, spans, firstSpan)
      return { tokens, counted: few ? begun : tokens.length, brokeOff, said }
    },
  }
}

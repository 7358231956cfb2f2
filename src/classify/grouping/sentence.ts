import { ADVICE } from './words.ts'

/** A sentence of so many words says what went wrong; the next ones say what to do about it. */
const ENOUGH_WORDS = 6

const STARTS_WITH_LETTER = /^[A-Za-z]/

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

/** The masked words collected so far, sentence by sentence. */
export interface Sentences {
  readonly tokens: string[]
  readonly last: () => string | undefined
  readonly push: (token: string) => void
  readonly openParenthesis: () => void
  readonly closeParenthesis: () => void
  /** Ends a sentence; true when what is there says enough to stop reading. */
  readonly end: () => boolean
  /** Ends the text. `cut`: it broke off, so that half a sentence behind a whole one goes. */
  readonly finish: (cut: boolean) => string[]
}

/** Collects words and decides which sentences a template needs. */
export const createSentences = (): Sentences => {
  const tokens: string[] = []
  let words = 0
  let start = 0
  let parenthesis = -1
  let sentences = 0

  const cutBack = (length: number): void => {
    while (tokens.length > length) {
      const token = tokens.pop()
      if (token !== undefined && STARTS_WITH_LETTER.test(token)) words -= 1
    }
  }

  const dropAdvice = (): void => {
    const first = (tokens[start] ?? '').toLowerCase()
    const second = (tokens[start + 1] ?? '').toLowerCase()
    const isRequestId = first === 'request' && second === 'id'
    if (sentences > 0 && (isRequestId || ADVICE.has(first))) cutBack(start)
  }

  return {
    tokens,
    last: () => tokens[tokens.length - 1],
    push: (token) => {
      const last = tokens[tokens.length - 1]
      if (isQualifier(token, tokens[tokens.length - 2])) {
        cutBack(tokens.length - 2)
        return
      }
      // A list is as long as it happens to be: `<id> <id> <id>` is one of them.
      const listed =
        tokens.length > start &&
        ((isPlaceholder(token) && isPlaceholder(last)) || (token === last && token.includes('<')))
      if (listed) return
      tokens.push(token)
      if (STARTS_WITH_LETTER.test(token)) words += 1
    },
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
      if (words >= ENOUGH_WORDS) return true
      if (tokens.length > start) sentences += 1
      start = tokens.length
      parenthesis = -1
      return false
    },
    finish: (cut) => {
      dropAdvice()
      if (cut && sentences > 0) cutBack(start)
      // Cut inside a remark.
      if (parenthesis > 0 && tokens.slice(parenthesis).some((token) => token.includes('<')))
        cutBack(parenthesis)
      if (isPosition(tokens)) cutBack(tokens.length - 4)
      return tokens
    },
  }
}

import { sentenceOfBody, skipEcho } from './body.ts'
import { maskChunk, saysSomething } from './chunk.ts'
import { isWord, maskByContext } from './name.ts'
import type { Trace } from './peel.ts'
import { ABBREVIATIONS, ADVICE } from './words.ts'

/** What is read of a message at most, so that no message costs more than a long one. */
const MAX_TOKENS = 80
const MAX_CHUNK = 256
const MAX_BODIES = 4

/** A sentence of so many words says what went wrong; the next ones say what to do about it. */
const ENOUGH_WORDS = 6

const OPENERS = '([{<"\'`'
const CLOSERS = ')]}>"\'`.,;:!?*'
const QUOTES = '"\'`'
const SENTENCE_END = /[.!?]["'`)\]]*$/
const STARTS_WITH_LETTER = /^[A-Za-z]/

/** Behind these and a colon somebody's prompt is echoed, which is never part of the error. */
const ECHO = /^(?:input|prompt|got|original_response|raw_response|input_value)$/
const POSITIONS = /^(?:pos|position|offset|index)$/

const isPlaceholder = (token: string | undefined): boolean =>
  token !== undefined && token.charCodeAt(0) === 60 && token.charCodeAt(token.length - 1) === 62

/** Things a limit is counted for; which one of them is said elsewhere. */
const isQualifier = (token: string, before: string | undefined): boolean =>
  (token === '<organization>' && before === 'in') ||
  (token === '<project>' && before === 'in') ||
  (token === '<tier>' && before === 'service')

/** The masked words of the first meaningful sentence. Pure, and one pass over a bounded text. */
export const scan = (source: string, cut = false, trace?: Trace): string[] => {
  let text = source
  let at = 0
  let bodies = 0
  let incomplete = cut
  const tokens: string[] = []
  let words = 0
  let sentence = 0
  let sentences = 0
  let paren = -1
  let previous = ''
  let open: 'none' | 'colon' | 'equals' = 'none'

  const push = (token: string): void => {
    const last = tokens[tokens.length - 1]
    const repeated =
      tokens.length > sentence &&
      ((isPlaceholder(token) && isPlaceholder(last)) || (last === token && token.includes('<')))
    if (repeated) return
    tokens.push(token)
    if (STARTS_WITH_LETTER.test(token)) words += 1
  }

  const startsWithAdvice = (): boolean =>
    sentences > 0 && ADVICE.has((tokens[sentence] ?? '').toLowerCase())

  while (tokens.length < MAX_TOKENS) {
    let newline = false
    while (at < text.length && text.charCodeAt(at) <= 32) {
      if (text.charCodeAt(at) === 10) newline = true
      at += 1
    }
    if (newline && tokens.length > sentence) {
      if (startsWithAdvice()) tokens.length = sentence
      if (words >= ENOUGH_WORDS) break
      if (tokens.length > sentence) sentences += 1
      sentence = tokens.length
      previous = ''
      open = 'none'
      paren = -1
    }
    if (at >= text.length) break
    const first = text.charCodeAt(at)
    // A body in the middle: its sentence stands in for all that follows.
    if ((first === 123 || first === 91 || first === 98) && bodies < MAX_BODIES) {
      const inner = sentenceOfBody(text, at, 3)
      if (inner !== null) {
        trace?.('body', text.slice(at))
        bodies += 1
        text = inner.text
        incomplete = inner.cut
        at = 0
        continue
      }
    }
    const echoed = skipEcho(text, at)
    if (echoed > at) {
      trace?.('echo', text.slice(at, echoed))
      const name = /^\w*/.exec(text.slice(at, at + 64))?.[0] ?? ''
      push(name === '' ? '<value>' : `${name}=<value>`)
      at = echoed
      previous = ''
      open = 'none'
      continue
    }
    const from = at
    while (at < text.length && text.charCodeAt(at) > 32) at += 1
    const chunk = at - from > MAX_CHUNK ? text.slice(from, from + MAX_CHUNK) : text.slice(from, at)
    let start = 0
    let stop = chunk.length
    while (start < stop && OPENERS.includes(chunk.charAt(start))) start += 1
    if (chunk.charAt(start) === '=') {
      open = 'equals'
      start += 1
    }
    while (stop > start && CLOSERS.includes(chunk.charAt(stop - 1))) {
      if (chunk.charAt(stop - 1) === ')' && chunk.charAt(stop - 2) === '(') break
      stop -= 1
    }
    if (chunk.charAt(0) === '(') paren = tokens.length
    const core = chunk.slice(start, stop)
    const tail = chunk.slice(stop)
    const lower = core.toLowerCase()
    if (saysSomething(core)) {
      const quoted = start > 0 && QUOTES.includes(chunk.charAt(start - 1))
      const last = tokens[tokens.length - 1]
      const named = maskByContext(core, {
        previous,
        open,
        quoted,
        afterPlaceholder: isPlaceholder(last),
        text,
        rest: at,
      })
      const token = named ?? (isWord(core) ? core : maskChunk(core))
      if (trace !== undefined && token !== core && token.includes('<')) trace(token, core)
      if (isQualifier(token, tokens[tokens.length - 2])) {
        tokens.length -= 2
        words -= 2
      } else push(token)
      if (tail.startsWith(':') && (POSITIONS.test(previous) || ECHO.test(lower))) {
        trace?.('echo', text.slice(at))
        break
      }
      const equals = lower.lastIndexOf('=')
      open = tail.endsWith(':') ? 'colon' : equals === lower.length - 1 ? 'equals' : 'none'
      previous =
        quoted && token === core
          ? ''
          : open === 'equals'
            ? lower.slice(0, -1)
            : lower.slice(equals + 1)
    }
    if (paren >= 0 && tail.includes(')')) {
      // `(1.36 KB)` comes and goes; `(TID 312)` is part of the sentence.
      let only = true
      for (let index = paren; index < tokens.length; index += 1)
        if (!isPlaceholder(tokens[index])) only = false
      if (only) tokens.length = paren
      paren = -1
    }
    if (SENTENCE_END.test(tail) && !ABBREVIATIONS.has(lower)) {
      if (startsWithAdvice()) tokens.length = sentence
      else if (words >= ENOUGH_WORDS) break
      if (tokens.length > sentence) sentences += 1
      sentence = tokens.length
      previous = ''
      open = 'none'
      paren = -1
    }
  }
  // Of a cut text, a whole sentence says more than it and half of another.
  if (startsWithAdvice() || (incomplete && sentences > 0 && at >= text.length))
    tokens.length = sentence
  return tokens
}

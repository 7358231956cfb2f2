import { sentenceOfBody, skipEcho, startsBody } from './body.ts'
import { maskChunk, saysSomething } from './chunk.ts'
import { chunkOf, coreOf, endOfSentence, namesInList, openQuote, QUOTES } from './chunk-ends.ts'
import { isWord, maskByContext, skipName } from './name-shapes.ts'
import { skipNoise } from './noise.ts'
import type { Trace } from './peel.ts'
import { createSentences, isPlaceholder, type Sentence } from './sentence.ts'
import {
  FIRST_WIDE,
  isWide,
  markOf,
  placeholderOf,
  wideAdviceEnd,
  wideEnd,
  wideNoun,
  wideQuoteEnd,
  wideUnitEnd,
  withPlainDigits,
} from './wide.ts'
import { ABBREVIATIONS, INTERFACE_WORDS, NO_NAME } from './words.ts'

/** What is read of a message at most, so that no message costs more than a long one. */
const MAX_TOKENS = 80
const MAX_CHUNKS = 240
const MAX_BODIES = 2

/** A body in the middle of a text counts when it has a message, not when it has some `type`. */
const LEAST_RANK = 3

const SENTENCE_END = /[.!?]["'`)\]]*$/
/** The first words of a contrast tell look-alikes apart: `However, your messages resulted in …`. */
const CONTRAST_WORDS = 3
const CONTRAST = /\s*(?:However|But)\b/y

/** Behind these and a colon somebody's prompt is echoed, which is never part of the error. */
const ECHOING = /^(?:input|prompt|got|original_response|raw_response|input_value)$/
/** pydantic prints behind it what somebody sent, and its type. */
const SENT = /^\W{0,3}input_value=/
const POSITION = /^(?:pos|position|offset|index)$/

/** `Timeout(connect=5.0, read=600.0, pool=None)`. */
const PRINTED_NUMBERS = /\w{1,40}\((?:\w{1,20}=(?:[\d.]{1,20}|None)(?:,\s?)?){1,8}\)/y
const EMPTY_QUOTES = /^(?:''|""|``)[.,:;]?$/
const LOWER_NAME = /^[a-z][a-z_]*$/
const ANY_NAME = /^[A-Za-z][A-Za-z_]*$/
const NO_WIDE_NAME = /^(?:api|token|id|rpm|tpm|rpd|tpd|qps|key)s?$/i
/** A clause of advice behind a comma: `…, please wait before trying again`. */
const CLAUSE = /^(?:please|try|consider|available|supported|allowed)$/i

/**
 * The masked words of the first meaningful sentence of a text. Reads forward once, at most 80 words
 * of 256 characters. `cut`: the text is known to break off.
 */
export const scan = (source: string, cut = false, trace?: Trace): Sentence => {
  const sentences = createSentences()
  let text = source
  let incomplete = cut
  let bodies = 0
  let at = 0
  let previous = ''
  let before = ''
  let comma = false
  let limit = MAX_TOKENS
  let open: 'none' | 'colon' | 'equals' = 'none'
  // The text holds a script without spaces; the word before was of one; the clause before was advice.
  let seenWide = false
  let behindWide = false
  let advised = false

  /** At the border of a clause: leaves advice out, in scripts where words do not tell it. */
  const nextClause = (): void => {
    const end = wideAdviceEnd(text, at, advised)
    advised = end > at
    if (advised) trace?.('advice', text.slice(at, end))
    at = end
  }

  for (let chunks = 0; chunks < MAX_CHUNKS && sentences.tokens.length < limit; chunks += 1) {
    let newline = false
    for (; at < text.length && text.charCodeAt(at) <= 32; at += 1)
      if (text.charCodeAt(at) === 10) newline = true
    if (newline && sentences.tokens.length > 0 && open === 'none') {
      if (sentences.end()) return sentences.finish(text, false)
      previous = ''
    }
    if (at >= text.length) break
    const first = text.charCodeAt(at)
    // A body in the middle: its sentence stands in for all that follows.
    const opens = first === 123 || first === 91 || first === 98
    if (opens && bodies < MAX_BODIES && startsBody(text, at)) {
      // Each look costs as much as the text is long: so many and no more.
      bodies += 1
      const inner = sentenceOfBody(text, at, LEAST_RANK)
      if (inner !== null) {
        trace?.('body', text.slice(at))
        sentences.leave(text)
        text = inner.text
        incomplete = inner.cut
        at = 0
        continue
      }
    }
    const skipped = skipNoise(text, at)
    if (skipped > at) {
      trace?.('noise', text.slice(at, skipped))
      at = skipped
      continue
    }
    if (first >= FIRST_WIDE && isWide(first)) {
      if (!seenWide) text = withPlainDigits(text)
      seenWide = true
      const mark = markOf(text, at)
      if (mark === 'letter') {
        const unit = isPlaceholder(sentences.last()) ? wideUnitEnd(text, at) : at
        const end = unit > at ? unit : wideEnd(text, at)
        const run = text.slice(at, end)
        // Only a quote, a colon or spaces around it make a name of a word of such a script.
        const isNamed =
          open !== 'none' ||
          QUOTES.includes(text.charAt(at - 1) || '-') ||
          (text.charCodeAt(at - 1) === 32 && text.charCodeAt(end) === 32)
        const name = isNamed ? placeholderOf(previous) : undefined
        if (unit === at) sentences.push(name ?? run, at, end)
        if (name !== undefined) trace?.(name, run)
        at = end
        before = ''
        previous = name === undefined ? wideNoun(run) : ''
        open = 'none'
        behindWide = true
        continue
      }
      at += 1
      if (mark === 'open') sentences.openParenthesis()
      else if (mark === 'close') sentences.closeParenthesis()
      else if (mark === 'colon') open = 'colon'
      else if (mark === 'quote') {
        const name = placeholderOf(previous)
        const end = name === undefined ? at : wideQuoteEnd(text, at - 1)
        if (name !== undefined && end > at) {
          sentences.push(name, at - 1, end)
          at = end
          previous = ''
        }
      } else if (mark === 'stop' || mark === 'comma') {
        if (mark === 'comma') sentences.comma()
        else if (sentences.end()) return sentences.finish(text, false)
        previous = ''
        open = 'none'
        if (sentences.tokens.length > 0) nextClause()
      }
      continue
    }
    const from = at
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code <= 32 || (code >= FIRST_WIDE && isWide(code))) break
    }
    const chunk = chunkOf(text, from, at)
    if (SENT.test(chunk) && sentences.tokens.length > 0) {
      trace?.('echo', text.slice(from))
      return sentences.finish(text, false)
    }
    if (chunk.includes('{') || chunk.includes('[')) {
      const echoed = skipEcho(text, from)
      if (echoed.end > from) {
        const printed = text.slice(from, echoed.end)
        trace?.('echo', printed)
        const names = INTERFACE_WORDS.has(previous) ? namesInList(printed) : []
        if (names.length > 0) for (const name of names) sentences.push(name, from, echoed.end)
        else
          sentences.push(
            echoed.name === '' ? '<value>' : `${echoed.name}=<value>`,
            from,
            echoed.end,
          )
        at = echoed.end
        previous = ''
        open = 'none'
        continue
      }
    }
    if (chunk.includes('=')) {
      PRINTED_NUMBERS.lastIndex = from
      if (PRINTED_NUMBERS.test(text)) {
        at = PRINTED_NUMBERS.lastIndex
        trace?.('<number>', text.slice(from, at))
        sentences.push('<number>', from, at)
        continue
      }
    }
    const { start, stop, assigned } = coreOf(chunk)
    if (assigned) open = 'equals'
    if (chunk.charCodeAt(0) === 40) sentences.openParenthesis()
    if (comma && CLAUSE.test(chunk)) {
      at = endOfSentence(text, from)
      comma = false
      continue
    }
    comma = chunk.endsWith(',') || chunk.endsWith(';')
    const core = chunk.slice(start, stop)
    const tail = chunk.slice(stop)
    const lower = core.toLowerCase()
    if (saysSomething(core)) {
      const quoted = start > 0 && QUOTES.includes(chunk.charAt(start - 1))
      // `分组 vip 下`: between such words a small one is a name, where `Token` and `API` are words of the sentence.
      const isName =
        behindWide &&
        (previous === 'model' ? LOWER_NAME : ANY_NAME).test(core) &&
        !NO_NAME.has(lower) &&
        !NO_WIDE_NAME.test(core)
      behindWide = false
      const named = maskByContext(core, {
        previous,
        before,
        open: isName ? 'colon' : open,
        quoted,
        afterPlaceholder: isPlaceholder(sentences.last()),
        text,
        rest: at,
      })
      const token = named ?? (isWord(core) ? core : maskChunk(core))
      if (trace !== undefined && token !== core && token.includes('<')) trace(token, core)
      // `Incorrect API key provided: sk-…` says no more than without the key.
      const isGiven = previous === 'provided' && open === 'colon' && isPlaceholder(token)
      if (!isGiven) sentences.push(token, from + start, from + stop)
      if (token.charCodeAt(token.length - 1) === 62 && token !== core)
        at = skipName(
          text,
          at,
          token,
          openQuote(chunk, start, tail),
          tail === '' && open !== 'none',
        )
      // What somebody made up may hold spaces: `API key provided: my own key.`, `for team: A team.`
      if (token.endsWith('=<word>') && tail === '') at = endOfSentence(text, at)
      const madeUp = previous === 'provided' || before === 'for'
      if (named !== null && open === 'colon' && madeUp && tail === '') at = endOfSentence(text, at)
      if (tail.startsWith(':') && (POSITION.test(previous) || ECHOING.test(lower))) {
        trace?.('echo', text.slice(at))
        return sentences.finish(text, false)
      }
      before = previous
      const equals = lower.lastIndexOf('=')
      open = tail.endsWith(':') ? 'colon' : equals === lower.length - 1 ? 'equals' : 'none'
      previous =
        quoted && token === core
          ? ''
          : open === 'equals'
            ? lower.slice(0, -1)
            : lower.slice(equals + 1)
    } else if ((open !== 'none' && chunk.length > 1) || EMPTY_QUOTES.test(chunk)) {
      // A value all of asterisks, or an empty one, is a value.
      if (previous !== 'provided') sentences.push(placeholderOf(previous) ?? '<value>', from, at)
      open = 'none'
    }
    if (tail.includes(')')) sentences.closeParenthesis()
    if (comma) sentences.comma()
    if (SENTENCE_END.test(tail) && !ABBREVIATIONS.has(lower)) {
      CONTRAST.lastIndex = at
      const goesOn = CONTRAST.test(text)
      if (sentences.end()) {
        if (!goesOn) return sentences.finish(text, false)
        limit = Math.min(limit, sentences.tokens.length + CONTRAST_WORDS)
      }
      previous = ''
      open = 'none'
      if (seenWide) nextClause()
    } else if (seenWide && comma) nextClause()
  }
  return sentences.finish(text, incomplete && at >= text.length)
}

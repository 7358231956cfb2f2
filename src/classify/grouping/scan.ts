import { sentenceOfBody, skipEcho, startsBody } from './body.ts'
import { maskChunk, saysSomething } from './chunk.ts'
import {
  CLAUSE,
  chunkOf,
  coreOf,
  EMPTY_QUOTES,
  echoesBehind,
  endOfSentence,
  isMarkAt,
  namesInList,
  openQuote,
  printedNumbersEnd,
  QUOTES,
  SENT,
  smallWordEnd,
} from './chunk-ends.ts'
import { isWord, maskByContext, skipName } from './name-shapes.ts'
import { mayBeNoise, skipNoise } from './noise.ts'
import type { Trace } from './peel.ts'
import { createSentences, isPlaceholder, type Sentence } from './sentence.ts'
import {
  FIRST_WIDE,
  isNameBetween,
  isSetOff,
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
import { ABBREVIATIONS, INTERFACE_WORDS, LEADING, SENSITIVE } from './words.ts'

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

  /** At the end of a sentence. Whether all has been said. */
  const endOfOne = (): boolean => {
    CONTRAST.lastIndex = at
    const goesOn = CONTRAST.test(text)
    if (sentences.end()) {
      if (!goesOn) return true
      limit = Math.min(limit, sentences.tokens.length + CONTRAST_WORDS)
    }
    previous = ''
    open = 'none'
    if (seenWide) nextClause()
    return false
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
    // Nearly all words are small ones that nothing around them can make a name of.
    if (open === 'none' && !comma && !behindWide && first >= 97 && first <= 122) {
      const end = smallWordEnd(text, at)
      const ended = end >= text.length || text.charCodeAt(end) <= 32
      if ((ended || isMarkAt(text, end)) && !LEADING.has(previous)) {
        const word = text.slice(at, end)
        if (!SENSITIVE.has(word) && !(before === 'requests' && previous === 'to')) {
          sentences.push(word, at, end)
          before = previous
          previous = word
          at = ended ? end : end + 1
          if (ended) continue
          const mark = text.charAt(end)
          if (mark === ',' || mark === ';') {
            comma = true
            sentences.comma()
            if (seenWide) nextClause()
          } else if (mark === ':') open = 'colon'
          else if (endOfOne()) return sentences.finish(text, false)
          continue
        }
      }
    }
    // A body in the middle: its sentence stands in for all that follows.
    if (
      (first === 123 || first === 91 || first === 98) &&
      bodies < MAX_BODIES &&
      startsBody(text, at)
    ) {
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
    const skipped = mayBeNoise(first) ? skipNoise(text, at) : at
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
        const isName = open !== 'none' || isSetOff(text, at, end)
        const name = isName ? placeholderOf(previous) : undefined
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
    const assigns = chunk.includes('=')
    if (assigns && SENT.test(chunk) && sentences.tokens.length > 0) {
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
    const numbersEnd = assigns ? printedNumbersEnd(text, from) : from
    if (numbersEnd > from) {
      at = numbersEnd
      trace?.('<number>', text.slice(from, at))
      const kind = previous === 'after' ? '' : chunk.slice(0, chunk.indexOf('('))
      sentences.push(kind === '' ? '<number>' : `${kind}(<number>`, from, at)
      continue
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
      const isName = behindWide && isNameBetween(core, previous)
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
      if (assigns && tail === '' && token.endsWith('=<word>')) at = endOfSentence(text, at)
      const madeUp = previous === 'provided' || before === 'for'
      if (named !== null && open === 'colon' && madeUp && tail === '') at = endOfSentence(text, at)
      if (tail.startsWith(':') && echoesBehind(previous, lower)) {
        trace?.('echo', text.slice(at))
        return sentences.finish(text, false)
      }
      before = previous
      const equals = assigns ? lower.lastIndexOf('=') : -1
      open = tail.endsWith(':')
        ? 'colon'
        : equals >= 0 && equals === lower.length - 1
          ? 'equals'
          : 'none'
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
    if (tail !== '' && SENTENCE_END.test(tail) && !ABBREVIATIONS.has(lower)) {
      if (endOfOne()) return sentences.finish(text, false)
    } else if (seenWide && comma) nextClause()
  }
  return sentences.finish(text, incomplete && at >= text.length)
}

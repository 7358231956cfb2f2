import { withoutEscapes } from './escapes.ts'

/** How much a key of an error body tells; the first of the best wins. */
const RANK: ReadonlyMap<string, number> = new Map([
  ['message', 5],
  ['error_message', 4],
  ['errorMessage', 4],
  ['error_msg', 4],
  ['errmsg', 4],
  ['faultstring', 4],
  ['Message', 4],
  ['msg', 4],
  ['detail', 3],
  ['error', 3],
  ['error_description', 3],
  ['description', 3],
  ['title', 3],
  ['reason', 2],
  ['code', 1],
  ['type', 1],
  ['status', 1],
])
const BEST = 5

/** An aggregator's own words for every failure of a provider; what the provider said stands in `raw`. */
const SAYS_NOTHING =
  /^(?:provider returned error|upstream error|error from provider|unknown error|error)\W*$/i
const RAW = 'raw'
const RAW_RANK = 6

/** A body names its message among its first keys: so many characters are searched for it. */
const MAX_LOOK = 8192

/** Does an error body in JSON, Python repr or bytes repr start here? Plain brackets are no body. */
const BODY = /\s*(?:b?(["'])\s*)?(?:\[\s*)?\{\s*(?:\\?["'\\}]|$|\})/y
const BYTES = /\s*b(["'])/y

/** Behind a real end of a string comes the body's own punctuation, not a letter of the sentence. */
const AFTER_STRING = /\s*(?:$|[:}\])]|,\s*(?:["'{[\d\\]|None|null|True|False|true|false|$))/y

/**
 * Position of the quote that closes the string opened at `open`; the text's length when it was cut.
 * Quotes that a careless repr left unescaped inside are passed over.
 */
const stringEnd = (text: string, open: number): number => {
  const quote = text.charCodeAt(open)
  for (let at = open + 1; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (char === 92) at += 1
    else if (char === quote) {
      AFTER_STRING.lastIndex = at + 1
      if (AFTER_STRING.test(text)) return at
    }
  }
  return text.length
}

const skipSpace = (text: string, from: number): number => {
  let at = from
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1
  return at
}

const isQuote = (char: number): boolean => char === 34 || char === 39

/** The sentence of an error body. `cut`: the body ended inside of it. */
export interface BodySentence {
  readonly text: string
  readonly cut: boolean
}

/** One layer of escapes comes off the inside of `b'…'` and of a quoted body: there all are doubled. */
const unquote = (text: string, from: number): string => {
  let open = from
  while (open < text.length && !isQuote(text.charCodeAt(open))) open += 1
  return withoutEscapes(text.slice(open + 1))
}

const sentenceOfPlainBytes = (text: string, from: number): BodySentence | null => {
  BYTES.lastIndex = from
  if (!BYTES.test(text)) return null
  const open = BYTES.lastIndex - 1
  const end = stringEnd(text, open)
  return { text: withoutEscapes(text.slice(open + 1, end)), cut: end === text.length }
}

/** Names in the path of FastAPI's `loc`, which say what its `msg` is about. */
const LOCATION = /\s*[[(]\s*((?:["'][\w.-]+["']|\d+)(?:\s*,\s*(?:["'][\w.-]+["']|\d+)){0,15})/y

const locationAt = (text: string, from: number): string => {
  LOCATION.lastIndex = from
  const names = LOCATION.exec(text)?.[1]
  return names === undefined ? '' : `${names.replace(/["'\s]/g, '').replaceAll(',', '.')} `
}

/** Could an error body start here? Cheap, unlike a look inside. */
export const startsBody = (text: string, from: number): boolean => {
  BODY.lastIndex = from
  BYTES.lastIndex = from
  return BODY.test(text) || BYTES.test(text)
}

/**
 * The sentence inside an error body that starts at `from`, or null when no body starts there or it
 * holds no sentence. `least` is the rank of a key below which it is no error body at all.
 * A tolerant scanner rather than JSON.parse: bodies come as JSON, as Python reprs, and cut in the
 * middle. Every character is visited a bounded number of times.
 */
export const sentenceOfBody = (text: string, from: number, least = 1): BodySentence | null => {
  BODY.lastIndex = from
  const start = BODY.exec(text)
  if (start === null) return sentenceOfPlainBytes(text, from)
  const quoted = start[1] !== undefined
  const body = quoted ? unquote(text, from) : text
  let best: BodySentence | null = null
  let rank = least - 1
  let location = -1
  let vague = false
  let at = quoted ? 0 : from
  const stop = Math.min(body.length, at + MAX_LOOK)
  while (at < stop && rank < BEST) {
    if (!isQuote(body.charCodeAt(at))) {
      at += 1
      continue
    }
    const keyEnd = stringEnd(body, at)
    const colon = skipSpace(body, keyEnd + 1)
    if (body.charCodeAt(colon) !== 58) {
      at = keyEnd + 1
      continue
    }
    const key = body.slice(at + 1, keyEnd)
    at = skipSpace(body, colon + 1)
    if (key === 'loc') location = at
    if (!isQuote(body.charCodeAt(at))) continue
    const end = stringEnd(body, at)
    const weight = key === RAW ? (vague ? RAW_RANK : 0) : (RANK.get(key) ?? 0)
    if (weight > rank && end > at + 1) {
      const sentence = withoutEscapes(body.slice(at + 1, end))
      const prefix = key === 'msg' && location >= 0 ? locationAt(body, location) : ''
      best = { text: prefix + sentence, cut: end === body.length }
      // A message that says nothing stands only until something else does.
      vague = SAYS_NOTHING.test(sentence)
      rank = vague ? Math.min(weight, BEST - 1) : weight
    }
    at = end + 1
  }
  return best
}

const ECHO = /(\w{0,40})=?[[({]{0,3}[[{]\s*[[({]*["'][\w -]{0,40}["']?[:,\])]/y

/**
 * Where a printed list or dictionary that starts at `from` (`message={'role': …}`) ends, and the name
 * it is printed under; `end` is `from` when none starts there. Somebody's data, never the error's own.
 */
export const skipEcho = (text: string, from: number): { end: number; name: string } => {
  ECHO.lastIndex = from
  const start = ECHO.exec(text)
  if (start === null) return { end: from, name: '' }
  const name = start[1] ?? ''
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (isQuote(char)) at = stringEnd(text, at)
    else if (char === 91 || char === 123 || char === 40) depth += 1
    else if (char === 93 || char === 125 || char === 41) {
      depth -= 1
      if (depth === 0) return { end: at + 1, name }
    }
  }
  return { end: text.length, name }
}

/** A word between spaces: where its outer punctuation ends, and what its quotes and brackets hold. */
const MAX_CHUNK = 256

const marksOf = (marks: string): ((code: number) => boolean) => {
  const wide = new Set([...marks].map((mark) => mark.charCodeAt(0)))
  const ascii = Uint8Array.from({ length: 128 }, (_, code) => (wide.has(code) ? 1 : 0))
  return (code) => (code < 128 ? ascii[code] === 1 : wide.has(code))
}
const isOpener = marksOf('([{<"\'`“‘')
const isCloser = marksOf(')]}>"\'`.,;:!?*”’…')
export const QUOTES = '"\'`“‘'

/** A chunk, or the two ends of a very long one: its last characters may end the sentence. */
export const chunkOf = (text: string, from: number, to: number): string =>
  to - from <= MAX_CHUNK
    ? text.slice(from, to)
    : text.slice(from, from + MAX_CHUNK - 8) + text.slice(to - 8, to)

const CLOSING: Readonly<Record<string, string>> = { '“': '”', '‘': '’' }
/** `tag="View` of `tag="View Lock"`. */
const ASSIGNED_QUOTE = /=(["'])[^"']*$/

/** The quote in front of or inside of a chunk that is still open behind it, or ''. */
export const openQuote = (chunk: string, start: number, tail: string): string => {
  if (tail !== '') return ''
  const before = start > 0 ? chunk.charAt(start - 1) : ''
  return before !== '' && QUOTES.includes(before)
    ? (CLOSING[before] ?? before)
    : (ASSIGNED_QUOTE.exec(chunk)?.[1] ?? '')
}

const PARAMETERS = /^\[\s*["'][a-z_]{1,40}["'](?:\s*,\s*["'][a-z_]{1,40}["']){0,15}\s*\]?,?$/

/** The names of parameters in a printed list, sorted: they tell what is not supported. */
export const namesInList = (printed: string): readonly string[] =>
  PARAMETERS.test(printed) ? (printed.match(/[a-z_]+/g) ?? []).sort() : []

export const endOfSentence = (text: string, from: number): number => {
  const rest = text.slice(from, from + 512).search(/[.!?](?:\s|$)/)
  return rest < 0 ? Math.min(text.length, from + 512) : from + rest
}

/** A chunk between spaces without its outer punctuation: [start, stop) of it is the core. */
export const coreOf = (chunk: string): { start: number; stop: number; assigned: boolean } => {
  let start = 0
  let stop = chunk.length
  while (start < stop && isOpener(chunk.charCodeAt(start))) start += 1
  const assigned = chunk.charCodeAt(start) === 61
  if (assigned) start += 1
  while (stop > start && isCloser(chunk.charCodeAt(stop - 1))) {
    // `close()` is a name.
    if (stop - 2 >= start && chunk.charCodeAt(stop - 1) === 41 && chunk.charCodeAt(stop - 2) === 40)
      break
    stop -= 1
  }
  return { start, stop, assigned }
}

/** Where the run of small letters that starts at `from` ends. */
export const smallWordEnd = (text: string, from: number): number => {
  let at = from
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 97 || code > 122) break
  }
  return at
}

const isStop = marksOf('.,;:!?')

/** Is there one mark of punctuation, and nothing of the word behind it? */
export const isMarkAt = (text: string, at: number): boolean =>
  isStop(text.charCodeAt(at)) && (at + 1 >= text.length || text.charCodeAt(at + 1) === 32)

/** `Timeout(connect=5.0, read=600.0, pool=None)`. */
const PRINTED_NUMBERS = /\w{1,40}\((?:\w{1,20}=(?:-?[\d.]{1,20}|None)(?:,\s?)?){1,8}\)/y

/** Where a printed object of numbers that starts at `from` ends; `from` where none does. */
export const printedNumbersEnd = (text: string, from: number): number => {
  PRINTED_NUMBERS.lastIndex = from
  return PRINTED_NUMBERS.test(text) ? PRINTED_NUMBERS.lastIndex : from
}

/** Behind these and a colon somebody's prompt is echoed, which is never part of the error. */
const ECHOING = /^(?:input|prompt|got|original_response|raw_response|input_value)$/
const POSITION = /^(?:pos|position|offset|index)$/

export const echoesBehind = (previous: string, word: string): boolean =>
  POSITION.test(previous) || ECHOING.test(word)

/** A clause of advice behind a comma: `…, please wait before trying again`. */
export const CLAUSE = /^(?:please|try|consider|available|supported|allowed)$/i
/** pydantic prints behind it what somebody sent, and its type. */
export const SENT = /^\W{0,3}input_value=/
export const EMPTY_QUOTES = /^(?:''|""|``)[.,:;]?$/

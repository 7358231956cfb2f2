/** A word between spaces: where its outer punctuation ends, and what its quotes and brackets hold. */
const MAX_CHUNK = 256

const OPENERS = '([{<"\'`“‘'
const CLOSERS = ')]}>"\'`.,;:!?*”’…'
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
  return QUOTES.includes(before)
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
  while (start < stop && OPENERS.includes(chunk.charAt(start))) start += 1
  const assigned = chunk.charAt(start) === '='
  if (assigned) start += 1
  while (stop > start && CLOSERS.includes(chunk.charAt(stop - 1))) {
    // `close()` is a name.
    if (stop - 2 >= start && chunk.slice(stop - 2, stop) === '()') break
    stop -= 1
  }
  return { start, stop, assigned }
}

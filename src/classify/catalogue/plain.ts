/** What decides stands in a message's beginning, so that no message costs more than this. */
export const MAX_READ = 4096

const BACKSLASH = 0x5c
const SPACE = 0x20
const COLON = 0x3a

/** Quotes of every kind: JSON has others than Python's repr, and texts put some around names. */
const QUOTES = new Set([...'"\'`“”‘’«»'].map((quote) => quote.charCodeAt(0)))

/** What a UTF-16 unit is read as; 0 is left out. Full-width punctuation is read as the plain one. */
const UNIT = Uint16Array.from({ length: 0x1_00_00 }, (_, unit) => {
  if (QUOTES.has(unit)) return 0
  if (unit >= 0x41 && unit <= 0x5a) return unit + 0x20
  if (unit >= 0xff01 && unit <= 0xff5e) return unit - 0xfee0
  if (unit <= SPACE || unit === 0xa0 || unit === 0x3000) return SPACE
  return unit
})

const hexAt = (text: string, from: number, digits: number): number => {
  const part = text.slice(from, from + digits)
  return part.length === digits && /^[\da-f]+$/i.test(part) ? Number.parseInt(part, 16) : Number.NaN
}

/** The byte that `\\xe4` at `from` stands for. */
const byteAt = (text: string, from: number): number =>
  text.startsWith('\\x', from) ? hexAt(text, from + 2, 2) : Number.NaN

/** What an escape at `from` stands for, a UTF-16 unit, and its length in characters; undefined if it is none. */
const escapeAt = (
  text: string,
  from: number,
): { readonly unit: number; readonly length: number } | undefined => {
  const kind = text[from + 1]
  if (kind === 'n' || kind === 'r' || kind === 't') return { unit: SPACE, length: 2 }
  if (kind === 'u') {
    const unit = hexAt(text, from + 2, 4)
    return Number.isNaN(unit) ? undefined : { unit, length: 6 }
  }
  if (kind !== 'x') return undefined
  // UTF-8 as Python shows bytes: Chinese is three of them.
  const [first, second, third] = [
    byteAt(text, from),
    byteAt(text, from + 4),
    byteAt(text, from + 8),
  ]
  if (first >= 0xe0 && first < 0xf0 && second >= 0x80 && third >= 0x80) {
    return { unit: ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f), length: 12 }
  }
  return undefined
}

/**
 * Writes the plain form of `text` into `into` and returns its length: small letters, no quotes and backslashes, one
 * space for any white space and none behind a colon. Escapes of line ends, `\uXXXX`, and UTF-8 as `\xe4\xbd\x99`
 * are undone. So a body as JSON, as JSON in a string, as Python's repr and as bytes all read alike.
 */
export const writePlain = (text: string, into: Uint16Array): number => {
  const end = Math.min(text.length, MAX_READ)
  let length = 0
  let last = SPACE
  for (let index = 0; index < end; index += 1) {
    let unit = text.charCodeAt(index)
    if (unit === BACKSLASH) {
      const escaped = escapeAt(text, index)
      if (escaped === undefined) continue
      unit = escaped.unit
      index += escaped.length - 1
    }
    const plain = UNIT[unit] ?? 0
    if (plain === 0 || (plain === SPACE && (last === SPACE || last === COLON))) continue
    into[length] = plain
    length += 1
    last = plain
  }
  return length
}

/** The plain form of a short text, such as a pattern. */
export const plainOf = (text: string): string => {
  const into = new Uint16Array(Math.min(text.length, MAX_READ))
  return String.fromCharCode(...into.subarray(0, writePlain(text, into)))
}

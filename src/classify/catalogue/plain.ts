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

const hexAt = (text: string, from: number): number => {
  const digits = text.slice(from, from + 4)
  return /^[\da-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : Number.NaN
}

/**
 * Writes the plain form of `text` into `into` and returns its length: small letters, no quotes and backslashes, one
 * space for any white space and none behind a colon. Escapes of line ends and `\uXXXX` are undone. So a body as
 * JSON, as JSON in a string, as Python's repr and as bytes all read alike.
 */
export const writePlain = (text: string, into: Uint16Array): number => {
  const end = Math.min(text.length, MAX_READ)
  let length = 0
  let last = SPACE
  for (let index = 0; index < end; index += 1) {
    let unit = text.charCodeAt(index)
    if (unit === BACKSLASH) {
      const next = text.charCodeAt(index + 1)
      // \n, \r and \t
      if (next === 0x6e || next === 0x72 || next === 0x74) {
        unit = SPACE
        index += 1
      } else if (next === 0x75 && !Number.isNaN(hexAt(text, index + 2))) {
        unit = hexAt(text, index + 2)
        index += 5
      } else continue
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

import { jsonrepair } from 'jsonrepair'

/** Longest answer that is searched for JSON, in characters. */
const LONGEST = 200_000
/** Longest that is repaired: in the worst case jsonrepair takes time by the square of the length, 0.2 s for this. */
const LONGEST_REPAIRED = 24_000

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const repaired = (text: string): unknown => {
  if (text.length > LONGEST_REPAIRED) return undefined
  try {
    const value: unknown = JSON.parse(jsonrepair(text))
    // Words behind the object make it the first of a list.
    return Array.isArray(value) ? value[0] : value
  } catch {
    return undefined
  }
}

const isFilled = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0

/**
 * The JSON object in a text: in a code fence or between other words, with commas or quotes too many or too few, as
 * Python writes it, or cut off at the end. Undefined when there is none.
 */
export const readLenientJson = (source: string): unknown => {
  const text = source.slice(0, LONGEST)
  const direct = parsed(text)
  if (typeof direct === 'object' && direct !== null) return direct
  const end = text.lastIndexOf('}') + 1
  for (let start = text.indexOf('{'), tries = 0; start >= 0 && tries < 3; tries++) {
    const inner = text.slice(start, end)
    // To the end of the text first: an answer that was cut off has more after its last bracket.
    const readings = [() => parsed(inner), () => repaired(text.slice(start)), () => repaired(inner)]
    for (const read of readings) {
      const value = read()
      if (isFilled(value)) return value
    }
    start = text.indexOf('{', start + 1)
  }
  return undefined
}

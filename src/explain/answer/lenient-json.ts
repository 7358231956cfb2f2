/** Longest answer that is searched for JSON, in characters. */
const LONGEST = 200_000

interface Scan {
  /** The text with commas before a closing bracket left out, up to where the value ends. */
  readonly text: string
  /** Closing brackets that were still to come when the text ended; empty for a whole value. */
  readonly open: string
}

/** Walks one JSON value from an opening bracket on, knowing strings, so that brackets in them do not count. */
const scan = (source: string, start: number): Scan => {
  let text = ''
  let open = ''
  let inString = false
  for (let i = start; i < source.length; i++) {
    const character = source[i] ?? ''
    if (inString) {
      text += character
      if (character === '\\') text += source[++i] ?? ''
      else if (character === '"') inString = false
      continue
    }
    if (character === '"') inString = true
    if (character === '{') open += '}'
    if (character === '[') open += ']'
    if (character === '}' || character === ']') {
      text = text.replace(/,\s*$/, '')
      open = open.slice(0, -1)
    }
    text += character
    if (open === '') return { text, open }
  }
  return { text: inString ? `${text}"` : text, open }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An answer that was cut off: what was whole until then. Goes back comma by comma until the rest can be read. */
const salvaged = ({ text, open }: Scan): unknown => {
  const closing = [...open].reverse().join('')
  const whole = parsed(text + closing)
  if (whole !== undefined) return whole
  // Only so far back as a field may reach: each step costs a parse of the whole.
  let end = text.length
  for (let tries = 0; tries < 12; tries++) {
    end = text.lastIndexOf(',', end - 1)
    if (end <= 0) return undefined
    const again = scan(text.slice(0, end), 0)
    const value = parsed(again.text + [...again.open].reverse().join(''))
    if (value !== undefined) return value
  }
  return undefined
}

/**
 * The JSON object in a text: in a code fence or between other words, with commas too many, or cut off at the end.
 * Undefined when there is none.
 */
export const readLenientJson = (source: string): unknown => {
  const text = source.slice(0, LONGEST)
  const direct = parsed(text)
  if (typeof direct === 'object' && direct !== null) return direct
  for (let start = text.indexOf('{'), tries = 0; start >= 0 && tries < 5; tries++) {
    const found = scan(text, start)
    const value = found.open === '' ? parsed(found.text) : salvaged(found)
    if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) return value
    start = text.indexOf('{', start + 1)
  }
  return undefined
}

import {
  afterColon,
  afterItem,
  endOfScalar,
  endOfString,
  endOfValue,
  notJson,
  skipSpace,
} from './json-scan.ts'
import { createStringCheck, type Name } from './judge-strings.ts'
import { type Redact, redact } from './redact.ts'
import { MAX_DEPTH, TOO_DEEP } from './redact-value.ts'

/**
 * Returns a function that does to a JSON text what `redactValue` does to its value, without parsing it: what contains
 * no secret stays as it is written, including numbers of any size and duplicate names. Results for short strings are
 * cached, so it is fast for many rows of one table. Throws SyntaxError for invalid JSON.
 */
export const createJsonRedactor = (redactText: Redact = redact): ((json: string) => string) => {
  const { nameOf, stringOf } = createStringCheck(redactText)
  const top = nameOf('')

  return (json) => {
    const parts: string[] = []
    let done = 0
    const replace = (from: number, to: number, written: string): void => {
      parts.push(json.slice(done, from), written)
      done = to
    }

    const string = (start: number, name: Name): number => {
      const end = endOfString(json, start)
      const written = stringOf(json.slice(start + 1, end - 1), name)
      if (written !== null) replace(start, end, written)
      return end
    }
    /** Each of these takes the start of its value, and returns its end. */
    const value = (start: number, name: Name, depth: number): number => {
      const first = json[start]
      if (first === '"') return string(start, name)
      if (first !== '{' && first !== '[') return endOfScalar(json, start)
      if (depth >= MAX_DEPTH) {
        const end = endOfValue(json, start)
        replace(start, end, JSON.stringify(TOO_DEEP))
        return end
      }
      return first === '[' ? array(start, name, depth) : object(start, depth)
    }
    const array = (start: number, name: Name, depth: number): number => {
      let at = skipSpace(json, start + 1)
      while (json[at] !== ']') at = afterItem(json, value(at, name, depth + 1), ']')
      return at + 1
    }
    const object = (start: number, depth: number): number => {
      let at = skipSpace(json, start + 1)
      while (json[at] !== '}') {
        const end = endOfString(json, at)
        const name = nameOf(json.slice(at + 1, end - 1))
        if (name.written !== null) replace(at, end, name.written)
        at = afterItem(json, value(afterColon(json, end), name, depth + 1), '}')
      }
      return at + 1
    }

    const end = value(skipSpace(json, 0), top, 0)
    if (skipSpace(json, end) < json.length) throw notJson(json, end)
    return parts.length === 0 ? json : parts.join('') + json.slice(done)
  }
}

import {
  afterColon,
  afterItem,
  endOfScalar,
  endOfString,
  endOfValue,
  notJson,
  skipSpace,
} from './json-scan.ts'
import { createStringJudge, type Name } from './judge-strings.ts'
import { type Redact, redact } from './redact.ts'
import { MAX_DEPTH, TOO_DEEP } from './redact-value.ts'
import { copied, remember } from './remember.ts'

/** What LiteLLM copies unchanged into each row of a model: most of a row, and judged once for each of its texts. */
const REPEATED = 'model_map_information'
/** This much of such a text tells which of those that were judged it may be; then all of it is compared. */
const PREFIX = 96
const LONGEST_REPEATED = 65_536
const MAX_REPEATED = 64

interface Judged {
  readonly text: string
  readonly depth: number
  readonly written: string | null
}

/**
 * Makes a function that does to a JSON text what `redactValue` does to its value, without making that value: what
 * holds no secret stays as it is written, numbers of any size and names that stand twice among it. It remembers what it
 * found of short strings, so it is quick for many rows of one table. Throws SyntaxError for what is no JSON.
 */
export const createJsonRedactor = (redactText: Redact = redact): ((json: string) => string) => {
  const { nameOf, stringOf } = createStringJudge(redactText)
  const repeated = new Map<string, Judged>()
  const top = nameOf('')

  return (json) => {
    let parts: string[] = []
    let done = 0
    const replace = (from: number, to: number, written: string): void => {
      parts.push(json.slice(done, from), written)
      done = to
    }
    const finished = (to: number): string | null =>
      parts.length === 0 ? null : parts.join('') + json.slice(done, to)

    const string = (start: number, name: Name): number => {
      const end = endOfString(json, start)
      const written = stringOf(json.slice(start + 1, end - 1), name)
      if (written !== null) replace(start, end, written)
      return end
    }
    /** Each of these takes where its value begins, and gives where it ended. */
    const value = (start: number, name: Name, depth: number): number => {
      const first = json[start]
      if (first === '"') return string(start, name)
      if (first !== '{' && first !== '[') return endOfScalar(json, start)
      if (depth >= MAX_DEPTH) {
        const end = endOfValue(json, start)
        replace(start, end, JSON.stringify(TOO_DEEP))
        return end
      }
      if (first === '[') return array(start, name, depth)
      return name.text === REPEATED ? once(start, depth) : object(start, depth)
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
    /** An object that was judged before is known by its text: JSON tells by itself where it ends. */
    const once = (start: number, depth: number): number => {
      const prefix = json.slice(start, start + PREFIX)
      const known = repeated.get(prefix)
      if (known !== undefined && known.depth === depth && json.startsWith(known.text, start)) {
        const end = start + known.text.length
        if (known.written !== null) replace(start, end, known.written)
        return end
      }
      const outside = { parts, done }
      parts = []
      done = start
      const end = object(start, depth)
      const written = finished(end)
      parts = outside.parts
      done = outside.done
      if (written !== null) replace(start, end, written)
      if (end - start <= LONGEST_REPEATED) {
        const text = copied(json.slice(start, end))
        remember(repeated, MAX_REPEATED, prefix, { text, depth, written })
      }
      return end
    }

    const end = value(skipSpace(json, 0), top, 0)
    if (skipSpace(json, end) < json.length) throw notJson(json, end)
    return finished(json.length) ?? json
  }
}

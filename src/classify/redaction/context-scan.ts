import { type ContextKind, contextOf, isSecretValue, NAME_PATTERN } from './context.ts'

const QUOTE = String.raw`(?:\\{0,3}["'\u0060]|&quot;|&#3[49];|%2[27])`

/**
 * A name, its separator and the start of the value: `api_key=`, `"password": "`, `('authorization', b'`, `token%3D`.
 * Names are recognized by their ends, so what comes before does not matter; white space is limited.
 */
const OPENING = new RegExp(
  `(?:${NAME_PATTERN})(?:(?<quoted>${QUOTE})?\\]?\\s{0,8}(?<separator>:=|[:=]|=>|%3[adAD])\\s{0,8}|${QUOTE}\\s{0,4},\\s{0,4})(?:[bur]?(?<open>${QUOTE}))?`,
  'gi',
)

const CHEAP = /key|token|secret|passw|pwd|passphrase|authorization|cookie/i

/** A quote that opens a value also ends it; escaped or encoded ones end at their own kind. */
const closing = (open: string): string => open.replace(/^\\+/, '')

/** A value is classified by this much of it; only a secret is then read to its end. */
const JUDGED = 512

/** The value at the start of a text, up to its quote, or to what cannot be part of it. */
const valueIn = (window: string, kind: ContextKind, open: string): string => {
  if (open !== '') {
    const line = window.search(/[\r\n]/)
    const quote = window.indexOf(closing(open))
    const end = quote < 0 ? line : line < 0 ? quote : Math.min(line, quote)
    return (end < 0 ? window : window.slice(0, end)).replace(/\\+$/, '')
  }
  if (kind === 'cookie') return /^[^\r\n"'`<>\\]*/.exec(window)?.[0] ?? ''
  if (kind === 'authorization') {
    // Digest and AWS signatures are lists of parts; other schemes have one word after them.
    const list = /^(?:digest|aws4-hmac-sha256)\s[^\r\n"'`<>\\]*/i.exec(window)
    if (list !== null) return list[0]
    return /^(?:[A-Za-z][A-Za-z0-9-]{1,24}[ ]{1,4})?[^\s"'`<>\\,;)}\]]*/.exec(window)?.[0] ?? ''
  }
  const class_ = kind === 'password' ? /^[^\s"'`<>,;&\\)}\]]*/ : /^[^\s"'`<>,;&\\(){}[\]|]*/
  return (class_.exec(window)?.[0] ?? '').replace(/[.:!?]+$/, '')
}

/** The whole name that ends at `end`: the pattern only finds its ending. */
const nameBefore = (text: string, end: number): string =>
  /[A-Za-z0-9_ -]{1,64}$/
    .exec(text.slice(Math.max(0, end - 64), end))?.[0]
    .split(' ')
    .at(-1) ?? ''

/** Replaces values next to secret names by what `mark` makes of their kind. */
export const redactContexts = (text: string, mark: (kind: ContextKind) => string): string => {
  if (!CHEAP.test(text)) return text
  const parts: string[] = []
  let done = 0
  OPENING.lastIndex = 0
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const ending = /^[A-Za-z0-9_ -]+/.exec(match[0])?.[0] ?? ''
    const kind = contextOf(ending)
    // Our own marks contain kinds: "[redacted: api key]=" is not a name.
    const inMark = /\[redacted: [a-z0-9 -]{0,40}$/.test(
      text.slice(Math.max(0, match.index - 52), match.index),
    )
    if (kind === null || inMark) continue
    const start = OPENING.lastIndex
    const open = match.groups?.['open'] ?? ''
    const judged = valueIn(text.slice(start, start + JUDGED), kind, open)
    const name = nameBefore(text, match.index + ending.trimEnd().length)
    const firm = open !== '' || match.groups?.['separator'] !== ':'
    if (!isSecretValue(kind, name, judged, firm)) continue
    const value = judged.length < JUDGED - 16 ? judged : valueIn(text.slice(start), kind, open)
    parts.push(text.slice(done, start), mark(kind))
    done = start + value.length
    OPENING.lastIndex = done
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(done)
}

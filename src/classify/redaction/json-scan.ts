const BACKSLASH = 0x5c
const SCALAR = /-?\d[\d.eE+-]*|true|false|null/y

const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09

/** The text itself is not in the error: it may contain secrets. */
export const notJson = (json: string, at: number): SyntaxError =>
  new SyntaxError(`no JSON at ${at} of ${json.length}`)

/** The first position from `at` on that is not white space. */
export const skipSpace = (json: string, at: number): number => {
  let place = at
  // Nearly always there is one space or none.
  while (json.charCodeAt(place) <= 0x20 && isSpace(json.charCodeAt(place))) place++
  return place
}

/** The position after the string that begins at `start`. This and those below throw SyntaxError for invalid JSON. */
export const endOfString = (json: string, start: number): number => {
  if (json[start] !== '"') throw notJson(json, start)
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let slashes = 0
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return end + 1
  }
  throw notJson(json, start)
}

/** The position after the number or word that begins at `start`. */
export const endOfScalar = (json: string, start: number): number => {
  SCALAR.lastIndex = start
  if (!SCALAR.test(json)) throw notJson(json, start)
  return SCALAR.lastIndex
}

/** From the end of a name to the start of its value. */
export const afterColon = (json: string, end: number): number => {
  const at = skipSpace(json, end)
  if (json[at] !== ':') throw notJson(json, at)
  return skipSpace(json, at + 1)
}

/** From the end of an item to the next one, or to the bracket that closes its object or array. */
export const afterItem = (json: string, end: number, close: string): number => {
  const at = skipSpace(json, end)
  if (json[at] === ',') return skipSpace(json, at + 1)
  if (json[at] !== close) throw notJson(json, at)
  return at
}

/** The position after the object or array that begins at `start`, however deep. */
export const endOfValue = (json: string, start: number): number => {
  let depth = 0
  for (let at = start; at < json.length; at++) {
    const sign = json[at]
    if (sign === '"') at = endOfString(json, at) - 1
    else if (sign === '{' || sign === '[') depth++
    else if ((sign === '}' || sign === ']') && --depth === 0) return at + 1
  }
  throw notJson(json, start)
}

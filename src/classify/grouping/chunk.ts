import { MODEL, maskAtom } from './atom.ts'
import { NAMING, NAMING_WITH_COLON } from './words.ts'

const URL = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//
const PATH = /^(?:\.{0,2}|~)\/[^\s/]|^[A-Za-z]:\\/
const IP_PATH = /^\/\d{1,3}(?:\.\d{1,3}){3}/
const EMAIL = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/
const IPV6 = /^(?:[0-9a-fA-F]{0,4}:){3,15}[0-9a-fA-F]{0,4}$/
const HOST_PORT = /^\/?([A-Za-z0-9][\w.-]*):\d{1,5}$/
const WORD_VALUE = /^(?:true|false|True|False|TRUE|FALSE|null|None|NULL|yes|no)$/
/** `acme/large:free`: a path with a tag. */
const TAGGED = /^[\w.@-]+(?:\/[\w.@-]+)+:[\w.-]+$/
const DELIMITERS = /([=:,;()[\]{}<>"'`|])/
const RUN = /<[a-z_]+>(?:[:,=|;()[\]-]*<[a-z_]+>)+/g
const STOPS = ',;)]}>='
const QUOTES = '"\'`'

/** Is there a letter or a digit, of any script, in it? Punctuation alone says nothing. */
export const saysSomething = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (char > 127 || (char >= 48 && char <= 57) || (char >= 65 && char <= 90)) return true
    if (char >= 97 && char <= 122) return true
  }
  return false
}

const maskPieces = (pieces: readonly string[]): string => {
  let out = ''
  let key = ''
  let open = ''
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] ?? ''
    if (piece === '') continue
    if (index % 2 === 1) {
      // Quotes differ between JSON and repr; what they quote does not.
      if (QUOTES.includes(piece)) continue
      open = piece
      out += piece
      continue
    }
    const valued = open === '=' || open === ':'
    const lower = valued ? key.toLowerCase() : ''
    const naming =
      open === '=' || (open === ':' && NAMING_WITH_COLON.has(lower)) ? NAMING.get(lower) : undefined
    if (naming !== undefined) {
      out += naming
      // A name may hold colons and slashes: `team=eu:research`.
      while (index + 1 < pieces.length && !STOPS.includes(pieces[index + 1] ?? ',')) index += 2
    } else if (valued && WORD_VALUE.test(piece)) out += '<bool>'
    else if (saysSomething(piece)) out += maskAtom(piece)
    key = piece
    open = ''
  }
  const empty = open === '=' ? NAMING.get(key.toLowerCase()) : undefined
  return out.replace(RUN, '<number>') + (empty ?? '')
}

/**
 * Masks one word as it stands between spaces, its outer punctuation already off: a URL, path or host
 * as a whole, anything else piece by piece, so that `policy=3,ready=true` keeps its names.
 */
export const maskChunk = (core: string): string => {
  const colon = core.indexOf(':')
  if (colon > 0 && URL.test(core)) return '<url>'
  if (PATH.test(core)) {
    if (IP_PATH.test(core)) return '<ip>'
    return colon > 1 ? `<path>:${maskChunk(core.slice(colon + 1))}` : '<path>'
  }
  if (core.includes('@') && EMAIL.test(core)) return '<email>'
  if (colon >= 0) {
    const host = HOST_PORT.exec(core)?.[1]
    if (host !== undefined && (host.includes('.') || host === 'localhost')) return '<host>'
    if (IPV6.test(core)) return '<ip>'
    if (MODEL.test(core)) return '<model>'
    if (TAGGED.test(core)) return '<path>'
    if (core.startsWith('arn:')) return '<arn>'
  }
  const pieces = core.split(DELIMITERS)
  return pieces.length === 1 ? maskAtom(core) : maskPieces(pieces)
}

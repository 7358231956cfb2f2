import { COUNTRIES, PACKAGE_ROOTS, REGIONS, TOP_LEVEL } from './words.ts'

/** Around the name of an operator's mask, so that it passes the scanner as it is. */
export const MASK_OPEN = '\uE000'
export const MASK_CLOSE = '\uE001'
const OWN_MASK = /\uE000([a-z0-9_-]+)\uE001/g

const NUMBER = /^[+\-#~<>$]*\d[\d.,_]*(?:[eE][+-]?\d+)?%?$/
const QUANTITY =
  /^[+-]?(?:\d+(?:\.\d+)?(?:[num\u00b5]?s|secs?|m|mins?|h|hrs?|d|B|[kKMGT]i?[bB]?|[kmg]bps|x))+$/
const IP = /^\/?\d{1,3}(?:\.\d{1,3}){3}$/
const DATE = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T_]\S*)?$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/
const STAMP = /^\d{8}T?\d{6}\S*$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const HEX = /^(?:0x[0-9a-fA-F]*|[0-9a-f]{8,}|[0-9A-F]{8,}|(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{6,7})$/
const SECRET =
  /^(?:sk|pk|rk)-[\w.*-]*$|^(?:AKIA|ASIA)[A-Z0-9]{8,}$|^AIza\w+$|^gh[pousr]_\w+$|^eyJ\w+/
/** Ids that say of what they are one: `call_7f`, `toolu_01Ab`, `chatcmpl-9x`. */
const PREFIXED_ID =
  /^(?:call|toolu|tooluse|fc|msg|req|resp|run|thread|asst|batch|chatcmpl|cmpl|file|org|proj|vs|ftjob|rs|step|video|conv|upload|item)[-_](?=[\w-]*\d)[\w-]+$/
/** A name with one number or short id behind it keeps the name: `core.4900`, `worker-15eec`. */
const TAIL =
  /^([A-Za-z][A-Za-z_]*?)([-._#@]?)-?(\d[\d.]*|(?<=[-._#@])(?:[A-Z]\d{1,6}|[0-9a-z]{1,8}))$/
/** A value behind a dotted line: `depth.......0`. */
const LEADER = /^([A-Za-z][\w-]*)\.{2,}-?\w+$/
const INDEXED = /^[A-Za-z_]+(?:\.(?:[A-Za-z_]+|\d{1,5}))+$/
const MIME = /^(?:image|audio|video|text|application|multipart|font)\/[\w.+-]+$/
/** `meta-llama/Llama` and `deploy/west.eu` are names. */
const ODD_SLASH = /^\w[\w.]*[-.]|\/.*[-.]\w/
const FAILURE = /(?:Exception|Error|Throwable|Failure)$/

/** Names that model families are known by; a version or a variant follows. */
export const MODEL =
  /^(?:[\w.-]+\/)*(?:[a-z]{2,12}\.){0,3}(?:(?:chat)?gpt|claude|gemini|gemma|llama|codellama|mistral|mixtral|ministral|magistral|codestral|pixtral|qwen|qwq|deepseek|kimi|glm|grok|command|titan|nova|phi|o[1-9]|text-embedding|embed|dall-e|dalle|whisper|tts|imagen|veo|sonar|jamba|yi|falcon|granite|minimax|codex|sonnet|opus|haiku)[-\d.:@][\w.:@/-]*$/i

/** Longest run of letters that can still be a word. */
const LONGEST_WORD = 64

const hasDigit = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (char >= 48 && char <= 57) return true
  }
  return false
}

const maskSlashes = (atom: string): string => {
  if (MIME.test(atom)) return '<mime>'
  const slash = atom.indexOf('/')
  const dot = atom.indexOf('.')
  if (dot > 0 && dot < slash && PACKAGE_ROOTS.has(atom.slice(0, dot))) return '<class>'
  // `read/write` and `n/a` are words; a second slash makes a path.
  if (slash === 0 || atom.indexOf('/', slash + 1) > 0 || ODD_SLASH.test(atom)) return '<path>'
  return atom
}

const isHost = (atom: string, first: number, last: number): boolean => {
  const tail = atom.slice(last + 1)
  return (TOP_LEVEL.has(tail) || (first < last && COUNTRIES.has(tail))) && !atom.includes('_')
}

const maskDots = (atom: string, last: number): string => {
  const tail = atom.slice(last + 1)
  const first = atom.indexOf('.')
  if (first !== last && PACKAGE_ROOTS.has(atom.slice(0, first)))
    return FAILURE.test(tail) ? atom : '<class>'
  return isHost(atom, first, last) ? '<host>' : atom
}

const maskLetters = (atom: string): string => {
  if (atom.length >= 8 && HEX.test(atom)) return '<hash>'
  if (atom.includes('-')) {
    if (atom.length > 3 && atom.startsWith('sk-')) return '<key>'
    if (MODEL.test(atom)) return '<model>'
  }
  if (atom.includes('/')) return maskSlashes(atom)
  const dot = atom.lastIndexOf('.')
  if (dot > 0) return maskDots(atom, dot)
  return atom.length > LONGEST_WORD ? '<text>' : atom
}

const maskDigits = (atom: string): string => {
  if (NUMBER.test(atom)) return IP.test(atom) ? '<ip>' : DATE.test(atom) ? '<time>' : '<number>'
  if (QUANTITY.test(atom)) return '<number>'
  if (IP.test(atom)) return '<ip>'
  if (DATE.test(atom) || STAMP.test(atom)) return '<time>'
  if (HEX.test(atom)) return '<hash>'
  if (UUID.test(atom)) return '<uuid>'
  if (SECRET.test(atom)) return '<key>'
  if (PREFIXED_ID.test(atom)) return '<id>'
  if (MODEL.test(atom)) return '<model>'
  if (atom.includes('/')) return MIME.test(atom) ? '<mime>' : '<path>'
  if (INDEXED.test(atom)) return atom.replace(/\d+/g, '<number>')
  const leader = LEADER.exec(atom)
  if (leader !== null) return `${leader[1]}..<number>`
  if (REGIONS.has(atom.slice(0, -1))) return '<region>'
  const tail = TAIL.exec(atom)
  if (tail !== null) return `${tail[1]}${tail[2]}<number>`
  const dot = atom.lastIndexOf('.')
  return dot > 0 && isHost(atom, atom.indexOf('.'), dot) ? '<host>' : '<id>'
}

/**
 * Masks one piece of text without spaces or delimiters: `<number>`, `<uuid>`, `<host>`… for what
 * varies, the piece itself for a word. Every pattern is anchored and linear in the piece's length.
 */
export const maskAtom = (atom: string): string => {
  if (atom.includes(MASK_OPEN)) return atom.replace(OWN_MASK, '<$1>')
  return hasDigit(atom) ? maskDigits(atom) : maskLetters(atom)
}

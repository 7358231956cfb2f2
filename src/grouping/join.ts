/** A template as the first stage made it, with its fingerprint. */
export interface JoinEntry {
  readonly fingerprint: string
  readonly template: string
}

export interface JoinOptions {
  /** Fingerprints that an operator keeps to themselves: they join nothing. */
  readonly keepApart?: readonly string[]
  /** How many different words a slot must have shown before they count as names. */
  readonly variants?: number
}

/** Joins templates one by one. The aliases depend on the set that was added, never on its order. */
export interface Joiner {
  readonly add: (entry: JoinEntry) => void
  /** Fingerprint → the fingerprint of the group it belongs to, for those that are not their own. */
  readonly aliases: () => ReadonlyMap<string, string>
}

/** So many different words in one place are names; fewer may be kinds of things. */
const VARIANTS = 5
/** So many words must be the same around the slot, masked ones not counted. */
const LEAST_COMMON = 3
const MOST_WORDS = 32

const NAME = /^[A-Za-z][A-Za-z-]*$/

/** Words that say what kind of failure it is: never a slot, however many of them were seen. */
const KINDS: ReadonlySet<string> = new Set(
  (
    'second seconds minute minutes min hour hours day days week month year token tokens request requests input output image images audio ' +
    'read write connect connection open close opened closed start started stop stopped enabled disabled enable disable up down on off in out ' +
    'expired invalid valid missing required unknown unsupported supported found exceeded reached denied refused failed failure success successful ' +
    'get put post delete patch head options create created update updated deleted remove removed add added begin end true false not no all none ' +
    'rpm tpm rpd tpd key team user organization project model deployment tag customer parallel concurrent daily hourly monthly client server proxy provider'
  ).split(' '),
)

/** Behind these stands a name of the interface, which means something. */
const INTERFACE =
  /^(?:parameters?|params?|fields?|arguments?|propert(?:y|ies)|headers?|type|types|code|value|values|error|errno|metric|quota|support|supports|for|per|tools?|role|of)$/

/** Words of a template before this one are its head (class, status, provider), up to a colon. */
const headLength = (words: readonly string[]): number =>
  words.findIndex((word) => word.endsWith(':')) + 1

interface Slot {
  readonly common: string
  readonly word: string
}

const slotsOf = (template: string): Slot[] => {
  // Placeholders differ in name alone: a slot's value may be an id here and a number there.
  const words = template.replace(/<[a-z0-9_-]+>/g, '<*>').split(' ')
  if (words.length > MOST_WORDS) return []
  // What stands before the head's colon (class, status, provider) is never a slot.
  const first = headLength(words)
  const common = words.filter((word) => !word.includes('<')).length - first - 1
  if (common < LEAST_COMMON) return []
  const slots: Slot[] = []
  for (let index = first; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const before = (words[index - 1] ?? '').toLowerCase()
    if (!NAME.test(word) || KINDS.has(word.toLowerCase()) || INTERFACE.test(before)) continue
    slots.push({ common: words.with(index, '\u0000').join(' '), word })
  }
  return slots
}

/**
 * The second stage: joins templates that are equal but for one word where many different words were
 * seen. Monotone: what is added later can only join more, so that nothing that was joined splits and
 * the end does not depend on the order. A group goes by the smallest of its fingerprints.
 */
export const createJoiner = (options: JoinOptions = {}): Joiner => {
  const apart = new Set(options.keepApart ?? [])
  const variants = options.variants ?? VARIANTS
  const parents = new Map<string, string>()
  const slots = new Map<string, Map<string, string>>()

  const rootOf = (fingerprint: string): string => {
    let root = fingerprint
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up
    // Shortens the way for the next one who asks.
    for (let at = fingerprint; at !== root; ) {
      const next = parents.get(at) ?? root
      parents.set(at, root)
      at = next
    }
    return root
  }

  const unite = (left: string, right: string): void => {
    const [small, large] = [rootOf(left), rootOf(right)].sort()
    if (small !== undefined && large !== undefined && small !== large) parents.set(large, small)
  }

  return {
    add: ({ fingerprint, template }) => {
      if (apart.has(fingerprint)) return
      for (const { common, word } of slotsOf(template)) {
        const seen = slots.get(common) ?? new Map<string, string>()
        slots.set(common, seen)
        seen.set(word, fingerprint)
        if (seen.size < variants) continue
        // At the threshold all meet; whoever comes later meets the first, and with it all.
        for (const other of seen.values()) {
          unite(fingerprint, other)
          if (seen.size > variants) break
        }
      }
    },
    aliases: () => {
      const aliases = new Map<string, string>()
      for (const fingerprint of [...parents.keys()]) aliases.set(fingerprint, rootOf(fingerprint))
      return aliases
    },
  }
}

/** The alias table of a whole set of templates. */
export const joinTemplates = (
  entries: Iterable<JoinEntry>,
  options: JoinOptions = {},
): ReadonlyMap<string, string> => {
  const joiner = createJoiner(options)
  for (const entry of entries) joiner.add(entry)
  return joiner.aliases()
}

/** One template for a joined group, and its sentence without the head: where members differ, `<word>`. */
export const mergeTemplates = (
  templates: readonly string[],
): { readonly template: string; readonly sentence: string } => {
  const [first = [], ...others] = templates.map((template) => template.split(' '))
  const words = first.map((word, index) =>
    others.every((other) => other[index] === word) ? word : '<word>',
  )
  return { template: words.join(' '), sentence: words.slice(headLength(words)).join(' ') }
}

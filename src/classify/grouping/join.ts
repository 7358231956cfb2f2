import { continuationsOf } from './continued.ts'
import { isComputed } from './short-hash.ts'
import { familyOf, headLength, type JoinEntry, type Slot, slotsOf } from './slots.ts'

export interface JoinOptions {
  /** Fingerprints that an operator keeps to themselves: they join nothing, and nothing joins under their name. */
  readonly pinned?: readonly string[]
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

const createUnion = () => {
  const parents = new Map<string, string>()
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
  return { parents, rootOf }
}

const createJoinerOf = (options: JoinOptions, mayJoin: (slot: Slot) => boolean): Joiner => {
  const apart = new Set(options.pinned ?? [])
  const variants = options.variants ?? VARIANTS
  const slots = new Map<string, { readonly family: string; readonly seen: Map<string, string> }>()
  const families = new Set<string>()
  const { parents, rootOf } = createUnion()

  const enter = (fingerprint: string, family: string): void => {
    families.add(family)
    const [one, other] = [rootOf(fingerprint), rootOf(family)]
    if (one === other) return
    // A family's name is the same whoever its members are; of two the smaller one stays.
    const stays = families.has(one) && one < other ? one : other
    parents.set(stays === one ? other : one, stays)
  }

  return {
    add: ({ fingerprint, template }) => {
      // What an operator's rule put together is as the operator wants it.
      if (apart.has(fingerprint) || !isComputed(fingerprint)) return
      for (const slot of slotsOf(template)) {
        if (!mayJoin(slot)) continue
        const known = slots.get(slot.common) ?? { family: familyOf(slot), seen: new Map() }
        slots.set(slot.common, known)
        known.seen.set(slot.word, fingerprint)
        if (known.seen.size < variants || apart.has(known.family)) continue
        if (known.seen.size > variants) enter(fingerprint, known.family)
        else for (const member of known.seen.values()) enter(member, known.family)
      }
    },
    aliases: () => {
      const aliases = new Map<string, string>()
      for (const fingerprint of [...parents.keys()]) aliases.set(fingerprint, rootOf(fingerprint))
      return aliases
    },
  }
}

/**
 * The second stage: joins templates that are equal but for one word where many different words were
 * seen. Monotone: what is added later can only join more, so that nothing that was joined splits and
 * the end does not depend on the order. A group goes by the fingerprint of its template with that
 * word masked, which is the same whoever its members are.
 */
export const createJoiner = (options: JoinOptions = {}): Joiner =>
  createJoinerOf(options, () => true)

const BUCKETS = 1 << 20

/** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
const bucketOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % BUCKETS
}

/**
 * The alias table of a whole set of templates. Nearly all slots have one word in them: they are counted
 * first, in a megabyte, and only those that may have enough are remembered.
 */
export const joinTemplates = (
  entries: readonly JoinEntry[],
  options: JoinOptions = {},
): ReadonlyMap<string, string> => {
  const counts = new Uint8Array(BUCKETS)
  for (const { template } of entries)
    for (const { common } of slotsOf(template)) {
      const bucket = bucketOf(common)
      counts[bucket] = Math.min((counts[bucket] ?? 0) + 1, 255)
    }
  const enough = Math.min(options.variants ?? VARIANTS, 255)
  const joiner = createJoinerOf(options, ({ common }) => (counts[bucketOf(common)] ?? 0) >= enough)
  for (const entry of entries) joiner.add(entry)
  const aliases = joiner.aliases()
  const pinned = new Set(options.pinned ?? [])
  const free = entries.filter(
    ({ fingerprint }) => isComputed(fingerprint) && !pinned.has(fingerprint),
  )
  const continued = continuationsOf(free, (fingerprint) => aliases.get(fingerprint) ?? fingerprint)
  return continued.size === 0 ? aliases : new Map([...continued, ...aliases])
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

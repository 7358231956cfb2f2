import { type BusyMinute, type Count, compareText, largestFirst } from '../domain/facts.ts'
import { MINUTE_MS } from '../domain/units.ts'

/**
 * A map of bounded size that keeps the same entries in whatever order they arrive: those with the smallest ranks (a
 * rank is a hash of the key, so no name is preferred). The limit only falls, so an entry that is kept in the end was
 * never dropped, and its data is complete. Dropped entries are passed to `fold`. (Bottom-k sampling: Cohen and Kaplan,
 * "Summarizing data using bottom-k sketches", PODC 2007.)
 */
export interface BoundedMap<V> {
  /** The entry of a key, created if missing; null if the key has been dropped. */
  readonly at: (key: string) => V | null
  /** The kept entries, in no particular order. */
  readonly entries: () => readonly (readonly [string, V])[]
}

/** FNV-1a, 32 bits. Source: Fowler, Noll, Vo; draft-eastlake-fnv. */
export const hash32 = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}

export const createBoundedMap = <V>(
  capacity: number,
  make: (key: string) => V,
  fold: (value: V, key: string) => void,
): BoundedMap<V> => {
  let kept = new Map<string, V>()
  let limit: { readonly rank: number; readonly key: string } | null = null
  const out = (key: string): boolean => {
    if (limit === null) return false
    const rank = hash32(key)
    return rank > limit.rank || (rank === limit.rank && key > limit.key)
  }
  const prune = () => {
    const ranked = [...kept]
      .map(([key, value]) => ({ rank: hash32(key), key, value }))
      .sort((a, b) => a.rank - b.rank || compareText(a.key, b.key))
    for (const { key, value } of ranked.slice(capacity)) fold(value, key)
    const rest = ranked.slice(0, capacity)
    kept = new Map(rest.map(({ key, value }) => [key, value]))
    limit = rest.at(-1) ?? null
  }
  return {
    at: (key) => {
      const found = kept.get(key)
      if (found !== undefined) return found
      if (out(key)) return null
      // Twice the capacity before pruning, so that sorting costs next to nothing per new key.
      if (kept.size >= capacity * 2) prune()
      if (out(key)) return null
      const made = make(key)
      kept.set(key, made)
      return made
    },
    entries: () => {
      if (kept.size > capacity) prune()
      return [...kept]
    },
  }
}

export interface Counter {
  /** Null counts what has no name. */
  readonly add: (name: string | null, count?: number) => void
  /** The `limit` largest, by count and then by name; the rest as one of `others` at the end. */
  readonly list: (limit: number) => readonly Count[]
}

/**
 * Counts values, at most `capacity` of them by name, and those without one. The sum of the list is always the number
 * added.
 */
export const createCounter = (capacity: number): Counter => {
  let folded = 0
  let nameless = 0
  const map = createBoundedMap(
    capacity,
    () => ({ count: 0 }),
    ({ count }) => {
      folded += count
    },
  )
  return {
    add: (name, count = 1) => {
      if (name === null) {
        nameless += count
        return
      }
      const entry = map.at(name)
      if (entry === null) folded += count
      else entry.count += count
    },
    list: (limit) => {
      const all: Count[] = map.entries().map(([name, { count }]) => ({ name, count }))
      if (nameless > 0) all.push({ name: null, count: nameless })
      all.sort(largestFirst)
      const rest = all.slice(limit).reduce((sum, { count }) => sum + count, folded)
      const listed = all.slice(0, limit)
      return rest === 0 ? listed : [...listed, { name: null, others: true, count: rest }]
    },
  }
}

/** More than a month of minutes, each with failures: beyond it there is no result rather than a wrong one. */
const MINUTES_TRACKED = 50_000

/** Counts by minute, to find the busiest ones. */
export const createBusiest = () => {
  let counts: Map<number, number> | null = new Map<number, number>()
  return {
    /** `time` in epoch milliseconds. */
    add: (time: number): void => {
      if (counts === null) return
      const minute = Math.floor(time / MINUTE_MS) * MINUTE_MS
      counts.set(minute, (counts.get(minute) ?? 0) + 1)
      if (counts.size > MINUTES_TRACKED) counts = null
    },
    /** The busiest first, of equal ones the earliest; none if there were too many minutes to count. */
    list: (limit: number): readonly BusyMinute[] =>
      [...(counts ?? [])]
        .sort(([a, m], [b, n]) => n - m || a - b)
        .slice(0, limit)
        .map(([start, count], i) => ({ id: `b${i + 1}`, start, count })),
  }
}

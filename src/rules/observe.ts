import type { Finding } from '../domain/finding.ts'
import { type Labelled, type LabelName, labelOf, type Selects } from './labels.ts'

/** Labels of an alert, and its key: equal labels have equal keys. */
export interface LabelSet {
  readonly key: string
  readonly labels: Readonly<Record<string, string>>
  /** What a person reads instead of a label's value; only where it differs. */
  readonly shown: Readonly<Record<string, string>>
}

/** What one rule sees for one set of labels. */
export interface Observation extends LabelSet {
  /** Whether the rule's condition holds. */
  readonly active: boolean
  /** Since when, where that is not now: a window that late rows have filled. Epoch milliseconds. */
  readonly since?: number
  readonly observed: number
  readonly threshold: number
  readonly expected: number | null
  readonly windowMs: number
  readonly finding: Finding
}

/** Identity of an alert within its rule, from the labels that the rule tells apart. */
export const keyOf = (
  by: readonly LabelName[],
  labels: Readonly<Record<string, string>>,
): string => (by.length === 0 ? '' : JSON.stringify(by.map((name) => labels[name] ?? null)))

/** Whether a series counts for an alert of these frozen labels. */
export const inLabels = (
  by: readonly LabelName[],
  labels: Readonly<Record<string, string>>,
  of: Labelled,
): boolean => by.every((name) => labelOf(name, of) === labels[name])

/** The label that series beyond the limit are put together under. */
const OTHER = 'other'

export const otherSet = (by: readonly LabelName[]): LabelSet => {
  const labels = Object.fromEntries(by.map((name) => [name, OTHER]))
  return { key: keyOf(by, labels), labels, shown: {} }
}

/** A series by the state's number of it. */
interface Numbered {
  readonly series: number
  readonly dimensions: Labelled
}

/** A label set with its place among those of its labeller. */
interface Placed extends LabelSet {
  readonly place: number
}

/** Finds the label set of a series; null for one that the rule does not look at. */
export type Labeller = (series: Numbered) => Placed | null

/** Beyond this a cache begins anew: series come and go, and the process stays. */
const maxCached = 50_000

/** A labeller that remembers series by their numbers: a number stands for the same dimensions for ever. */
export const createLabeller = (by: readonly LabelName[], looksAt: Selects): Labeller => {
  const sets = new Map<string, Placed>()
  // By number rather than in a map: every look asks for every series of every rule.
  let known: (Placed | null | undefined)[] = []
  let size = 0
  const make = (of: Labelled): Placed => {
    const labels = Object.fromEntries(by.map((name) => [name, labelOf(name, of)]))
    const key = keyOf(by, labels)
    const found = sets.get(key)
    if (found !== undefined) return found
    const shown = by.includes('key') && of.keyName !== null ? { key: of.keyName } : {}
    const set = { key, labels, shown, place: sets.size }
    sets.set(key, set)
    return set
  }
  return ({ series, dimensions }) => {
    const found = known[series]
    if (found !== undefined) return found
    if (++size > maxCached) {
      known = []
      size = 1
      sets.clear()
    }
    const set = looksAt(dimensions) ? make(dimensions) : null
    known[series] = set
    return set
  }
}

/** What a label set has in a window. */
export interface Group {
  readonly set: LabelSet
  count: number
}

/** The counts of a window by label set. */
export const countBy = (
  counts: readonly (Numbered & { readonly count: number })[],
  labeller: Labeller,
): readonly Group[] => {
  const groups: Group[] = []
  const places: (Group | undefined)[] = []
  for (const series of counts) {
    const set = labeller(series)
    if (set === null) continue
    const group = places[set.place]
    // A cache that began anew half-way has given its places to others.
    if (group !== undefined && group.set.key === set.key) group.count += series.count
    else {
      const fresh = { set, count: series.count }
      places[set.place] = fresh
      groups.push(fresh)
    }
  }
  return groups
}

/** Groups by the keys of their label sets. */
export const byKey = (groups: readonly Group[]): Map<string, Group> => {
  const found = new Map<string, Group>()
  for (const { set, count } of groups)
    found.set(set.key, { set, count: count + (found.get(set.key)?.count ?? 0) })
  return found
}

/**
 * At most `most` label sets: the largest, and those with an open alert; the rest are counted together as `other`.
 * `folded` is how many those are.
 */
export const capped = (
  groups: readonly Group[],
  by: readonly LabelName[],
  most: number,
  open: ReadonlyMap<string, unknown>,
): { readonly groups: readonly Group[]; readonly folded: number } => {
  if (groups.length <= most) return { groups, folded: 0 }
  const sorted = groups.toSorted(
    ({ set: a, count: x }, { set: b, count: y }) =>
      Number(open.has(b.key)) - Number(open.has(a.key)) || y - x || (a.key < b.key ? -1 : 1),
  )
  const other = otherSet(by)
  const [kept, rest] = [sorted.slice(0, most - 1), sorted.slice(most - 1)]
  // An open alert of `other` stands among those that are kept.
  const already = kept.find(({ set }) => set.key === other.key)
  const count = rest.reduce((sum, group) => sum + group.count, already?.count ?? 0)
  const others = kept.filter((group) => group !== already)
  return { groups: [...others, { set: other, count }], folded: rest.length }
}

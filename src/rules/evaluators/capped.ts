import type { LabelName } from '../labels.ts'
import { type Group, otherSet } from '../observe.ts'

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

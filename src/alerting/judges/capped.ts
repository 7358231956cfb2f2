import type { LabelName } from '../labels.ts'
import { type Group, otherSet } from '../observe.ts'

/**
 * At most `most` label sets: the largest, and those with an open alert; the rest are counted together as `other`.
 * `folded` is how many those are.
 */
export const capped = (
  groups: ReadonlyMap<string, Group>,
  by: readonly LabelName[],
  most: number,
  open: ReadonlyMap<string, unknown>,
): { readonly groups: ReadonlyMap<string, Group>; readonly folded: number } => {
  if (groups.size <= most) return { groups, folded: 0 }
  const sorted = [...groups].sort(
    ([a, x], [b, y]) =>
      Number(open.has(b)) - Number(open.has(a)) || y.count - x.count || (a < b ? -1 : 1),
  )
  const kept = new Map(sorted.slice(0, most - 1))
  const rest = sorted.slice(most - 1)
  const set = otherSet(by)
  const count = rest.reduce((sum, [, group]) => sum + group.count, 0)
  kept.set(set.key, { set, count: count + (kept.get(set.key)?.count ?? 0) })
  return { groups: kept, folded: rest.length }
}

import type { SeriesCount } from '../domain/alert.ts'
import { labelNames, labelOf } from '../rules/labels.ts'

/** A value counts as shared if this share of the failures has it. */
const share = 0.9

/** What an alert's failures have in common: by label, the value that nearly all of them share. */
export const sharedLabels = (counts: readonly SeriesCount[]): Readonly<Record<string, string>> => {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const shared: Record<string, string> = {}
  for (const name of labelNames) {
    const sums = new Map<string, number>()
    for (const { dimensions, count } of counts) {
      const value = labelOf(name, dimensions)
      const sum = (sums.get(value) ?? 0) + count
      sums.set(value, sum)
      if (sum >= total * share && value !== '') shared[name] = value
    }
  }
  return shared
}

import type { Dimensions } from '../events/event.ts'
import type { SeriesCount } from './alert.ts'
import { type LabelName, labelOf, matchesAll, matchesAny } from './labels.ts'
import type { Rule } from './rule.ts'

/** What one rule sees for one set of labels in its window. */
export interface Observation {
  readonly labels: Readonly<Record<string, string>>
  /** What a person reads instead of a label's value; only where it differs. */
  readonly shown: Readonly<Record<string, string>>
  readonly count: number
}

/** Identity of an alert within its rule: equal label sets have equal keys. */
export const labelKey = (labels: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Whether a series counts for an alert of these frozen labels. */
export const inLabels = (
  by: readonly LabelName[],
  labels: Readonly<Record<string, string>>,
  of: Dimensions,
): boolean => by.every((name) => labelOf(name, of) === labels[name])

/** Whether a rule looks at a series at all. */
export const looksAt = (rule: Rule, of: Dimensions): boolean =>
  matchesAll(rule.match, of) && !matchesAny(rule.exclude, of)

/** The counts of a window by the rule's labels. */
export const observe = (
  rule: Rule,
  counts: readonly SeriesCount[],
): ReadonlyMap<string, Observation> => {
  const seen = new Map<string, Observation>()
  for (const { dimensions, count } of counts) {
    if (!looksAt(rule, dimensions)) continue
    const labels = Object.fromEntries(rule.by.map((name) => [name, labelOf(name, dimensions)]))
    const shown = rule.by.includes('key') ? { key: dimensions.keyName } : {}
    const key = labelKey(labels)
    seen.set(key, { labels, shown, count: (seen.get(key)?.count ?? 0) + count })
  }
  return seen
}

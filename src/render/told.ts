import type { Facts } from '../summary/facts.ts'
import { formatFailures, formatNumber } from './format.ts'
import type { Words } from './words.en.ts'

/** Failures that were written late: told once, in the digest after. */
export const lateWords = (facts: Facts, words: Words): string =>
  words.late(formatFailures(facts.late, words), facts.late === 1)

/** What the groups that are not shown amount to; null when all are. `shown` of the listed groups are. */
export const moreGroupsWords = (facts: Facts, shown: number, words: Words): string | null => {
  const hidden = facts.groups.slice(shown)
  const groups = facts.moreGroups + hidden.length
  const failures = facts.moreGroupsCount + hidden.reduce((sum, { count }) => sum + count, 0)
  return groups === 0
    ? null
    : words.moreGroups(formatNumber(groups, words), formatFailures(failures, words), groups === 1)
}

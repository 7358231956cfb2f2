import type { GroupHistory } from '../counts.ts'
import type { Evaluator } from '../evaluation.ts'
import { selects } from '../labels.ts'
import { capped, countBy, createLabeller, type Observation } from '../observe.ts'
import { labelsBy, type RuleOf } from '../rule.ts'

type NewsRule = RuleOf<'new_error'> | RuleOf<'regression'>

const wait = (rule: NewsRule): number =>
  rule.type === 'new_error' ? rule.unseenFor : rule.quietFor

type News =
  | { readonly kind: 'new_error' }
  | { readonly kind: 'regression'; readonly quietMs: number }

/** Why a group's errors are news; null where they are none. */
const newsOf = (
  rule: NewsRule,
  { firstSeen, backAt, goneAt }: GroupHistory,
  from: number,
  learnedAt: number,
): News | null => {
  // First sight of an error that is known by now is the same news only once.
  if (rule.type === 'new_error' && firstSeen >= Math.max(from, learnedAt))
    return { kind: 'new_error' }
  if (backAt === null || goneAt === null || backAt < Math.max(from, learnedAt)) return null
  const quiet = backAt - goneAt
  return quiet < wait(rule) ? null : { kind: 'regression', quietMs: quiet }
}

/**
 * Groups that are new, or back after they were quiet for long. Once told, such an alert stays open for as long as its
 * window holds any: the error is no longer new, but it is not over either.
 */
export const evaluateNews = (rule: NewsRule, maxSeries: number): Evaluator => {
  const by = labelsBy(rule)
  const labeller = createLabeller(by, selects(rule))
  return ({ now, windows, history, learnedAt }, open) => {
    const counts = countBy(windows.get(rule.window) ?? [], labeller)
    const { groups, folded } = capped(counts, by, maxSeries, open)
    const observations = new Map<string, Observation>()
    for (const { set, count } of groups) {
      const known = open.get(set.key)
      const seen = history.get(set.labels['group'] ?? '')
      const news =
        count < rule.count || seen === undefined
          ? null
          : newsOf(rule, seen, now - rule.window, learnedAt)
      if (news === null && known === undefined) continue
      const firing = known?.state === 'firing'
      observations.set(set.key, {
        ...set,
        active: news !== null || (firing && count > 0),
        observed: count,
        threshold: rule.count,
        expected: null,
        windowMs: rule.window,
        finding:
          news === null
            ? (known?.finding ?? { kind: 'unknown' })
            : { ...news, count, windowMs: rule.window, threshold: rule.count },
      })
    }
    return { observations, folded }
  }
}

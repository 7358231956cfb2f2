import type { GroupHistory } from '../counts.ts'
import type { Evaluator } from '../evaluation.ts'
import { selects } from '../labels.ts'
import { capped, countBy, createLabeller, type Observation } from '../observe.ts'
import { labelsBy, type RuleOf } from '../rule.ts'
import { counted, durationWords } from '../says.ts'

type NewsRule = RuleOf<'new_error'> | RuleOf<'regression'>

const wait = (rule: NewsRule): number =>
  rule.type === 'new_error' ? rule.unseenFor : rule.quietFor

/** Why a group's errors are news, as the end of a sentence; null where they are none. */
const newsOf = (
  rule: NewsRule,
  { firstSeen, backAt, goneAt }: GroupHistory,
  from: number,
  learnedAt: number,
): string | null => {
  // First sight of an error that is known by now is the same news only once.
  if (rule.type === 'new_error' && firstSeen >= Math.max(from, learnedAt))
    return 'of an error never seen before'
  if (backAt === null || goneAt === null || backAt < Math.max(from, learnedAt)) return null
  const quiet = backAt - goneAt
  return quiet < wait(rule) ? null : `of an error that was not seen for ${durationWords(quiet)}`
}

/**
 * Groups that are new, or back after they were quiet for long. Once told, such an alert stays open for as long as its
 * window holds any: the error is no longer new, but it is not over either.
 */
export const evaluateNews = (rule: NewsRule, maxSeries: number): Evaluator => {
  const by = labelsBy(rule)
  const labeller = createLabeller(by, selects(rule))
  const limit = rule.count === 1 ? 'the first' : `${rule.count}`
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
        says:
          news === null
            ? (known?.says ?? '')
            : `${counted(count, 'failure')} in ${durationWords(rule.window)} ${news}; the rule fires at ${limit}`,
      })
    }
    return { observations, folded }
  }
}

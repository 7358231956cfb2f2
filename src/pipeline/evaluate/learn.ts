import type { Logger } from '../../domain/ports.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import type { Baseline, ClosedHour, Learner } from '../../rules/baselines/baseline.ts'
import { type BaselineChange, changeOf, decodeBaseline } from '../../rules/baselines/encode.ts'
import { learnerOf } from '../../rules/baselines/learner-of.ts'
import type { Rule } from '../../rules/rule.ts'
import type { CountStore, EvaluationStore } from './evaluate-ports.ts'

/** An hour is added this long after it is over, milliseconds: its last rows need a while to be written. */
const SETTLE = 5 * MINUTE_MS
/** Baselines look back this far, milliseconds. */
const REACH = 28 * DAY_MS

export interface LearnOptions {
  readonly maxSeries: number
  /** How far failures are known back from the start of monitoring, milliseconds. */
  readonly firstLookbackMs: number
}

type Store = CountStore & Pick<EvaluationStore, 'ruleBaselines'>

/**
 * Keeps the rules' baselines: reads them at the first evaluation, adds every complete hour, and returns what has
 * changed since the last commit. A new rule learns from the counts of the past 28 days.
 */
export const createLearn = (
  store: Store,
  rules: readonly Rule[],
  { maxSeries, firstLookbackMs }: LearnOptions,
  log: Logger,
) => {
  const learners = rules
    .map((rule) => learnerOf(rule, maxSeries))
    .filter((learner): learner is Learner => learner !== null)
  /** As committed, and as it is now. */
  let kept = new Map<string, Baseline>()
  let current = new Map<string, Baseline>()

  const closedHour = async (hour: number): Promise<ClosedHour> => {
    const [from, to] = [hour * HOUR_MS, (hour + 1) * HOUR_MS]
    const ofRequests = learners.some(({ type }) => type === 'flatline')
    const counted = ofRequests ? await store.requestsCounted() : null
    return {
      hour,
      minutes: await store.seriesMinutes(from, to),
      failures: ofRequests ? await store.windowCounts(from, to) : [],
      successes: ofRequests ? await store.successes(from, to) : [],
      counted: counted !== null && counted.from <= from && counted.to >= to,
    }
  }

  const begin = async (learner: Learner, now: number, watchingSince: number): Promise<Baseline> => {
    const counted =
      learner.type === 'flatline'
        ? (await store.requestsCounted())?.from
        : Math.min((await store.firstCount()) ?? watchingSince, watchingSince - firstLookbackMs)
    return learner.start(Math.ceil(Math.max(counted ?? now, now - REACH) / HOUR_MS))
  }

  const open = async (now: number, watchingSince: number): Promise<void> => {
    for (const learner of learners) {
      if (current.has(learner.rule)) continue
      const baseline = decodeBaseline(learner, await store.ruleBaselines(learner.rule))
      if (baseline !== null) kept.set(learner.rule, baseline)
      current.set(learner.rule, baseline ?? (await begin(learner, now, watchingSince)))
    }
  }

  return {
    /** The baselines, with every complete hour added. */
    before: async (now: number, watchingSince: number): Promise<ReadonlyMap<string, Baseline>> => {
      if (learners.length === 0) return current
      await open(now, watchingSince)
      const end = Math.floor((now - SETTLE) / HOUR_MS)
      const begins = [...current.values()].map(({ through }) => through)
      const first = Math.max(Math.min(...begins), end - REACH / HOUR_MS)
      for (let hour = first; hour < end; hour++) {
        const closed = await closedHour(hour)
        for (const learner of learners) {
          const baseline = current.get(learner.rule)
          if (baseline !== undefined) current.set(learner.rule, learner.fold(baseline, closed))
        }
      }
      if (end - first > 1) log.info({ hours: end - first }, 'baselines updated from past hours')
      return current
    },
    /** What to commit, given the baselines after the evaluation. */
    changes: (after: ReadonlyMap<string, Baseline>): readonly BaselineChange[] => {
      for (const [rule, baseline] of after) current.set(rule, baseline)
      return learners.flatMap((learner) => {
        const baseline = current.get(learner.rule)
        const change = baseline && changeOf(learner, kept.get(learner.rule) ?? null, baseline)
        return change ? [change] : []
      })
    },
    committed: () => {
      kept = new Map(current)
    },
    /** The commit failed: only the state's content is certain. */
    forget: () => {
      kept = new Map()
      current = new Map()
    },
  }
}

import type { Logger } from '../../domain/ports.ts'
import type { ClosedHour, Keeper, Memory } from '../../rules/baselines/baseline.ts'
import { changeOf, type MemoryChange, readMemory } from '../../rules/baselines/encode.ts'
import { keeperOf } from '../../rules/baselines/learner-of.ts'
import type { Rule } from '../../rules/rule.ts'
import type { CountStore, EvaluationStore } from './evaluate-ports.ts'

const HOUR = 3_600_000
/** An hour is folded in this long after it is over: its last rows need a while to be written. */
const SETTLE = 5 * 60_000
/** Baselines look back this far. */
const REACH = 28 * 24 * HOUR

export interface RememberOptions {
  readonly maxSeries: number
  /** How far the failures are known back from the start of watching, milliseconds. */
  readonly firstLookbackMs: number
}

type Store = CountStore & Pick<EvaluationStore, 'ruleMemory'>

/**
 * Keeps what rules remember: reads it at the first look, folds in every hour that is over, and says what has changed
 * since it was last committed. A new rule learns from the counts of the past 28 days.
 */
export const createRemember = (
  store: Store,
  rules: readonly Rule[],
  { maxSeries, firstLookbackMs }: RememberOptions,
  log: Logger,
) => {
  const keepers = rules
    .map((rule) => keeperOf(rule, maxSeries))
    .filter((keeper): keeper is Keeper => keeper !== null)
  /** As committed, and as it is now. */
  let kept = new Map<string, Memory>()
  let current = new Map<string, Memory>()

  const closedHour = async (hour: number): Promise<ClosedHour> => {
    const [from, to] = [hour * HOUR, (hour + 1) * HOUR]
    const ofRequests = keepers.some(({ type }) => type === 'flatline')
    const counted = ofRequests ? await store.requestsCounted() : null
    return {
      hour,
      minutes: await store.seriesMinutes(from, to),
      failures: ofRequests ? await store.windowCounts(from, to) : [],
      successes: ofRequests ? await store.successes(from, to) : [],
      counted: counted !== null && counted.from <= from && counted.to >= to,
    }
  }

  const begin = async (keeper: Keeper, now: number, watchingSince: number): Promise<Memory> => {
    const counted =
      keeper.type === 'flatline'
        ? (await store.requestsCounted())?.from
        : Math.min((await store.firstCount()) ?? watchingSince, watchingSince - firstLookbackMs)
    return keeper.start(Math.ceil(Math.max(counted ?? now, now - REACH) / HOUR))
  }

  const open = async (now: number, watchingSince: number): Promise<void> => {
    for (const keeper of keepers) {
      if (current.has(keeper.rule)) continue
      const memory = readMemory(keeper, await store.ruleMemory(keeper.rule))
      if (memory !== null) kept.set(keeper.rule, memory)
      current.set(keeper.rule, memory ?? (await begin(keeper, now, watchingSince)))
    }
  }

  return {
    /** What the rules remember, every hour that is over folded in. */
    before: async (now: number, watchingSince: number): Promise<ReadonlyMap<string, Memory>> => {
      if (keepers.length === 0) return current
      await open(now, watchingSince)
      const end = Math.floor((now - SETTLE) / HOUR)
      const begins = [...current.values()].map(({ through }) => through)
      const first = Math.max(Math.min(...begins), end - REACH / HOUR)
      for (let hour = first; hour < end; hour++) {
        const closed = await closedHour(hour)
        for (const keeper of keepers) {
          const memory = current.get(keeper.rule)
          if (memory !== undefined) current.set(keeper.rule, keeper.fold(memory, closed))
        }
      }
      if (end - first > 1) log.info({ hours: end - first }, 'the rules learned from the past')
      return current
    },
    /** What to commit, given what the rules remember after the look. */
    changes: (after: ReadonlyMap<string, Memory>): readonly MemoryChange[] => {
      for (const [rule, memory] of after) current.set(rule, memory)
      return keepers.flatMap((keeper) => {
        const memory = current.get(keeper.rule)
        const change = memory && changeOf(keeper, kept.get(keeper.rule) ?? null, memory)
        return change ? [change] : []
      })
    },
    committed: () => {
      kept = new Map(current)
    },
    /** The commit failed: what is known for sure is what the state holds. */
    forget: () => {
      kept = new Map()
      current = new Map()
    },
  }
}

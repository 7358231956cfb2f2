import { MINUTE_MS } from '../../domain/units.ts'
import type { LateFailures, Traffic } from '../../rules/counts.ts'
import type { EvaluationData } from '../../rules/evaluation.ts'
import { needsOf } from '../../rules/needs.ts'
import type { Rule } from '../../rules/rule.ts'
import type { CountStore } from './evaluate-ports.ts'

/** Times of this evaluation, in epoch milliseconds. */
export interface Standing {
  readonly now: number
  readonly watchingSince: number
  /** When the rules were last evaluated, and the newest event then; null for never. */
  readonly lastEvaluation: number | null
  readonly evaluatedUpto: number | null
  /** When this process first evaluated: windows that ended before never alert. */
  readonly firstLook: number
}

export interface GatherOptions {
  /** How far behind the high-water mark every poll reads again. */
  readonly overlap: () => Promise<number>
  /** How long after the first start every error is only learned, milliseconds. */
  readonly learningMs: number
}

type Found = Omit<EvaluationData, 'baseline' | 'blind'>

const down = (time: number): number => Math.floor(time / MINUTE_MS) * MINUTE_MS
const up = (time: number): number => Math.ceil(time / MINUTE_MS) * MINUTE_MS

/** Reads exactly the data that a list of rules needs. */
export const createGather = (
  store: CountStore,
  rules: readonly Rule[],
  { overlap, learningMs }: GatherOptions,
) => {
  const needs = needsOf(rules)

  const trafficOf = async (
    length: number,
    { now, watchingSince }: Standing,
    counted: { readonly from: number; readonly to: number } | null,
  ): Promise<Traffic> => {
    // Requests are counted by minute: failures are counted in the same minutes, but none from before the first start.
    const from = Math.max(down(now - length), watchingSince)
    // A minute behind at best: the current minute is never complete.
    const complete = counted !== null && counted.from <= from && counted.to + MINUTE_MS >= now
    if (!complete) return { failures: [], successes: [], complete }
    return {
      failures: await store.windowCounts(from, now + 1),
      successes: await store.successes(down(from), up(now + 1)),
      complete,
    }
  }

  /** Late failures, which earlier evaluations missed, with everything around them; null if there are none. */
  const lateOf = async (standing: Standing): Promise<LateFailures | null> => {
    const { now, lastEvaluation, evaluatedUpto, watchingSince, firstLook } = standing
    if (needs.late === 0 || lastEvaluation === null || evaluatedUpto === null) return null
    const after = Math.max(now - 2 * (await overlap()), firstLook)
    const begin = up(Math.max(after - needs.late, watchingSince))
    if (begin >= lastEvaluation) return null
    const fresh = await store.minutesAfter(evaluatedUpto, begin, lastEvaluation)
    if (fresh.length === 0) return null
    const first = fresh.reduce(
      (least, { minutes }) => Math.min(least, minutes[0]?.[0] ?? least),
      Number.POSITIVE_INFINITY,
    )
    const from = Math.max(first * MINUTE_MS - needs.late, begin)
    const all = await store.seriesMinutes(from, up(lastEvaluation))
    return { fresh, all, after, until: lastEvaluation }
  }

  return async (standing: Standing): Promise<Found> => {
    const { now, watchingSince } = standing
    const windows = new Map<number, Awaited<ReturnType<CountStore['windowCounts']>>>()
    for (const length of needs.windows)
      windows.set(length, await store.windowCounts(Math.max(now - length, watchingSince), now + 1))
    const counted = needs.requests ? await store.requestsCounted() : null
    const traffic = new Map<number, Traffic>()
    for (const length of needs.traffic)
      traffic.set(length, await trafficOf(length, standing, counted))
    const groups = new Set(
      needs.history.flatMap((length) =>
        (windows.get(length) ?? []).map(({ dimensions }) => dimensions.fingerprint),
      ),
    )
    return {
      now,
      windows,
      traffic,
      history: groups.size === 0 ? new Map() : await store.groupHistory([...groups]),
      learnedAt: watchingSince + learningMs,
      late: await lateOf(standing),
    }
  }
}

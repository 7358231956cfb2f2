import { MINUTE_MS } from '../../domain/units.ts'
import type { LateFailures, SeriesMinutes } from '../counts.ts'
import type { Group, Labeller, LabelSet } from '../observe.ts'
import type { RuleOf } from '../rule.ts'

/** A window that has ended, and how many failures are in it now. */
export interface LateWindow extends Group {
  /** Epoch milliseconds. */
  readonly endedAt: number
}

type Minutes = Map<number, number>

const byLabels = (
  series: readonly SeriesMinutes[],
  labeller: Labeller,
): Map<string, { readonly set: LabelSet; readonly minutes: Minutes }> => {
  const found = new Map<string, { readonly set: LabelSet; readonly minutes: Minutes }>()
  for (const one of series) {
    const set = labeller(one)
    if (set === null) continue
    const known = found.get(set.key) ?? { set, minutes: new Map() }
    for (const [minute, count] of one.minutes)
      known.minutes.set(minute, (known.minutes.get(minute) ?? 0) + count)
    found.set(set.key, known)
  }
  return found
}

const sum = (minutes: Minutes, from: number, to: number): number => {
  let total = 0
  for (let minute = from; minute < to; minute++) total += minutes.get(minute) ?? 0
  return total
}

/**
 * Windows that have ended and that only late rows have pushed over the threshold, the latest for each label set. They
 * end on whole minutes: that is how finely the past is kept. With `for`, all windows of that long must be over.
 */
export const lateWindows = (
  rule: RuleOf<'threshold'>,
  { fresh, all, after, until }: LateFailures,
  labeller: Labeller,
): readonly LateWindow[] => {
  const length = Math.floor(rule.window / MINUTE_MS)
  const held = Math.ceil(rule.for / MINUTE_MS)
  const known = byLabels(all, labeller)
  const windows: LateWindow[] = []
  for (const [key, { set, minutes: late }] of byLabels(fresh, labeller)) {
    const minutes = known.get(key)?.minutes ?? late
    const touched = [...late.keys()]
    const first = Math.max(Math.min(...touched) + 1, Math.ceil(after / MINUTE_MS))
    const last = Math.min(Math.max(...touched) + length + held, Math.floor(until / MINUTE_MS))
    const over = (end: number) => sum(minutes, end - length, end) >= rule.count
    const wasOver = (end: number) =>
      sum(minutes, end - length, end) - sum(late, end - length, end) >= rule.count
    for (let end = last; end >= first; end--) {
      const ends = Array.from({ length: held + 1 }, (_, i) => end - i)
      if (!ends.every(over) || ends.every(wasOver)) continue
      windows.push({ set, count: sum(minutes, end - length, end), endedAt: end * MINUTE_MS })
      break
    }
  }
  return windows
}

import type { BusyMinute } from '../domain/facts.ts'

const MINUTE = 60_000
/** More than a month of minutes, each with failures: past it there is no answer rather than a wrong one. */
const MINUTES_TRACKED = 50_000

/** Counts by minute, to tell the fullest ones. */
export const createBusiest = () => {
  let counts: Map<number, number> | null = new Map<number, number>()
  return {
    /** `time` in epoch milliseconds. */
    add: (time: number): void => {
      if (counts === null) return
      const minute = Math.floor(time / MINUTE) * MINUTE
      counts.set(minute, (counts.get(minute) ?? 0) + 1)
      if (counts.size > MINUTES_TRACKED) counts = null
    },
    /** The fullest first, of equal ones the earliest; none when there were too many minutes to count. */
    list: (limit: number): readonly BusyMinute[] =>
      [...(counts ?? [])]
        .sort(([a, m], [b, n]) => n - m || a - b)
        .slice(0, limit)
        .map(([start, count], i) => ({ id: `b${i + 1}`, start, count })),
  }
}

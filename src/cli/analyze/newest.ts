import type { RowKey } from '../../domain/event.ts'

type Timed = RowKey & { readonly time: number }

const newestFirst = (a: Timed, b: Timed): number =>
  b.time - a.time ||
  b.startTime - a.startTime ||
  (a.requestId < b.requestId ? 1 : a.requestId > b.requestId ? -1 : 0) ||
  (a.table < b.table ? -1 : 1)

/** Keeps the `limit` newest of a stream in any order, holding at most twice as many. */
export const createNewest = <T extends Timed>(limit: number) => {
  let kept: T[] = []
  return {
    add: (event: T) => {
      kept.push(event)
      if (kept.length >= limit * 2 + 100) kept = kept.sort(newestFirst).slice(0, limit)
    },
    list: (): readonly T[] => kept.toSorted(newestFirst).slice(0, limit),
  }
}

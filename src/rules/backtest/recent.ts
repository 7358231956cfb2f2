import type { SeriesCount } from '../../domain/alert.ts'
import type { Dimensions } from '../../domain/event.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/units.ts'
import type { GroupHistory } from '../counts.ts'
import type { Labelled } from '../labels.ts'

/** Counts of one minute, by series. */
export interface MinuteRow<Of> {
  readonly series: number
  readonly dimensions: Of
  readonly count: number
}

/** Sums over the last so many minutes, kept up as minutes come. */
const slidingSum = <Of extends Labelled>(length: number) => {
  const minutes: (readonly MinuteRow<Of>[])[] = []
  const sums = new Map<number, { dimensions: Of; count: number }>()
  return {
    update: (change: (dimensions: Of) => Of): void => {
      for (const sum of sums.values()) sum.dimensions = change(sum.dimensions)
    },
    push: (rows: readonly MinuteRow<Of>[]): void => {
      minutes.push(rows)
      for (const { series, dimensions, count } of rows) {
        const sum = sums.get(series)
        if (sum === undefined) sums.set(series, { dimensions, count })
        else sum.count += count
      }
      if (minutes.length <= length) return
      for (const { series, count } of minutes.shift() ?? []) {
        const sum = sums.get(series)
        if (sum === undefined) continue
        sum.count -= count
        if (sum.count <= 0) sums.delete(series)
      }
    },
    counts: (): readonly MinuteRow<Of>[] =>
      [...sums].map(([series, { dimensions, count }]) => ({ series, dimensions, count })),
  }
}

/** The windows that end now, by length in milliseconds. A window is of whole minutes here: one begun counts whole. */
export const createRecent = <Of extends Labelled>(lengths: readonly number[]) => {
  const sums = new Map(
    lengths.map((length) => [length, slidingSum<Of>(Math.ceil(length / MINUTE_MS))]),
  )
  return {
    push: (rows: readonly MinuteRow<Of>[]): void => {
      for (const sum of sums.values()) sum.push(rows)
    },
    /** Changes the dimensions of what was counted so far. */
    update: (change: (dimensions: Of) => Of): void => {
      for (const sum of sums.values()) sum.update(change)
    },
    counts: (length: number): readonly MinuteRow<Of>[] => sums.get(length)?.counts() ?? [],
    all: (): ReadonlyMap<number, readonly MinuteRow<Of>[]> =>
      new Map([...sums].map(([length, sum]) => [length, sum.counts()])),
  }
}

const RUN_GAP = DAY_MS

/** When each group was seen, as the state keeps it. */
export const createHistories = () => {
  const seen = new Map<string, GroupHistory & { readonly lastSeen: number }>()
  return {
    push: (rows: readonly SeriesCount[], at: number): void => {
      for (const { dimensions } of rows) {
        const { fingerprint }: Dimensions = dimensions
        const known = seen.get(fingerprint)
        if (known === undefined)
          seen.set(fingerprint, { firstSeen: at, backAt: null, goneAt: null, lastSeen: at })
        else if (at - known.lastSeen >= RUN_GAP)
          seen.set(fingerprint, { ...known, backAt: at, goneAt: known.lastSeen, lastSeen: at })
        else seen.set(fingerprint, { ...known, lastSeen: at })
      }
    },
    /** What was seen of a group was seen of the one that it is part of. */
    join: (groups: ReadonlyMap<string, string>): void => {
      for (const [from, into] of groups) {
        const member = seen.get(from)
        if (member === undefined) continue
        seen.delete(from)
        const group = seen.get(into) ?? member
        seen.set(into, {
          ...(group.lastSeen < member.lastSeen ? member : group),
          firstSeen: Math.min(group.firstSeen, member.firstSeen),
        })
      }
    },
    all: (): ReadonlyMap<string, GroupHistory> => seen,
  }
}

import type { ErrorEvent, RowKey } from '../../src/domain/event.ts'
import type { FailureSource, Slice } from '../../src/pipeline/ingest/poll-ports.ts'

/** A row and the moment it is first seen by a reader, epoch milliseconds. */
export interface Arrival {
  readonly event: ErrorEvent
  readonly visibleAt: number
}

/** A clock that a test moves, and that moves a little by itself with every question to the source. */
export interface HandClock {
  now: number
}

const isBefore = (a: RowKey, b: Pick<RowKey, 'startTime' | 'requestId'>): boolean =>
  a.startTime === b.startTime ? a.requestId < b.requestId : a.startTime < b.startTime

/** LiteLLM's tables in memory, in which rows come to be seen in any order, also in the middle of a poll. */
export const createArrivals = (
  arrivals: readonly Arrival[],
  clock: HandClock,
  stepMs: number,
): FailureSource => {
  let asked = 0
  const visible = () => {
    clock.now += stepMs
    return arrivals.filter(({ visibleAt }) => visibleAt <= clock.now).map(({ event }) => event)
  }
  const sliceOf = ({ table, from, to, after, limit }: Slice) =>
    visible()
      .filter((event) => event.table === table && event.startTime >= from)
      .filter((event) => to === null || event.startTime < to)
      .filter((event) => after === null || isBefore({ ...after, table }, event))
      .sort((a, b) => (isBefore(a, b) ? -1 : 1))
      .slice(0, limit)
  return {
    now: async () => {
      clock.now += stepMs
      return clock.now
    },
    tables: async () => ['SpendLogs', 'ErrorLogs'],
    // As if every second poll came too soon for a large table without an index.
    isDue: (table) => table === 'SpendLogs' || asked++ % 2 === 0,
    read: async (slice) => sliceOf(slice),
    keys: async (slice) =>
      sliceOf(slice).map(({ table, requestId, startTime }) => ({ table, requestId, startTime })),
    readKeys: async (keys) => {
      const asked = new Set(keys.map((key) => `${key.table} ${key.startTime} ${key.requestId}`))
      return visible().filter((event) =>
        asked.has(`${event.table} ${event.startTime} ${event.requestId}`),
      )
    },
    horizon: async (table, now) => {
      const starts = visible()
        .filter((event) => event.table === table && event.startTime <= now)
        .map(({ startTime }) => startTime)
      return { newest: starts.length === 0 ? null : Math.max(...starts), truthfulAfter: null }
    },
  }
}

import { overlapOf } from '../../domain/lateness.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { DAY_MS, HOUR_MS } from '../../domain/units.ts'
import type { PollStore } from './poll-ports.ts'

/** How far behind the high-water mark rows are read and counted again, milliseconds. */
export type Overlap = () => Promise<number>

const week = 7 * DAY_MS

/**
 * The overlap of a daemon: fixed, or from the lateness of the last week, within bounds, updated every hour. Polls,
 * request counts and rules all use this, so that they agree on what is read again.
 */
export const createOverlap = (
  option: number | { readonly minMs: number; readonly maxMs: number },
  store: Pick<PollStore, 'lateness'>,
  clock: Clock,
  log: Logger,
): Overlap => {
  if (typeof option === 'number') return async () => option
  let learned: { readonly at: number; readonly overlapMs: number } | null = null
  return async () => {
    const now = clock.now()
    if (learned === null || now - learned.at > HOUR_MS) {
      const overlapMs = overlapOf(await store.lateness(now - week), option)
      if (learned?.overlapMs !== overlapMs)
        log.info({ overlapMs }, 'overlap set by the lateness of the last week')
      learned = { at: now, overlapMs }
    }
    return learned.overlapMs
  }
}

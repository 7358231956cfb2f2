import type { Clock, Logger } from '../../domain/ports.ts'
import { messageOf } from '../../domain/reason.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import type { Overlap } from './overlap.ts'
import type { RequestSource, RequestStore } from './requests-ports.ts'

/** One statement counts no more than this. */
const SLICE = 30 * MINUTE_MS
/** What was not counted for longer than this stays uncounted: no alert uses it any more. */
const REACH = 6 * HOUR_MS
/** Where counting starts if nothing is counted yet. */
const FIRST = HOUR_MS

/**
 * Counts requests of any outcome by minute: those since the last count, and the overlap again, because rows arrive late
 * and requests may run long. A failure here does not stop the poll: rules about requests are then not evaluated until
 * they are counted again.
 */
export const createCountRequests = (
  source: RequestSource,
  store: RequestStore,
  overlap: Overlap,
  clock: Clock,
  log: Logger,
) => {
  let failing = ''

  const count = async (databaseNow: number, signal: AbortSignal): Promise<void> => {
    const counted = await store.requestsCounted()
    const overlapMs = await overlap()
    const again = counted === null ? databaseNow - FIRST : counted.to - overlapMs
    const oldest = Math.max(again, databaseNow - REACH)
    const end = Math.floor(databaseNow / MINUTE_MS) * MINUTE_MS + MINUTE_MS
    let from = Math.min(Math.floor(oldest / MINUTE_MS) * MINUTE_MS, end - MINUTE_MS)
    while (from < end) {
      signal.throwIfAborted()
      const to = Math.min(from + SLICE, end)
      const rows = await source.requestCounts({ from, to, reachMs: overlapMs }, signal)
      // There is no log of requests: their number is unknown, which does not mean that there were none.
      if (rows === null) return
      await store.commitRequests({ from, to, rows })
      from = to
    }
  }

  return async (databaseNow: number, signal: AbortSignal): Promise<void> => {
    const began = clock.now()
    try {
      await count(databaseNow, signal)
      if (failing !== '') log.info({}, 'requests can be counted again')
      failing = ''
      log.debug({ ms: clock.now() - began }, 'requests counted')
    } catch (error) {
      if (signal.aborted) throw error
      const why = messageOf(error)
      if (why !== failing)
        log.warn({ error: why }, 'requests cannot be counted: rules about them are not evaluated')
      failing = why
    }
  }
}

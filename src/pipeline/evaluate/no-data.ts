import type { SourceTable } from '../../domain/event.ts'
import type { NoDataCause } from '../../domain/finding.ts'
import type { SystemNotification } from '../../domain/notification.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { DAY_MS, HOUR_MS } from '../../domain/units.ts'
import type { QueuedNotification } from './evaluate-ports.ts'

export interface NoDataOptions {
  /** How long the table may have no new row, where there usually are some, milliseconds. */
  readonly silentMs: number
  readonly instance: string
  readonly timezone: string
  readonly channels: readonly string[]
}

/** Why there is no data, and since when (our clock, epoch milliseconds). */
export interface SilentLog {
  readonly since: number
  readonly cause: NoDataCause
  readonly saw: 'silent'
}

/** Rows that a period as long as the silence must have had a day before, and a week before if known. */
const usual = 20
/** Number of requests in a day that, if none failed, suggests that failures are not logged. */
const manyRequests = 5_000

const failureLoggingOff = (options: NoDataOptions, now: number): SystemNotification => ({
  kind: 'system',
  id: 'failure-logging-off',
  instance: options.instance,
  timezone: options.timezone,
  createdAt: now,
  severity: 'warning',
  notice: { kind: 'no_failures_logged' },
})

/**
 * Distinguishes no failures from no data while the tables can be read: LiteLLM logging nothing although it usually
 * does, and failures not being logged at all.
 */
export const createNoDataCheck = (
  source: TrafficSource,
  store: NoDataStore,
  options: NoDataOptions,
  clock: Clock,
  log: Logger,
) => {
  let checkedForFailures = 0

  /** `newest`: start of the newest SpendLogs row; null if unknown. Both by the database's clock. */
  const silent = async (
    newest: number | null,
    databaseNow: number,
    signal: AbortSignal,
  ): Promise<SilentLog | null> => {
    if (newest === null || databaseNow - newest < options.silentMs) return null
    const counts = []
    for (const ago of [DAY_MS, 7 * DAY_MS]) {
      const to = databaseNow - ago
      counts.push(await source.rowsBetween('SpendLogs', to - options.silentMs, to, usual, signal))
    }
    // A night or a week-end without requests is normal; the same hour must have been busy both times.
    if (counts.some((count) => count < usual)) return null
    const since = newest - (databaseNow - clock.now())
    return {
      since,
      saw: 'silent',
      cause: { kind: 'silent' },
    }
  }

  const checkForFailures = async (databaseNow: number, signal: AbortSignal): Promise<void> => {
    const now = clock.now()
    if (now - checkedForFailures < HOUR_MS || (await store.newestEvent()) > 0) return
    checkedForFailures = now
    const requests = await source.rowsBetween(
      'SpendLogs',
      databaseNow - DAY_MS,
      databaseNow,
      manyRequests,
      signal,
    )
    if (requests < manyRequests) return
    const notification = failureLoggingOff(options, now)
    const message = { notification, channels: options.channels, orderKey: notification.id }
    if (await store.notifyOnce(notification.id, message, now))
      log.warn({ requests }, 'many requests and no failures: failure logging seems to be off')
  }

  return { silent, checkForFailures }
}

export interface TrafficSource {
  /** Rows of any outcome with startTime in [from, to), counted up to `most`; epoch milliseconds. */
  readonly rowsBetween: (
    table: SourceTable,
    from: number,
    to: number,
    most: number,
    signal: AbortSignal,
  ) => Promise<number>
}

export interface NoDataStore {
  /** Number of the newest event; 0 if there was never a failure. */
  readonly newestEvent: () => Promise<number>
  /** ONE transaction: queues it, once ever under this name. False if it was queued before. */
  readonly notifyOnce: (name: string, message: QueuedNotification, now: number) => Promise<boolean>
}

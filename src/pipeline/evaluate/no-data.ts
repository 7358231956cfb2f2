import type { SourceTable } from '../../domain/event.ts'
import type { SystemNotification } from '../../domain/notification.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { DAY_MS, HOUR_MS } from '../../domain/units.ts'
import type { QueuedNotification } from './evaluate-ports.ts'

export interface NoDataOptions {
  /** How long the table may stay without a new row, where there usually are some, milliseconds. */
  readonly silentMs: number
  readonly instance: string
  readonly timezone: string
  readonly channels: readonly string[]
}

/** Why Lookout sees nothing, and since when (our clock, epoch milliseconds). */
export interface Silence {
  readonly since: number
  readonly reason: string
  readonly saw: 'silent'
}

/** Rows that a stretch as long as the silence must have had the day before, and the week before where it reaches. */
const usual = 20
/** Requests of a day that, all having succeeded, make one doubt that failures are logged. */
const manyRequests = 5_000

const failureLoggingOff = (options: NoDataOptions, now: number): SystemNotification => ({
  kind: 'system',
  id: 'failure-logging-off',
  instance: options.instance,
  timezone: options.timezone,
  createdAt: now,
  severity: 'warning',
  title: 'LiteLLM seems to log no failures',
  text:
    `Thousands of requests were logged in the last day and not one failure. If that is too good to be true, look for ` +
    '`disable_error_logs: true` in the general_settings of LiteLLM: with it, Lookout has nothing to see.',
})

/**
 * Tells calm from no data where the tables can be read: LiteLLM logging nothing although it usually does, and failures
 * not being logged at all.
 */
export const createNoDataCheck = (
  source: TrafficSource,
  store: NoDataStore,
  options: NoDataOptions,
  clock: Clock,
  log: Logger,
) => {
  let checkedForFailures = 0

  /** `newest`: start of the newest SpendLogs row; null where it cannot be told. Both by the database's clock. */
  const silent = async (
    newest: number | null,
    databaseNow: number,
    signal: AbortSignal,
  ): Promise<Silence | null> => {
    if (newest === null || databaseNow - newest < options.silentMs) return null
    const counts = []
    for (const ago of [DAY_MS, 7 * DAY_MS]) {
      const to = databaseNow - ago
      counts.push(await source.rowsBetween('SpendLogs', to - options.silentMs, to, usual, signal))
    }
    // A night or a week-end without requests is calm; the same hour must have been busy both times.
    if (counts.some((count) => count < usual)) return null
    const since = newest - (databaseNow - clock.now())
    return {
      since,
      saw: 'silent',
      reason:
        'LiteLLM logs nothing: neither failures nor successes, though at this hour it usually does',
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
  /** Number of the newest event; 0 when no failure was ever seen. */
  readonly newestEvent: () => Promise<number>
  /** ONE transaction: queues it, once for ever under this name. False when it was said before. */
  readonly notifyOnce: (name: string, message: QueuedNotification, now: number) => Promise<boolean>
}

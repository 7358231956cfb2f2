import type { Channel } from '../notifying/channel.ts'
import { DeliveryError } from '../notifying/channel.ts'
import type { OutboxRow, OutboxStore } from './deliver-ports.ts'
import type { Clock, Logger } from './ports.ts'

export interface DeliverOptions {
  /** Waits after the first, second, … failed send, milliseconds; the last one repeats. */
  readonly waitsMs: readonly number[]
  /** A wait is stretched by up to this share of itself, so that channels do not retry in step. */
  readonly jitter: number
  /** Pause between two messages to one channel, milliseconds (Slack takes one a second). */
  readonly pauseMs: number
  /** A message that could not be delivered for this long is given up, milliseconds. */
  readonly giveUpMs: number
}

export const deliverDefaults: DeliverOptions = {
  waitsMs: [5_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  jitter: 0.2,
  pauseMs: 1_000,
  giveUpMs: 3 * 86_400_000,
}

/**
 * When to try again after a failed send, epoch milliseconds; null to give up. The other side's own wish is a minimum.
 * `dice` in [0, 1).
 */
export const nextTry = (
  error: DeliveryError,
  row: Pick<OutboxRow, 'attempts' | 'createdAt'>,
  now: number,
  options: DeliverOptions,
  dice: number,
): number | null => {
  if (!error.retry.again || now - row.createdAt > options.giveUpMs) return null
  const { waitsMs } = options
  const wait = waitsMs[Math.min(row.attempts, waitsMs.length - 1)] ?? 0
  return now + Math.max(error.retry.afterMs ?? 0, wait * (1 + options.jitter * dice))
}

const asDeliveryError = (cause: unknown): DeliveryError =>
  cause instanceof DeliveryError
    ? cause
    : new DeliveryError(String(cause), 'unexpected', { again: true }, { cause })

/** Sends what is due on one channel, one message at a time; each channel has its own, so that none waits for another. */
export const createDeliver = (
  store: OutboxStore,
  channel: Channel,
  options: DeliverOptions,
  clock: Clock,
  log: Logger,
  dice: () => number,
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
) => {
  const deliver = async (row: OutboxRow, signal: AbortSignal): Promise<void> => {
    const about = {
      channel: channel.name,
      notification: row.notification.id,
      attempt: row.attempts + 1,
    }
    try {
      const { detail = '' } = await channel.send(row.notification, clock.now(), signal)
      await store.markSent(row.id, clock.now(), detail)
      log.info({ ...about, detail }, `told ${channel.name}: ${row.notification.kind}`)
    } catch (cause) {
      // Stopping is no failure of the channel: the row stays due and goes out after the restart.
      if (signal.aborted) return
      const error = asDeliveryError(cause)
      const due = nextTry(error, row, clock.now(), options, dice())
      if (due === null) {
        await store.markDead(row.id, clock.now(), error.reason)
        log.error(
          { ...about, reason: error.reason, error: error.message },
          `${channel.name} refused for good; kept as a dead letter`,
        )
      } else {
        await store.postpone(row.id, due, error.reason)
        log.warn(
          { ...about, reason: error.reason, error: error.message, due: new Date(due) },
          `${channel.name} did not take it; trying again`,
        )
      }
    }
  }

  return async (signal: AbortSignal): Promise<{ readonly tried: number }> => {
    let tried = 0
    while (!signal.aborted) {
      const [row] = await store.due(channel.name, clock.now(), 1)
      if (row === undefined) break
      if (tried > 0) await pause(options.pauseMs, signal)
      if (signal.aborted) break
      await deliver(row, signal)
      tried++
    }
    return { tried }
  }
}

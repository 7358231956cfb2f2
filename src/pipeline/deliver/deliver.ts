import type { Channel, Delivered } from '../../domain/channel.ts'
import { DeliveryError } from '../../domain/channel.ts'
import type { Notification } from '../../domain/notification.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import { mergeUnsent, type Unsent } from '../../routing/merge.ts'
import { hourOf, isSpared, rollUp } from '../../routing/rate-limit.ts'
import { missedReport, refusalReport } from '../../routing/refusal.ts'
import type { QueuedNotification } from '../evaluate/evaluate-ports.ts'
import type { MessageExplanations } from '../notify/alert-explanations-ports.ts'
import type { OutboxRow, OutboxStore } from './deliver-ports.ts'

export interface DeliverOptions {
  /** Delays after the first, second, … failed attempt, milliseconds; the last one repeats. */
  readonly waitsMs: readonly number[]
  /** If the receiver named a delay (Retry-After), ours grows no further than this, milliseconds. */
  readonly namedMs: number
  /** A delay is extended by up to this share at random, so that channels do not retry at the same time. */
  readonly jitter: number
  /** Pause between two messages to one channel, milliseconds (Slack accepts one a second). */
  readonly pauseMs: number
  /** A message that could not be delivered for this long is given up, milliseconds. */
  readonly giveUpMs: number
  /** A channel that has accepted no message for this long is reported through another one, milliseconds. */
  readonly reportAfterMs: number
  /** Maximum messages per channel and hour, critical ones not counted; null for no rate limit. */
  readonly perHour: number | null
  /** Names of all channels: a working one reports a failing one. */
  readonly channels: readonly string[]
  /** Called when something was queued for another channel. */
  readonly wake?: () => void
}

export const deliverDefaults: DeliverOptions = {
  waitsMs: [5_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  namedMs: MINUTE_MS,
  jitter: 0.2,
  pauseMs: 1_000,
  giveUpMs: 3 * DAY_MS,
  reportAfterMs: 900_000,
  perHour: null,
  channels: [],
}

/**
 * When to retry after a failed attempt, epoch milliseconds; null to give up. The receiver's own delay is a minimum.
 * `random` in [0, 1).
 */
export const nextTry = (
  error: DeliveryError,
  row: Pick<OutboxRow, 'attempts' | 'createdAt'>,
  now: number,
  options: Pick<DeliverOptions, 'waitsMs' | 'namedMs' | 'jitter' | 'giveUpMs'>,
  random: number,
): number | null => {
  if (!error.retry.again || now - row.createdAt > options.giveUpMs) return null
  const { waitsMs, namedMs } = options
  const { afterMs } = error.retry
  const wait = waitsMs[Math.min(row.attempts, waitsMs.length - 1)] ?? 0
  // A receiver that names a delay is running but busy: the delay need not grow as for one that is down.
  const most = afterMs === undefined ? wait : Math.min(wait, namedMs)
  return now + Math.max(afterMs ?? 0, most * (1 + options.jitter * random))
}

const asDeliveryError = (cause: unknown): DeliveryError =>
  cause instanceof DeliveryError
    ? cause
    : new DeliveryError(String(cause), 'unexpected', { again: true }, { cause })

/** A message to be sent: the row at the head of its queue, and what is sent for it and for later rows. */
interface OutboundMessage {
  readonly head: OutboxRow
  readonly id: number
  readonly notification: Notification
  readonly absorbs: readonly number[]
}

/** Due rows that are searched for one that does not wait for an explanation. */
const mostCompared = 50
/** A late explanation is dropped after this, milliseconds. */
const explanationsLastMs = HOUR_MS

const isFollowUp = ({ notification }: OutboundMessage): boolean =>
  notification.kind === 'alert' && notification.followUp === true

/** Explanations that came too late, or were purged in between. */
const isStale = ({ head: { createdAt }, notification }: OutboundMessage, now: number): boolean =>
  now - createdAt > explanationsLastMs ||
  (notification.kind === 'alert' && (notification.explanation?.text ?? null) === null)

const asUnsent = ({ id, notification }: OutboxRow): readonly Unsent[] =>
  notification.kind === 'alert' ? [{ id, notification }] : []

/** State of a channel's delivery worker that is not in the database; it survives a reload of the configuration. */
export interface Standing {
  /** When a message was last sent, epoch milliseconds. */
  lastTry: number | null
  /** Messages that the channel accepted while the state could not be written: they must not be sent again. */
  settle: (() => Promise<void>) | null
}

/**
 * Sends what is due on one channel, one message at a time; each channel has its own worker, so that none waits for
 * another.
 */
export const createDeliver = (
  store: OutboxStore,
  channel: Channel,
  options: DeliverOptions,
  clock: Clock,
  log: Logger,
  random: () => number,
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
  words: MessageExplanations | null = null,
  standing: Standing = { lastTry: null, settle: null },
) => {
  const { name } = channel

  const messageOf = async (head: OutboxRow): Promise<OutboundMessage> => {
    const alone = { head, id: head.id, notification: head.notification, absorbs: [] }
    if (head.notification.kind !== 'alert') return alone
    const [merged] = mergeUnsent((await store.unsent(name, head.orderKey)).flatMap(asUnsent))
    return merged === undefined ? alone : { head, ...merged }
  }

  const reportOf = async (
    { head, notification }: OutboundMessage,
    error: DeliveryError,
    forGood: boolean,
  ): Promise<QueuedNotification | undefined> => {
    if (!forGood && clock.now() - head.createdAt < options.reportAfterMs) return undefined
    const why = { reason: error.reason, error: error.message, forGood }
    const health = await store.health(options.channels)
    const report = refusalReport({ channel: name, notification }, why, health, clock.now())
    return report === null ? undefined : { ...report, orderKey: report.notification.id }
  }

  const refused = async (message: OutboundMessage, error: DeliveryError): Promise<void> => {
    const { head } = message
    const now = clock.now()
    const due = nextTry(error, head, now, options, random())
    const report = await reportOf(message, error, due === null)
    const about = {
      channel: name,
      notification: message.notification.id,
      attempt: head.attempts + 1,
      reason: error.reason,
      error: error.message,
    }
    if (due === null) {
      // Only the head is too old; a permanent refusal of this message concerns all of it.
      const all = error.retry.again ? [head.id] : [message.id, ...message.absorbs]
      for (const id of all) await store.markDead(id, now, error.reason, report)
      log.error(about, `${name} refused the message permanently; kept as a dead letter`)
    } else {
      await store.postpone(head.id, now, due, error.reason, report)
      log.warn({ ...about, due: new Date(due) }, `${name} did not accept the message; retrying`)
    }
    if (report !== undefined) options.wake?.()
  }

  const taken = async (message: OutboundMessage, at: number, answer: Delivered): Promise<void> => {
    const { id, notification, absorbs } = message
    const { detail = '', missed = [] } = answer
    const health = missed.length === 0 ? [] : await store.health(options.channels)
    const report = missedReport({ channel: name, notification }, { missed, detail }, health, at)
    const queued = report === null ? undefined : { ...report, orderKey: report.notification.id }
    await store.markSent(id, at, detail, absorbs, queued)
    await words?.taken(notification, message.head.orderKey)
    log[missed.length === 0 ? 'info' : 'warn'](
      {
        channel: name,
        notification: notification.id,
        attempt: message.head.attempts + 1,
        merged: absorbs.length,
        detail,
      },
      `sent to ${name}: ${notification.kind}`,
    )
    if (queued !== undefined) options.wake?.()
  }

  const deliver = async (bare: OutboundMessage, signal: AbortSignal): Promise<void> => {
    const message = words ? { ...bare, notification: words.complete(bare.notification) } : bare
    let answer: Delivered
    try {
      answer = await channel.send(message.notification, clock.now(), signal)
    } catch (cause) {
      // Stopping is no failure of the channel: the row stays due and is sent after the restart.
      if (!signal.aborted) await refused(message, asDeliveryError(cause))
      return
    }
    const at = clock.now()
    standing.settle = () => taken(message, at, answer)
    await settled()
  }

  const settled = async (): Promise<void> => {
    await standing.settle?.()
    standing.settle = null
  }

  /** Whether the hourly rate limit holds this message back. */
  const holds = async ({ notification }: OutboundMessage, now: number): Promise<boolean> =>
    options.perHour !== null &&
    !isSpared(notification) &&
    (await store.sentSince(name, hourOf(now).from)) >= options.perHour

  const sumUp = async (now: number): Promise<void> => {
    const rows = await store.held(name, now)
    const times = rows.flatMap(({ heldAt }) => heldAt ?? [])
    const notification = rollUp(
      rows.map((row) => row.notification),
      {
        channel: name,
        perHour: options.perHour ?? 0,
        from: Math.min(...times),
        to: Math.max(...times),
        now,
      },
    )
    const instead = { notification, channels: [name], orderKey: notification.id }
    await store.rollUp(
      rows.map(({ id }) => id),
      instead,
      now,
    )
    log.warn(
      { channel: name, held: rows.length },
      `${name}: messages beyond the rate limit summarized`,
    )
  }

  const breathe = async (signal: AbortSignal): Promise<void> => {
    const { lastTry } = standing
    const since = lastTry === null ? options.pauseMs : clock.now() - lastTry
    // A clock that was set back must not extend the pause.
    const wait = Math.min(options.pauseMs, options.pauseMs - since)
    if (wait > 0) await pause(wait, signal)
    standing.lastTry = clock.now()
  }

  /** The first message that may be sent now: one that waits for an explanation does not block those after it. */
  const nextMessage = async (now: number): Promise<OutboundMessage | null> => {
    for (const head of await store.due(name, now, words === null ? 1 : mostCompared)) {
      const message = await messageOf(head)
      if (head.heldAt !== null || !words?.awaits(message.notification, head.createdAt))
        return message
    }
    return null
  }

  return async (signal: AbortSignal): Promise<{ readonly tried: number }> => {
    let tried = 0
    await settled()
    while (!signal.aborted) {
      const now = clock.now()
      const message = await nextMessage(now)
      if (message === null) break
      if (message.head.heldAt !== null) {
        await sumUp(now)
        continue
      }
      const isHeld = await holds(message, now)
      if (isFollowUp(message) && (isHeld || isStale(message, now))) {
        await store.drop(message.id, now)
        continue
      }
      if (isHeld) {
        await store.hold([message.id, ...message.absorbs], hourOf(now).to, now)
        continue
      }
      await breathe(signal)
      if (signal.aborted) break
      await deliver(message, signal)
      tried++
    }
    return { tried }
  }
}

import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import type { Channel } from '../../domain/channel.ts'
import type { AlertNotification, Explanation, Notification } from '../../domain/notification.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { factsOfAlert } from '../../facts/alert-facts.ts'
import { createSilencer } from '../../routing/silence.ts'
import type { Explain } from '../report/explain.ts'
import {
  type AlertExplanationsStore,
  type MessageExplanations,
  wantsExplanation,
} from './alert-explanations-ports.ts'

/** An alert waits for its explanation until this long after it was queued, milliseconds. */
const patienceMs = 20_000
/** An older one (a restart, a channel that was down) waits this long for an explanation that may exist already. */
const shortPatienceMs = 1_000
/** An explanation is not requested if its turn comes later than this, milliseconds. */
const staleMs = 600_000
/** Calls at once: a self-hosted model answers them one after the other. */
const callsAtOnce = 4
/** Alerts whose explanations are kept for channels that have not accepted them yet. */
const mostKept = 300

type AskedFor = Pick<Channel, 'name' | 'kind'>

/** A channel that accepted an alert before its explanation, and can get another message. */
interface Notified {
  readonly channel: string
  readonly notification: AlertNotification
  readonly orderKey: string
}

/** The explanation of one alert: requested once, for all channels. */
interface Entry {
  /** Undefined while it is requested; null if there is none. */
  words: Explanation | null | undefined
  waits: boolean
  /** By the clock, epoch milliseconds: a machine that slept has waited long enough. */
  readonly until: number
  told: Notified[]
}

/** Equal for messages that would make the same prompt. */
const keyOf = ({ alert, createdAt }: AlertNotification): string =>
  JSON.stringify([alert.id, alert.total, alert.observed, createdAt])

/**
 * People read a second message; a program would take it for another alert. Alertmanager has no place for explanations.
 */
const canFollow = ({ kind }: AskedFor): boolean => kind === 'slack' || kind === 'email'
const hasPlace = ({ kind }: AskedFor): boolean => kind !== 'alertmanager'

/**
 * The message that adds the explanation to one that was sent without it. It keeps the example, although it was sent
 * before: by it a purge finds explanations of what one user wrote.
 */
const followUpOf = (
  notification: AlertNotification,
  explanation: Explanation,
  now: number,
): AlertNotification => ({
  ...notification,
  id: `words-${notification.alert.id}-${notification.id}`,
  createdAt: now,
  others: [],
  explanation,
  followUp: true,
})

/**
 * Requests explanations of alerts while they are being delivered: a message waits for at most 20 s after it was queued,
 * whatever the model does, and blocks no other one. A later explanation follows in one further message. All of this is
 * lost with the process: unsent messages then go out without an explanation at worst. `pause` resolves after so many
 * milliseconds, or rejects when `signal` ends. `wake`: something can be sent now.
 */
export const createAlertExplanations = (
  explain: Explain,
  store: AlertExplanationsStore,
  about: {
    readonly signal: AbortSignal
    readonly clock: Clock
    readonly log: Logger
    readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
    readonly wake: () => void
  },
) => {
  const { signal, clock, log, pause, wake } = about
  const entries = new LRUCache<string, Entry>({ max: mostKept })
  const turns = pLimit(callsAtOnce)

  const ask = async (notification: AlertNotification): Promise<Explanation | null> => {
    const asked = clock.now()
    const { instance, timezone, createdAt, alert } = notification
    return turns(async () => {
      if (signal.aborted || clock.now() - asked > staleMs) return null
      const facts = factsOfAlert(alert, { instance, timezone, now: createdAt })
      const { explanation } = await explain(facts, signal)
      return explanation.text === null ? null : explanation
    })
  }

  const follow = async (notified: Notified, words: Explanation): Promise<void> => {
    const { channel, notification, orderKey } = notified
    const now = clock.now()
    try {
      if (createSilencer(await store.silences(), now)(notification.alert) !== null) return
      const message = { notification: followUpOf(notification, words, now), orderKey }
      const queued = { ...message, channels: [channel] }
      if (await store.queueExplanation(queued, notification.alert.id, now)) wake()
    } catch (error) {
      if (!signal.aborted)
        log.warn({ channel, error: String(error) }, 'late explanation of an alert was not queued')
    }
  }

  const settle = async (entry: Entry, words: Explanation | null): Promise<void> => {
    entry.words = words
    entry.waits = false
    wake()
    if (words !== null) for (const notified of entry.told.splice(0)) await follow(notified, words)
  }

  const open = (notification: AlertNotification, queuedAt: number): Entry => {
    const known = entries.get(keyOf(notification))
    if (known !== undefined) return known
    // A clock that was set back must not extend the wait.
    const left = Math.min(
      Math.max(queuedAt + patienceMs - clock.now(), shortPatienceMs),
      patienceMs,
    )
    const until = clock.now() + left
    const entry: Entry = { words: undefined, waits: true, until, told: [] }
    entries.set(keyOf(notification), entry)
    void ask(notification)
      .catch(() => null)
      .then((words) => settle(entry, words))
    const over = () => {
      if (!entry.waits) return
      entry.waits = false
      wake()
    }
    pause(left, signal).then(over, over)
    return entry
  }

  return {
    /** Requests the explanation of an alert that was just queued, before a channel gets to it. */
    expect: (notification: Notification, channels: readonly AskedFor[]): void => {
      if (wantsExplanation(notification) && channels.some(hasPlace)) open(notification, clock.now())
    },

    /** For the delivery worker of a channel. */
    of: (channel: AskedFor): MessageExplanations => ({
      awaits: (notification, queuedAt) => {
        if (!hasPlace(channel) || !wantsExplanation(notification)) return false
        const { waits, until } = open(notification, queuedAt)
        return waits && clock.now() < until
      },
      complete: (notification) => {
        if (!hasPlace(channel) || !wantsExplanation(notification)) return notification
        const explanation = entries.get(keyOf(notification))?.words
        return explanation ? { ...notification, explanation } : notification
      },
      taken: async (notification, orderKey) => {
        if (!canFollow(channel) || !wantsExplanation(notification)) return
        const entry = entries.get(keyOf(notification))
        if (entry === undefined || notification.explanation !== undefined) return
        const notified = { channel: channel.name, notification, orderKey }
        if (entry.words === undefined) entry.told.push(notified)
        // It arrived while the message was being sent.
        else if (entry.words !== null) await follow(notified, entry.words)
      },
    }),
  }
}

export type AlertExplanations = ReturnType<typeof createAlertExplanations>

import type { Channel } from '../../domain/channel.ts'
import type { AlertNotification, Explanation, Notification } from '../../domain/notification.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { factsOfAlert } from '../../facts/alert-facts.ts'
import { createSilencer } from '../../routing/silence.ts'
import { createTurns } from '../ingest/turns.ts'
import type { Explain } from '../report/explain.ts'
import {
  type AlertExplanationsStore,
  type MessageExplanations,
  wantsExplanation,
} from './alert-explanations-ports.ts'

/** An alert waits for its words until this long after it was queued, milliseconds. */
const patienceMs = 20_000
/** One that is older (a restart, a channel that was out) waits this long for words that may be there already. */
const shortPatienceMs = 1_000
/** Words are not asked for any more when their turn comes later than this, milliseconds. */
const staleMs = 600_000
/** Calls at once: a model of one's own answers them one after the other. */
const callsAtOnce = 4
/** Alerts whose words are remembered for channels that have not taken them yet. */
const mostKept = 300

type AskedFor = Pick<Channel, 'name' | 'kind'>

/** A channel that took an alert before its words were there, and can be told more. */
interface Told {
  readonly channel: string
  readonly notification: AlertNotification
  readonly orderKey: string
}

/** The words of one alert: asked for once, whichever channels tell it. */
interface Entry {
  /** Undefined while they are being asked for; null when there are none. */
  words: Explanation | null | undefined
  waits: boolean
  /** By the clock, epoch milliseconds: a machine that slept has waited long enough. */
  readonly until: number
  told: Told[]
}

/** Equal for messages about which the model would be told the same. */
const keyOf = ({ alert, createdAt }: AlertNotification): string =>
  JSON.stringify([alert.id, alert.total, alert.observed, createdAt])

/** People read a second message; a program has taken the first for the whole. Alertmanager has no place for words. */
const canFollow = ({ kind }: AskedFor): boolean => kind === 'slack' || kind === 'email'
const hasPlace = ({ kind }: AskedFor): boolean => kind !== 'alertmanager'

/**
 * The message that adds the words to one that went without. It keeps the example, though that was told: by it a purge
 * finds the words about what one user wrote.
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
 * Finds words for alerts while they are on their way: a message waits for them until 20 s after it was queued and not
 * longer, whatever the model does, and keeps no other one waiting. Words that come later follow in one further
 * message. Everything here is forgotten with the process: what is unsent then goes out without words at the worst.
 * `pause` resolves after so many milliseconds, or rejects when `signal` ends. `wake`: something can be sent now.
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
  const entries = new Map<string, Entry>()
  const turns = createTurns(callsAtOnce)

  const ask = async (notification: AlertNotification): Promise<Explanation | null> => {
    const asked = clock.now()
    const { instance, timezone, createdAt, alert } = notification
    return turns.take(async () => {
      if (signal.aborted || clock.now() - asked > staleMs) return null
      const facts = factsOfAlert(alert, { instance, timezone, now: createdAt })
      const { explanation } = await explain(facts, signal)
      return explanation.text === null ? null : explanation
    })
  }

  const follow = async (told: Told, words: Explanation): Promise<void> => {
    const { channel, notification, orderKey } = told
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
    if (words !== null) for (const told of entry.told.splice(0)) await follow(told, words)
  }

  const open = (notification: AlertNotification, queuedAt: number): Entry => {
    const known = entries.get(keyOf(notification))
    if (known !== undefined) return known
    // A clock that was set back makes nobody wait longer.
    const left = Math.min(
      Math.max(queuedAt + patienceMs - clock.now(), shortPatienceMs),
      patienceMs,
    )
    const until = clock.now() + left
    const entry: Entry = { words: undefined, waits: true, until, told: [] }
    entries.set(keyOf(notification), entry)
    for (const [key] of entries) if (entries.size > mostKept) entries.delete(key)
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
    /** The words of an alert that was queued just now: on their way before a channel has time for it. */
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
        const told = { channel: channel.name, notification, orderKey }
        if (entry.words === undefined) entry.told.push(told)
        // They came while it was being sent.
        else if (entry.words !== null) await follow(told, entry.words)
      },
    }),
  }
}

export type AlertExplanations = ReturnType<typeof createAlertExplanations>

import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Channel, type Delivered, DeliveryError } from '../../../src/domain/channel.ts'
import type { Notification } from '../../../src/domain/notification.ts'
import type { Clock } from '../../../src/domain/ports.ts'
import {
  createDeliver,
  type DeliverOptions,
  deliverDefaults,
} from '../../../src/pipeline/deliver/deliver.ts'
import type { QueuedNotification } from '../../../src/pipeline/evaluate/evaluate-ports.ts'
import type { AlertExplanations } from '../../../src/pipeline/notify/alert-explanations.ts'
import { openState, type Store } from '../../../src/state/store.ts'
import { start } from '../../routing/make.ts'
import { tempFolder } from '../../state/open-temp.ts'
import { quiet } from '../../state/quiet.ts'

/** What a channel does with one message: takes it (null: for all), or throws. */
type Answer = (
  notification: Notification,
) => DeliveryError | Delivered | null | Promise<Delivered | null>

const kindOf = (name: string): Channel['kind'] =>
  name === 'webhook' || name === 'alertmanager' || name === 'email' ? name : 'slack'

/** A channel that remembers when it was sent what, and whether it said yes. */
const recordingChannel = (name: string, answer: Answer) => {
  const sent: { readonly at: number; readonly ok: boolean; readonly notification: Notification }[] =
    []
  const channel: Channel = {
    name,
    kind: kindOf(name),
    send: async (notification, at) => {
      const said = await answer(notification)
      const ok = !(said instanceof DeliveryError)
      sent.push({ at, ok, notification })
      if (!ok) throw said
      return said ?? {}
    },
    verify: async () => 'fine',
  }
  return { channel, sent }
}

/** A real outbox, channels that answer as told, and a clock that moves only when somebody waits. */
export const openPostOffice = async (
  answers: Readonly<Record<string, Answer>>,
  options: Partial<DeliverOptions> = {},
  random: () => number = () => 0,
  wrap: (store: Store) => Store = (store) => store,
  wordsOf: (store: Store, clock: Clock) => AlertExplanations | null = () => null,
) => {
  const names = Object.keys(answers)
  const clock = { at: start, now: () => clock.at }
  const url = `sqlite:${join(tempFolder(), 'state.db')}`
  const opened = await openState(url, { log: quiet, now: clock.now })
  onTestFinished(() => opened.close())
  const store = wrap(opened)
  const never = new AbortController().signal
  const words = wordsOf(store, clock)
  const channels = Object.entries(answers).map(([name, answer]) => recordingChannel(name, answer))
  const rounds = channels.map(({ channel }) =>
    createDeliver(
      store,
      channel,
      { ...deliverDefaults, channels: names, ...options },
      clock,
      quiet,
      random,
      async (ms) => {
        clock.at += ms
      },
      words?.of(channel) ?? null,
    ),
  )
  const round = async () => {
    for (const run of rounds) await run(never)
  }
  return {
    store,
    clock,
    round,
    queue: (...queue: readonly QueuedNotification[]) =>
      store.commitEvaluation({ alerts: [], queue, now: clock.at }),
    /** Moves on to whatever is due next, until nothing is or the time is up, epoch milliseconds. */
    runUntil: async (end: number) => {
      for (;;) {
        await round()
        const due = await store.nextOutboxDue()
        if (due === null || due > end) break
        clock.at = Math.max(clock.at, due)
      }
      clock.at = Math.max(clock.at, end)
    },
    sentBy: (name: string) => channels.find(({ channel }) => channel.name === name)?.sent ?? [],
  }
}

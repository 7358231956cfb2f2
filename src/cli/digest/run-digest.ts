import { randomUUID } from 'node:crypto'
import { openAppearance } from '../../app/open/open-appearance.ts'
import { openChannels } from '../../app/open/open-channels.ts'
import { digestsOf } from '../../app/open/open-digests.ts'
import { openExplain } from '../../app/open/open-explain.ts'
import { openModel } from '../../app/open/open-model.ts'
import { openPrompt } from '../../app/open/open-prompt.ts'
import { writePreview } from '../../app/write-preview.ts'
import { emailText } from '../../channels/email/email-text.ts'
import type { Config } from '../../config/config-schema.ts'
import type { Channel } from '../../domain/channel.ts'
import { messageOf } from '../../domain/reason.ts'
import { createFactsCollector } from '../../facts/collector.ts'
import { createDigest } from '../../pipeline/digest/digest.ts'
import { dayOf, localDay, shiftDay } from '../../schedule/local-day.ts'
import type { Store } from '../../state/store.ts'
import { configOf, neededState, quietLog } from '../command-setup.ts'
import { type CommandIo, type ExitCode, UsageError } from '../io.ts'
import { type DigestService, dayNamed, runDigest } from './digest-command.ts'

/** The digest that is meant, as it is configured. Throws UsageError where there is none of that name. */
const meantDigest = (config: Config, name: string | undefined) => {
  // The daily one may be looked at even where it is not sent.
  const all = digestsOf({ ...config, digest: { ...config.digest, enabled: true } }, [])
  const found = all.find((digest) => digest.name === (name ?? config.digest.name))
  if (found !== undefined) return found
  const names = all.map((digest) => digest.name).join(', ')
  throw new UsageError(`--name: there is no digest "${name}"; configured: ${names}`)
}

type Meant = ReturnType<typeof meantDigest>

const jobOf = (config: Config, meant: Meant, store: Store, io: CommandIo) => {
  const clock = { now: io.now }
  const log = quietLog(config, io)
  const { instance, timezone } = config
  const promptOf = openPrompt({ locale: config.locale, ...config.llm }, randomUUID)
  const model = openModel(config, log, io)
  const explain = openExplain(config, { model, store, promptOf }, randomUUID, clock, log)('digest')
  const collectFacts = (from: number, to: number) =>
    createFactsCollector({ instance, timezone, from, to })
  // Queued for nobody: it is sent from here, at once, so that the caller sees how it went.
  const options = { ...meant, instance, timezone, channels: [], most: 1 }
  return createDigest({ store, collectFacts, explain }, options, clock, log)
}

const chosenChannels = (
  config: Config,
  { name }: Meant,
  channels: readonly Channel[],
): readonly Channel[] => {
  const all = digestsOf({ ...config, digest: { ...config.digest, enabled: true } }, channels)
  const chosen = all.find((digest) => digest.name === name)?.channels ?? []
  return channels.filter((channel) => chosen.includes(channel.name))
}

const sentOn = async (
  channel: Channel,
  notification: Parameters<Channel['send']>[0],
  io: CommandIo,
) => {
  try {
    const { detail = '' } = await channel.send(notification, io.now(), io.signal)
    return { channel: channel.name, sent: true, detail }
  } catch (error) {
    const detail = messageOf(error)
    return { channel: channel.name, sent: false, detail }
  }
}

const serviceOf = (
  config: Config,
  meant: Meant,
  store: Store,
  sending: boolean,
  io: CommandIo,
): DigestService => {
  const job = jobOf(config, meant, store, io)
  const appearance = openAppearance(config, quietLog(config, io))
  // A day that is not over is shown, and sent, as it stands; its digest is still to be made.
  const isOver = (day: string): boolean => localDay(day, config.timezone).to <= io.now()
  const notificationOf = (day: string, signal: AbortSignal) =>
    sending && isOver(day) ? job.make(day, signal) : job.preview(day, signal)
  let last: Awaited<ReturnType<typeof notificationOf>> | undefined
  return {
    render: async (day, signal) => {
      last = await notificationOf(day, signal)
      return {
        notification: last,
        text: emailText(last, io.now(), appearance.messages, appearance.links),
      }
    },
    preview: async (day, folder, signal) => {
      const notification = last?.day === day ? last : await notificationOf(day, signal)
      return writePreview(
        notification,
        { folder, now: io.now(), from: config.email.from },
        appearance,
        signal,
      )
    },
    send: async (day, signal) => {
      const notification = last?.day === day ? last : await notificationOf(day, signal)
      const channels = chosenChannels(config, meant, openChannels(config))
      return Promise.all(channels.map((channel) => sentOn(channel, notification, io)))
    },
  }
}

export interface DigestFlags {
  readonly config?: string
  readonly date?: string
  readonly name?: string
  readonly preview?: string
  readonly send?: boolean
  readonly json?: boolean
}

/** `lookout digest`: from the state alone; LiteLLM's database is not asked. */
export const run = async (io: CommandIo, flags: DigestFlags): Promise<ExitCode> => {
  const { preview, send = false, json = false } = flags
  const date = flags.date === undefined ? undefined : dayNamed(flags.date)
  const config = configOf(flags.config, io, { sourceNeeded: false })
  const meant = meantDigest(config, flags.name)
  const store = await neededState(config, io)
  try {
    const service = serviceOf(config, meant, store, send, io)
    const options = {
      date: date ?? shiftDay(dayOf(io.now(), config.timezone), -1),
      send,
      json,
      ...(preview === undefined ? {} : { preview }),
    }
    return await runDigest(service, options, io)
  } finally {
    await store.close()
  }
}

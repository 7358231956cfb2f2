import type { Config } from '../../config/config-schema.ts'
import { type DigestEntry, ownChannel } from '../../config/digest-list.ts'
import type { Channel } from '../../domain/channel.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { createDigest, type DigestOptions, type DigestPorts } from '../../pipeline/digest/digest.ts'

/** Maximum number of missed days, or weeks, that are caught up. */
const caughtUp = { day: 7, week: 2 } as const

type Notified = Pick<DigestOptions, 'name' | 'schedule' | 'channels' | 'most' | 'period' | 'only'>

const onlyOf = ({ teams, keys, models }: DigestEntry): NonNullable<DigestOptions['only']> | null =>
  teams === undefined && keys === undefined && models === undefined
    ? null
    : { teams: teams ?? [], keys: keys ?? [], models: models ?? [] }

const listed = (entry: DigestEntry, shared: readonly string[]): Notified => {
  const { name, schedule, period, channels, to } = entry
  const only = onlyOf(entry)
  const own = to.length === 0 ? [] : [ownChannel(entry)]
  const named = shared.filter((channel) => channels.includes(channel))
  return {
    name,
    schedule,
    period,
    channels: channels.length === 0 && own.length === 0 ? shared : [...named, ...own],
    most: caughtUp[period],
    ...(only === null ? {} : { only }),
  }
}

/** All digests of a configuration: the daily one first, then those of `digests`. */
export const digestsOf = (config: Config, channels: readonly Channel[]): readonly Notified[] => {
  const { digest, digests } = config
  const shared = channels.filter(({ reserved }) => reserved !== true).map(({ name }) => name)
  const chosen = digest.channels.length > 0 ? digest.channels : shared
  const daily: Notified = {
    name: digest.name,
    schedule: digest.schedule,
    channels: shared.filter((name) => chosen.includes(name)),
    most: caughtUp.day,
  }
  return [...(digest.enabled ? [daily] : []), ...digests.map((entry) => listed(entry, shared))]
}

/** One job that makes every digest that is due. One that fails does not prevent the others. */
export const createDigests = (
  config: Config,
  channels: readonly Channel[],
  ports: DigestPorts,
  clock: Clock,
  log: Logger,
) => {
  const { instance, timezone } = config
  const all = digestsOf(config, channels).map((options) =>
    createDigest(ports, { ...options, instance, timezone }, clock, log),
  )
  return {
    run: async (signal: AbortSignal): Promise<{ readonly made: number }> => {
      let made = 0
      const failures: unknown[] = []
      for (const digest of all) {
        try {
          made += (await digest.run(signal)).made
        } catch (error) {
          signal.throwIfAborted()
          failures.push(error)
        }
      }
      if (failures.length > 0) throw failures[0]
      return { made }
    },
  }
}

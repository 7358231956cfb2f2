import { openHeartbeat } from '../../app/open/open-channels.ts'
import type { Config } from '../../config/config-schema.ts'
import type { Channel } from '../../domain/channel.ts'
import type { SystemNotification } from '../../domain/notification.ts'
import type { Clock } from '../../domain/ports.ts'
import { fail, ok, type Probe } from './check-command.ts'

/** One probe for each channel: whether the other side accepts us, as far as it can be asked without sending. */
export const channelProbes = (channels: readonly Channel[]): readonly Probe[] =>
  channels.map((channel) => ({
    about: channel.name,
    remedy: { name: channel.kind },
    run: async (signal) => [ok(channel.name, { text: await channel.verify(signal) })],
  }))

/** One probe for each channel that sends a message and says so in it. */
export const testMessageProbes = (
  channels: readonly Channel[],
  { instance, timezone }: Config,
  newId: () => string,
  clock: Clock,
): readonly Probe[] =>
  channels.map((channel) => ({
    about: `test to ${channel.name}`,
    remedy: { name: channel.kind },
    run: async (signal) => {
      const message: SystemNotification = {
        kind: 'system',
        id: newId(),
        instance,
        timezone,
        createdAt: clock.now(),
        severity: 'info',
        notice: { kind: 'test' },
      }
      const { detail } = await channel.send(message, clock.now(), signal)
      // Some recipients may have been refused while others were not.
      return [
        detail === undefined
          ? ok(`test to ${channel.name}`, { name: 'accepted' })
          : fail(`test to ${channel.name}`, { text: detail }, { name: channel.kind }),
      ]
    },
  }))

/** Calls the dead man's switch once, if there is one. */
export const heartbeatProbes = (config: Config): readonly Probe[] => {
  const beat = openHeartbeat(config)
  if (beat === null) return []
  return [
    {
      about: 'heartbeat',
      remedy: { name: 'heartbeat' },
      run: async (signal) => {
        await beat(signal)
        return [ok('heartbeat', { name: 'heartbeatTaken' })]
      },
    },
  ]
}

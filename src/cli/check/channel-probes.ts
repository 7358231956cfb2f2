import { openHeartbeat } from '../../app/open/open-channels.ts'
import type { Config } from '../../config/config-schema.ts'
import type { Channel } from '../../domain/channel.ts'
import type { SystemNotification } from '../../domain/notification.ts'
import type { Clock } from '../../domain/ports.ts'
import { fail, ok, type Probe } from './check-command.ts'

const remedies: Readonly<Record<Channel['kind'], string>> = {
  slack:
    'look up the webhook in Slack (Apps, Incoming Webhooks) and set SLACK_WEBHOOK_URL; behind a proxy, set HTTPS_PROXY',
  email: 'look at SMTP_URL (host, port, user, password) and whether the server takes EMAIL_FROM',
  webhook: "look at the webhook's URL",
  alertmanager: "look at Alertmanager's URL",
}

/** One probe for each channel: whether the other side accepts us, as far as it can be asked without sending. */
export const channelProbes = (channels: readonly Channel[]): readonly Probe[] =>
  channels.map((channel) => ({
    about: channel.name,
    remedy: remedies[channel.kind],
    run: async (signal) => [ok(channel.name, await channel.verify(signal))],
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
    remedy: remedies[channel.kind],
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
          ? ok(`test to ${channel.name}`, 'accepted')
          : fail(`test to ${channel.name}`, detail, remedies[channel.kind]),
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
      remedy: 'look at HEARTBEAT_URL, and at heartbeat.method',
      run: async (signal) => {
        await beat(signal)
        return [ok('heartbeat', 'the call was taken')]
      },
    },
  ]
}

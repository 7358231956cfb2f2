import type { Config } from '../../config/config-schema.ts'
import type { Channel } from '../../domain/channel.ts'
import type { DispatchConfig } from '../../routing/dispatch.ts'
import type { DefaultRoute } from '../../routing/route.ts'
import { pauseOf } from '../../schedule/pauses.ts'

/**
 * How often Alertmanager is sent an alert that is still firing, milliseconds. It drops an alert after its `endsAt`,
 * which is three times this ahead.
 */
const resendMs = 300_000

/** Channels for alerts that match no route: those named for that, or all channels. */
export const defaultRoute = (
  { notifications, routes }: Pick<Config, 'notifications' | 'routes'>,
  names: readonly string[],
): DefaultRoute => ({
  channels: notifications.channels.length > 0 ? notifications.channels : names,
  groupBy: notifications.groupBy,
  groupWait: notifications.groupWait,
  groupInterval: notifications.groupInterval,
  routes,
})

/** The part of the configuration that says who is notified of what. */
export const dispatchConfig = (
  config: Pick<Config, 'notifications' | 'routes' | 'muteTimes' | 'inhibit' | 'timezone' | 'poll'>,
  channels: readonly Pick<Channel, 'name' | 'kind'>[],
  now: number,
): DispatchConfig => {
  const { muteTimes, inhibit, timezone, poll } = config
  return {
    route: defaultRoute(
      config,
      channels.map(({ name }) => name),
    ),
    muteTimes,
    inhibit,
    timezone,
    evaluationIntervalMs: pauseOf(poll.schedule, timezone, now),
    resend: channels.filter(({ kind }) => kind === 'alertmanager').map(({ name }) => name),
    resendMs,
  }
}

/** Messages that a channel may get in an hour; null for no rate limit. */
export const ceilingOf = (
  { channels, notifications }: Pick<Config, 'channels' | 'notifications'>,
  { name, kind }: Pick<Channel, 'name' | 'kind'>,
): number | null =>
  // Alertmanager groups and limits by itself, and firing alerts must be sent to it again and again.
  kind === 'alertmanager'
    ? null
    : (channels.find((entry) => entry.name === name)?.perHour ?? notifications.perHour)

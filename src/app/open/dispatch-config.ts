import type { Config } from '../../config/config-schema.ts'
import type { Channel } from '../../domain/channel.ts'
import type { DispatchConfig } from '../../routing/dispatch.ts'
import type { DefaultRoute } from '../../routing/route.ts'
import { pauseOf } from '../../schedule/pauses.ts'

/**
 * How often Alertmanagers hear that an alert still fires, milliseconds. They forget one after the `endsAt` that they
 * were told, which is three times this.
 */
const resendMs = 300_000

/** Where alerts go that no route takes: the channels named for that, or all there are. */
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

/** What the configuration says about who is told what. */
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

/** Messages that a channel gets in an hour; null for no ceiling. */
export const ceilingOf = (
  { channels, notifications }: Pick<Config, 'channels' | 'notifications'>,
  { name, kind }: Pick<Channel, 'name' | 'kind'>,
): number | null =>
  // Alertmanager groups and limits by itself, and must hear again and again that an alert goes on.
  kind === 'alertmanager'
    ? null
    : (channels.find((entry) => entry.name === name)?.perHour ?? notifications.perHour)

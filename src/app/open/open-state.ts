import { hostname } from 'node:os'
import type { Config } from '../../config/config-schema.ts'
import type { SystemNotification } from '../../domain/notification.ts'
import { StateError } from '../../state/database.ts'
import { setAside, stateFile } from '../../state/location.ts'
import { openState, type Store } from '../../state/store.ts'
import type { World } from '../app-parts.ts'

const rebuiltNotice = (
  { instance, timezone }: Config,
  aside: string,
  now: number,
): SystemNotification => ({
  kind: 'system',
  id: `state-rebuilt-${now}`,
  instance,
  timezone,
  createdAt: now,
  severity: 'warning',
  notice: { kind: 'state_rebuilding', file: aside },
})

/**
 * Opens the daemon's state. A damaged file is never replaced silently: it is renamed with its date, and the new state
 * records that. Throws StateError for everything else.
 */
export const openDaemonState = async (
  config: Config,
  channels: readonly string[],
  { log, clock }: World,
): Promise<Store> => {
  const { url } = config.state
  const options = { log, now: clock.now, hold: { pid: process.pid, host: hostname() } }
  try {
    return await openState(url, options)
  } catch (error) {
    if (!(error instanceof StateError) || error.failure !== 'corrupt') throw error
    const now = clock.now()
    const aside = setAside(stateFile(url), now)
    log.error(
      { error: error.message, aside },
      'state database damaged: renamed, starting with a new one',
    )
    const store = await openState(url, options)
    await store.beginRebuilding(now)
    const notification = rebuiltNotice(config, aside, now)
    await store.notifyOnce(
      notification.id,
      { notification, channels, orderKey: notification.id },
      now,
    )
    return store
  }
}

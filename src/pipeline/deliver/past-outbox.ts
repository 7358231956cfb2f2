import type { Channel } from '../../domain/channel.ts'
import type { Notice } from '../../domain/notice.ts'
import type { SystemNotification } from '../../domain/notification.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { HOUR_MS } from '../../domain/units.ts'

/** Repeated after this while it lasts, milliseconds. */
const againMs = HOUR_MS
/** Time limit of the single attempt: a channel that is unreachable now is tried again with the next failure. */
const patienceMs = 15_000

/**
 * Notifies people when the state itself cannot be written (disk full, file gone): directly on the channels, without the
 * outbox. Once an hour, and once when it is over.
 */
export const createPastOutbox = (
  channels: readonly Channel[],
  { instance, timezone }: { readonly instance: string; readonly timezone: string },
  clock: Clock,
  log: Logger,
) => {
  let notifiedAt: number | null = null

  const send = async (notice: Notice): Promise<boolean> => {
    const now = clock.now()
    const notification: SystemNotification = {
      kind: 'system',
      id: `state-unwritable-${now}`,
      instance,
      timezone,
      createdAt: now,
      severity: 'critical',
      notice,
    }
    const shared = channels.filter(({ reserved }) => reserved !== true)
    const sends = shared.map((channel) =>
      channel.send(notification, now, AbortSignal.timeout(patienceMs)).then(
        () => true,
        (error: unknown) => {
          log.error(
            { channel: channel.name, error: String(error) },
            'notification without the outbox failed',
          )
          return false
        },
      ),
    )
    return (await Promise.all(sends)).includes(true)
  }

  return {
    /** The state could not be written, because of `reason`. */
    broken: async (reason: string): Promise<void> => {
      if (notifiedAt !== null && clock.now() - notifiedAt < againMs) return
      const notified = await send({ kind: 'state_unwritable', error: reason })
      if (notified) notifiedAt = clock.now()
    },
    /** The state was written again. */
    recovered: async (): Promise<void> => {
      if (notifiedAt === null) return
      notifiedAt = null
      await send({ kind: 'state_writable' })
    },
  }
}

import type { QueuedNotification } from '../../pipeline/evaluate/evaluate-ports.ts'
import type { NoDataStore } from '../../pipeline/evaluate/no-data.ts'
import type { Database, Executor } from '../database.ts'
import { readMeta, writeMeta } from '../meta.ts'

/** One row for each channel, all due at once. A notification that is already queued is unchanged. */
export const queueNotifications = async (
  tx: Executor,
  queue: readonly QueuedNotification[],
  now: number,
): Promise<void> => {
  for (const { notification, channels, orderKey, alerts = [] } of queue) {
    if (channels.length === 0) continue
    await tx.run(
      `INSERT INTO notifications (id, payload, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (id) DO NOTHING`,
      [notification.id, JSON.stringify(notification), now],
    )
    for (const alert of alerts) {
      await tx.run(
        `INSERT INTO told_alerts (alert_id, notification_id) VALUES ($1, $2)
         ON CONFLICT (alert_id, notification_id) DO NOTHING`,
        [alert, notification.id],
      )
    }
    for (const channel of channels) {
      await tx.run(
        `INSERT INTO outbox
         (notification_id, channel, order_key, created_at, due_at, attempts, state, reason)
         VALUES ($1, $2, $3, $4, $4, 0, 'pending', '')
         ON CONFLICT (notification_id, channel) DO NOTHING`,
        [notification.id, channel, orderKey, now],
      )
    }
  }
}

/** Names of notifications that are sent only once ever, whatever the retention of the outbox. */
export const createOnceNotices = (db: Database): Pick<NoDataStore, 'notifyOnce'> => ({
  notifyOnce: (name, message, now) =>
    db.transaction(async (tx) => {
      if ((await readMeta(tx, `said ${name}`)) !== null) return false
      await writeMeta(tx, `said ${name}`, String(now))
      await queueNotifications(tx, [message], now)
      return true
    }),
})

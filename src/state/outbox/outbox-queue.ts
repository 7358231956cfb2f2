import type { QueuedNotification } from '../../pipeline/evaluate/evaluate-ports.ts'
import type { Executor } from '../database.ts'

/** One row for each channel, all due at once. A notification that is queued already stays as it is. */
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

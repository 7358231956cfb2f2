import type { OutboxStore } from '../../pipeline/deliver/deliver-ports.ts'
import type { EvaluationStore } from '../../pipeline/evaluate/evaluate-ports.ts'
import { inChunks, int, intOrNull, text, tuples } from '../columns.ts'
import type { Executor } from '../database.ts'

/** Status of the messages about alerts. A message summarized with others counts as sent. */
export const readDeliveries = async (
  db: Executor,
  alerts: readonly string[],
): ReturnType<EvaluationStore['deliveries']> => {
  const found = new Map<string, { readonly sentAt: number | null; readonly waiting: boolean }>()
  await inChunks(
    alerts.map((id) => [id]),
    async (count, params) => {
      const rows = await db.all(
        // One channel that accepted it is enough: a failing channel must not stop the repeats on the others.
        `SELECT alert_id, MAX(sent_at) AS sent_at,
           MAX(CASE WHEN pending > 0 AND sent_at IS NULL THEN 1 ELSE 0 END) AS waiting
         FROM (SELECT t.alert_id, MAX(CASE WHEN o.state IN ('sent', 'held') THEN o.ended_at END) AS sent_at,
             SUM(CASE WHEN o.state = 'pending' THEN 1 ELSE 0 END) AS pending
           FROM told_alerts t JOIN outbox o ON o.notification_id = t.notification_id
           WHERE t.alert_id IN (VALUES ${tuples(count, 1)})
           GROUP BY t.alert_id, t.notification_id) AS messages
         GROUP BY alert_id`,
        params,
      )
      for (const row of rows) {
        const delivery = { sentAt: intOrNull(row, 'sent_at'), waiting: int(row, 'waiting') === 1 }
        found.set(text(row, 'alert_id'), delivery)
      }
    },
  )
  return found
}

export const readHealth = async (
  db: Executor,
  channels: readonly string[],
): ReturnType<OutboxStore['health']> => {
  const rows = await db.all(
    `SELECT channel, MAX(CASE WHEN state = 'sent' THEN ended_at END) AS last_sent_at,
       MAX(CASE WHEN state = 'pending' AND attempts > 0 THEN 1 ELSE 0 END) AS failing,
       MAX(CASE WHEN state = 'dead' THEN ended_at END) AS last_dead_at
     FROM outbox GROUP BY channel`,
  )
  const known = new Map(rows.map((row) => [text(row, 'channel'), row]))
  return channels.map((channel) => {
    const row = known.get(channel)
    return row === undefined
      ? { channel, lastSentAt: null, failing: false }
      : {
          channel,
          lastSentAt: intOrNull(row, 'last_sent_at'),
          failing:
            int(row, 'failing') === 1 ||
            (intOrNull(row, 'last_dead_at') ?? 0) > (intOrNull(row, 'last_sent_at') ?? 0),
        }
  })
}

import type { OutboxRow, OutboxStore } from '../jobs/deliver-ports.ts'
import type { EvaluationStore, QueuedNotification } from '../jobs/evaluate-ports.ts'
import type { Database, Executor, Row } from './database.ts'
import { inChunks, int, intOrNull, text, tuples } from './rows.ts'

/** One row for each channel, all due at once. A notification that is queued already stays as it is. */
export const queueNotifications = async (
  tx: Executor,
  queue: readonly QueuedNotification[],
  now: number,
): Promise<void> => {
  for (const { notification, channels, orderKey } of queue) {
    if (channels.length === 0) continue
    await tx.run(
      `INSERT INTO notifications (id, payload, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (id) DO NOTHING`,
      [notification.id, JSON.stringify(notification), now],
    )
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

// Dead letters step out of the way; a row that waits for its next try does not.
const FIRST_OF_ITS_KEY = `o.state = 'pending' AND NOT EXISTS (SELECT 1 FROM outbox p
  WHERE p.state = 'pending' AND p.channel = o.channel AND p.order_key = o.order_key AND p.id < o.id)`

const outboxRow = (row: Row): OutboxRow => ({
  id: int(row, 'id'),
  channel: text(row, 'channel'),
  notification: JSON.parse(text(row, 'payload')),
  orderKey: text(row, 'order_key'),
  createdAt: int(row, 'created_at'),
  dueAt: int(row, 'due_at'),
  attempts: int(row, 'attempts'),
})

export interface OutboxClock {
  /** When the next row that waits for no other is due, epoch milliseconds; null when none is unsent. */
  readonly nextOutboxDue: () => Promise<number | null>
}

const readDeliveries = async (
  db: Executor,
  orderKeys: readonly string[],
): ReturnType<EvaluationStore['deliveries']> => {
  const found = new Map<string, { readonly sentAt: number | null; readonly waiting: boolean }>()
  await inChunks(
    orderKeys.map((key) => [key]),
    async (count, params) => {
      const rows = await db.all(
        `SELECT order_key, MAX(CASE WHEN state = 'sent' THEN ended_at END) AS sent_at,
           MAX(CASE WHEN state = 'pending' THEN 1 ELSE 0 END) AS waiting
         FROM outbox WHERE order_key IN (VALUES ${tuples(count, 1)}) GROUP BY order_key`,
        params,
      )
      for (const row of rows) {
        const delivery = { sentAt: intOrNull(row, 'sent_at'), waiting: int(row, 'waiting') === 1 }
        found.set(text(row, 'order_key'), delivery)
      }
    },
  )
  return found
}

export const createOutbox = (
  db: Database,
): OutboxStore & OutboxClock & Pick<EvaluationStore, 'deliveries'> => {
  const end = async (
    id: number,
    state: 'sent' | 'dead',
    now: number,
    reason: string,
  ): Promise<void> => {
    await db.run(
      `UPDATE outbox SET state = $2, ended_at = $3, reason = $4, attempts = attempts + 1
       WHERE id = $1 AND state = 'pending'`,
      [id, state, now, reason],
    )
  }
  return {
    due: async (channel, now, limit) => {
      const rows = await db.all(
        `SELECT o.id, o.channel, o.order_key, o.created_at, o.due_at, o.attempts, n.payload
         FROM outbox o JOIN notifications n ON n.id = o.notification_id
         WHERE o.channel = $1 AND o.due_at <= $2 AND ${FIRST_OF_ITS_KEY} ORDER BY o.id LIMIT $3`,
        [channel, now, limit],
      )
      return rows.map(outboxRow)
    },
    markSent: (id, now, detail) => end(id, 'sent', now, detail),
    markDead: (id, now, reason) => end(id, 'dead', now, reason),
    postpone: async (id, dueAt, reason) => {
      await db.run(
        `UPDATE outbox SET due_at = $2, reason = $3, attempts = attempts + 1
         WHERE id = $1 AND state = 'pending'`,
        [id, dueAt, reason],
      )
    },
    deliveries: (orderKeys) => readDeliveries(db, orderKeys),
    nextOutboxDue: async () => {
      const [row] = await db.all(
        `SELECT MIN(o.due_at) AS due_at FROM outbox o WHERE ${FIRST_OF_ITS_KEY}`,
      )
      return row === undefined ? null : intOrNull(row, 'due_at')
    },
  }
}

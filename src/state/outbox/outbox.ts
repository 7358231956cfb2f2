import type { OutboxRow, OutboxStore } from '../../pipeline/deliver/deliver-ports.ts'
import type { EvaluationStore, QueuedNotification } from '../../pipeline/evaluate/evaluate-ports.ts'
import type { AlertExplanationsStore } from '../../pipeline/notify/alert-explanations-ports.ts'
import { int, intOrNull, text } from '../columns.ts'
import type { Database, Executor, Row, Value } from '../database.ts'
import { readDeliveries, readHealth } from './deliveries.ts'
import { queueNotifications } from './outbox-queue.ts'
import { storedNotification } from './stored-notification.ts'

// Dead letters and rows that are held back do not block later rows; a row that waits for a retry does.
const FIRST_OF_ITS_KEY = `o.state = 'pending' AND (o.held_at IS NOT NULL OR NOT EXISTS (
  SELECT 1 FROM outbox p WHERE p.state = 'pending' AND p.held_at IS NULL
    AND p.channel = o.channel AND p.order_key = o.order_key AND p.id < o.id))`

// A clock that was set back delays nothing: what was never tried is due at once, and so is what was tried "later".
const DUE = `(o.due_at <= $2 OR (o.attempts = 0 AND o.held_at IS NULL) OR COALESCE(o.held_at, o.tried_at) > $2)`

const ROWS = `SELECT o.id, o.channel, o.order_key, o.created_at, o.due_at, o.attempts, o.held_at, n.payload
  FROM outbox o JOIN notifications n ON n.id = o.notification_id`

const outboxRow = (row: Row): OutboxRow => ({
  id: int(row, 'id'),
  channel: text(row, 'channel'),
  notification: storedNotification(text(row, 'payload')),
  orderKey: text(row, 'order_key'),
  createdAt: int(row, 'created_at'),
  dueAt: int(row, 'due_at'),
  attempts: int(row, 'attempts'),
  heldAt: intOrNull(row, 'held_at'),
})

export interface OutboxClock {
  /** When the next row that does not wait for another is due, epoch milliseconds; null if none is unsent. */
  readonly nextOutboxDue: (channel?: string) => Promise<number | null>
}

/** A finished row stays finished. */
const end = (
  tx: Executor,
  id: number,
  state: 'sent' | 'dead' | 'merged' | 'held',
  now: number,
  reason: string,
): Promise<number> =>
  tx.run(
    `UPDATE outbox SET state = $2, ended_at = $3, reason = $4 WHERE id = $1 AND state = 'pending'`,
    [id, state, now, reason],
  )

const tried = (tx: Executor, id: number): Promise<number> =>
  tx.run(`UPDATE outbox SET attempts = attempts + 1 WHERE id = $1 AND state = 'pending'`, [id])

export const createOutbox = (
  db: Database,
): OutboxStore &
  OutboxClock &
  Pick<AlertExplanationsStore, 'queueExplanation'> &
  Pick<EvaluationStore, 'deliveries'> => {
  const rows = async (sql: string, params: readonly Value[]): Promise<readonly OutboxRow[]> =>
    (await db.all(`${ROWS} WHERE ${sql}`, params)).map(outboxRow)
  const reported = async (
    tx: Executor,
    report: QueuedNotification | undefined,
    now: number,
  ): Promise<void> => {
    if (report !== undefined) await queueNotifications(tx, [report], now)
  }
  return {
    due: (channel, now, limit) =>
      rows(`o.channel = $1 AND ${DUE} AND ${FIRST_OF_ITS_KEY} ORDER BY o.id LIMIT $3`, [
        channel,
        now,
        limit,
      ]),
    unsent: (channel, orderKey) =>
      rows(
        `o.state = 'pending' AND o.held_at IS NULL AND o.channel = $1 AND o.order_key = $2
         ORDER BY o.id LIMIT 500`,
        [channel, orderKey],
      ),
    held: (channel, now) =>
      rows(
        `o.state = 'pending' AND o.held_at IS NOT NULL AND o.channel = $1 AND ${DUE}
         ORDER BY o.id`,
        [channel, now],
      ),
    markSent: (id, now, detail, absorbed = [], report = undefined) =>
      db.transaction(async (tx) => {
        await tried(tx, id)
        if ((await end(tx, id, 'sent', now, detail)) > 0) await reported(tx, report, now)
        for (const each of absorbed) await end(tx, each, 'merged', now, `sent with ${id}`)
      }),
    markDead: (id, now, reason, report) =>
      db.transaction(async (tx) => {
        await tried(tx, id)
        if ((await end(tx, id, 'dead', now, reason)) > 0) await reported(tx, report, now)
      }),
    postpone: (id, now, dueAt, reason, report) =>
      db.transaction(async (tx) => {
        const changed = await tx.run(
          `UPDATE outbox SET tried_at = $2, due_at = $3, reason = $4, attempts = attempts + 1
           WHERE id = $1 AND state = 'pending'`,
          [id, now, dueAt, reason],
        )
        if (changed > 0) await reported(tx, report, now)
      }),
    drop: async (id, now) => {
      await end(db, id, 'merged', now, 'not needed any more')
    },
    queueExplanation: (message, alert, now) =>
      db.transaction(async (tx) => {
        const open = await tx.all("SELECT id FROM alerts WHERE id = $1 AND state = 'firing'", [
          alert,
        ])
        if (open.length > 0) await queueNotifications(tx, [message], now)
        return open.length > 0
      }),
    hold: (ids, until, now) =>
      db.transaction(async (tx) => {
        for (const id of ids) {
          await tx.run(
            `UPDATE outbox SET due_at = $2, held_at = $3, reason = 'held back'
             WHERE id = $1 AND state = 'pending'`,
            [id, until, now],
          )
        }
      }),
    rollUp: (ids, instead, now) =>
      db.transaction(async (tx) => {
        for (const id of ids) await end(tx, id, 'held', now, instead.notification.id)
        await queueNotifications(tx, [instead], now)
      }),
    sentSince: async (channel, since) => {
      const [row = {}] = await db.all(
        `SELECT COUNT(*) AS n FROM outbox WHERE state = 'sent' AND channel = $1 AND ended_at >= $2`,
        [channel, since],
      )
      return int(row, 'n')
    },
    health: (channels) => readHealth(db, channels),
    deliveries: (alerts) => readDeliveries(db, alerts),
    nextOutboxDue: async (channel) => {
      const [row] =
        channel === undefined
          ? await db.all(`SELECT MIN(o.due_at) AS due_at FROM outbox o WHERE ${FIRST_OF_ITS_KEY}`)
          : await db.all(
              `SELECT MIN(o.due_at) AS due_at FROM outbox o
               WHERE o.channel = $1 AND ${FIRST_OF_ITS_KEY}`,
              [channel],
            )
      return row === undefined ? null : intOrNull(row, 'due_at')
    },
  }
}

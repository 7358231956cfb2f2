import type { DigestStore, MadeDigest } from '../../pipeline/digest/digest-ports.ts'
import { int, text } from '../columns.ts'
import type { Database, Executor, Row } from '../database.ts'
import { readNewestEvent, streamEvents } from '../events/event-stream.ts'
import { queueNotifications } from '../outbox/outbox-queue.ts'
import { storedNotification } from '../outbox/stored-notification.ts'

const madeDigest = (row: Row): MadeDigest => ({
  day: text(row, 'day'),
  uptoEvent: int(row, 'upto_event'),
  notification: storedNotification(text(row, 'payload')),
})

const SELECT = 'SELECT day, upto_event, payload FROM digests WHERE digest = $1'

/** The newest day that each digest covered. `madeAt` in epoch milliseconds. */
export interface LastDigest {
  readonly digest: string
  readonly day: string
  readonly madeAt: number
}

export const readLastDigests = async (db: Executor): Promise<readonly LastDigest[]> => {
  const rows = await db.all(
    `SELECT digest, day, made_at FROM digests AS d
     WHERE day = (SELECT MAX(day) FROM digests AS l WHERE l.digest = d.digest) ORDER BY digest`,
  )
  return rows.map((row) => ({
    digest: text(row, 'digest'),
    day: text(row, 'day'),
    madeAt: int(row, 'made_at'),
  }))
}

export const createDigests = (
  db: Database,
): Omit<DigestStore, 'watchingSince' | 'reportedUpto'> => ({
  lastDigest: async (digest) => {
    const [row] = await db.all(`${SELECT} ORDER BY day DESC LIMIT 1`, [digest])
    return row === undefined ? null : madeDigest(row)
  },
  madeDigest: async (digest, day) => {
    const [row] = await db.all(`${SELECT} AND day = $2`, [digest, day])
    return row === undefined ? null : madeDigest(row)
  },
  newestEvent: () => readNewestEvent(db),
  periodEvents: ({ from, to, afterEvent, uptoEvent }) =>
    streamEvents(db, { period: { from, to: to - 1 }, after: afterEvent, upto: uptoEvent }, 'ASC'),
  makeDigest: ({ digest, day, uptoEvent, now, notification, queue }) =>
    db.transaction(async (tx) => {
      const made = await tx.run(
        `INSERT INTO digests (digest, day, upto_event, made_at, payload) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (digest, day) DO NOTHING`,
        [digest, day, uptoEvent, now, JSON.stringify(notification)],
      )
      if (made === 0) return false
      await queueNotifications(tx, queue, now)
      return true
    }),
})

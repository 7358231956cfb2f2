import type { Database } from './database.ts'
import { readNewestEvent } from './events/event-stream.ts'
import { readMeta, writeMeta } from './meta.ts'

const REBUILDING = 'rebuilding'
const REPORTED_UPTO = 'told upto'

/** A state that replaces one that was lost: what happened before its creation counts as reported. */
export interface Rebuilding {
  /** Marks this state as rebuilt, from `at` on (epoch milliseconds). */
  readonly beginRebuilding: (at: number) => Promise<void>
  /** Start of the rebuild, until the first poll has finished; null otherwise. */
  readonly rebuildingSince: () => Promise<number | null>
  /** ONE transaction: all existing events count as reported, and the rebuild ends. */
  readonly endRebuilding: (now: number) => Promise<void>
  /** Events up to this number count as reported by digests of the lost state; 0 if there was none. */
  readonly reportedUpto: () => Promise<number>
}

export const createRebuilding = (db: Database): Rebuilding => ({
  beginRebuilding: (at) => writeMeta(db, REBUILDING, String(at)),
  rebuildingSince: async () => {
    const at = await readMeta(db, REBUILDING)
    return at === null || at === '' ? null : Number(at)
  },
  endRebuilding: (now) =>
    db.transaction(async (tx) => {
      await tx.run(
        `INSERT INTO reports (started_at, folder, stamp, after_event, upto_event, count, finished_at, files)
         SELECT $1, '', 'rebuilt', COALESCE((SELECT MAX(upto_event) FROM reports), 0), MAX(id), 0, $1, '[]'
         FROM events HAVING COUNT(*) > 0`,
        [now],
      )
      await writeMeta(tx, REPORTED_UPTO, String(await readNewestEvent(tx)))
      await writeMeta(tx, REBUILDING, '')
    }),
  reportedUpto: async () => Number((await readMeta(db, REPORTED_UPTO)) ?? 0),
})

import type { NoDataStore } from '../../pipeline/evaluate/no-data-ports.ts'
import type { Database } from '../database.ts'
import { readMeta, writeMeta } from '../meta.ts'
import { queueNotifications } from './outbox-queue.ts'

/** What is told once for ever under a name, whatever the retention of the outbox. */
export const createOnceNotices = (db: Database): Pick<NoDataStore, 'notifyOnce'> => ({
  notifyOnce: (name, message, now) =>
    db.transaction(async (tx) => {
      if ((await readMeta(tx, `said ${name}`)) !== null) return false
      await writeMeta(tx, `said ${name}`, String(now))
      await queueNotifications(tx, [message], now)
      return true
    }),
})

import type { PageStore, WatcherView } from '../jobs/page-ports.ts'
import { readOpenAlerts } from './alerts.ts'
import type { Database } from './database.ts'
import { createDigests, readLastDigests } from './digests.ts'
import { createLateness } from './lateness.ts'
import { readMarks } from './marks.ts'
import { readLastReport } from './reports.ts'
import { int } from './rows.ts'
import { readOutbox } from './status.ts'
import { createAlertViews } from './views-alerts.ts'
import { createCountViews } from './views-counts.ts'
import { createEventViews } from './views-events.ts'
import { createGroupViews } from './views-groups.ts'
import { createHours, HOUR_MS } from './views-hours.ts'
import { createSeriesBook } from './views-series.ts'
import { createToldViews } from './views-told.ts'
import { readPolls, readWatchingSince } from './watching.ts'

const WEEK_MS = 7 * 24 * HOUR_MS
/** Hours that are read ahead in one go. */
const AHEAD = 6

const readWatcher = async (db: Database, now: number): Promise<WatcherView> => {
  const polls = await readPolls(db)
  const [sum = {}] = await db.all('SELECT COUNT(*) AS groups FROM groups WHERE count > 0')
  return {
    watchingSince: await readWatchingSince(db),
    lastPoll: polls.last,
    lastGoodPollAt: polls.lastGoodAt,
    marks: await readMarks(db),
    groups: int(sum, 'groups'),
    openAlerts: await readOpenAlerts(db),
    outbox: await readOutbox(db, now),
    lastReport: await readLastReport(db),
    lastDigests: await readLastDigests(db),
    lateness: await createLateness(db).lateness(now - WEEK_MS),
  }
}

/**
 * What people look at. Only reads, each query by itself: a page may mix two moments, and no commit ever waits for a
 * visitor. `clock` in epoch milliseconds.
 */
export const createViews = (db: Database, clock: () => number): PageStore => {
  const hours = createHours(db)
  const book = createSeriesBook(db)
  return {
    warm: async (signal) => {
      const now = Math.floor(clock() / HOUR_MS)
      await book.all()
      for (let hour = now; hour > now - 31 * 24 && !signal.aborted; hour -= AHEAD) {
        await hours.between(hour - AHEAD, hour)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    ...createCountViews(db, hours, book),
    ...createGroupViews(db, hours, book),
    ...createEventViews(db, hours, book),
    ...createAlertViews(db, book),
    ...createToldViews(db),
    choices: book.choices,
    madeDigest: createDigests(db).madeDigest,
    watcher: () => readWatcher(db, clock()),
  }
}

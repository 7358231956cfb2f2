import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import type { MonitorView, PageStore, ReportRow } from '../../web/read-model.ts'
import { readOpenAlerts } from '../alerts/alert-rows.ts'
import { int } from '../columns.ts'
import type { Database } from '../database.ts'
import { readHighWaterMarks } from '../events/high-water-marks.ts'
import { createLateness } from '../events/lateness-counts.ts'
import { readRetries } from '../events/request-rows.ts'
import { readPolls, readWatchingSince } from '../events/watching.ts'
import { createDigests, readLastDigests } from '../reports/digest-rows.ts'
import { type LastReport, readLastReport } from '../reports/report-rows.ts'
import { readOutbox } from '../state-status.ts'
import { createAlertViews } from './views-alerts.ts'
import { createBucketSizes } from './views-buckets.ts'
import { createCountViews } from './views-counts.ts'
import { createEventViews } from './views-events.ts'
import { createGroupViews } from './views-groups.ts'
import { createNotificationViews } from './views-notifications.ts'
import { createSeriesBook } from './views-series.ts'

const WEEK_MS = 7 * DAY_MS
/** What is read ahead at once. */
const AHEAD_MS = 6 * HOUR_MS

const reportOf = (report: LastReport | null): ReportRow | null => {
  if (report === null) return null
  const { id, startedAt, folder, stamp, count, finishedAt } = report
  return { id, startedAt, folder, stamp, count, finishedAt }
}

const readMonitor = async (db: Database, now: number): Promise<MonitorView> => {
  const polls = await readPolls(db)
  const [sum = {}] = await db.all('SELECT COUNT(*) AS groups FROM groups WHERE count > 0')
  return {
    watchingSince: await readWatchingSince(db),
    lastPoll: polls.last,
    lastGoodPollAt: polls.lastGoodAt,
    marks: await readHighWaterMarks(db),
    groups: int(sum, 'groups'),
    retries: await readRetries(db, now - DAY_MS, now + MINUTE_MS),
    openAlerts: await readOpenAlerts(db),
    outbox: await readOutbox(db, now),
    lastReport: reportOf(await readLastReport(db)),
    lastDigests: await readLastDigests(db),
    lateness: await createLateness(db).lateness(now - WEEK_MS),
  }
}

/**
 * Queries for the page. Read-only, each query separately: a page may mix two moments, and commits never wait for a
 * visitor. `clock` in epoch milliseconds.
 */
export const createViews = (db: Database, clock: () => number): PageStore => {
  const sizes = createBucketSizes(db)
  const book = createSeriesBook(db)
  return {
    warm: async (signal) => {
      const now = clock()
      await book.all()
      await sizes.quarters.between(now - DAY_MS, now)
      for (let to = now; to > now - 31 * DAY_MS && !signal.aborted; to -= AHEAD_MS) {
        await sizes.hours.between(to - AHEAD_MS, to)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    ...createCountViews(db, sizes, book),
    ...createGroupViews(db, sizes, book),
    ...createEventViews(db, sizes.hours, book),
    ...createAlertViews(db, book),
    ...createNotificationViews(db),
    choices: book.choices,
    madeDigest: createDigests(db).madeDigest,
    monitor: () => readMonitor(db, clock()),
  }
}

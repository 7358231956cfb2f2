import type { ReportClaim, ReportStore } from '../../pipeline/report/report-ports.ts'
import { int, intOrNull, text } from '../columns.ts'
import type { Database, Executor, Row } from '../database.ts'
import { readNewestEvent, streamEvents } from '../events/event-stream.ts'
import { queueNotifications } from '../outbox/outbox-queue.ts'

const COLUMNS = 'id, started_at, folder, stamp, after_event, upto_event, count, finished_at'

const claimOf = (row: Row): ReportClaim => ({
  id: int(row, 'id'),
  startedAt: int(row, 'started_at'),
  folder: text(row, 'folder'),
  stamp: text(row, 'stamp'),
  afterEvent: int(row, 'after_event'),
  uptoEvent: int(row, 'upto_event'),
  count: int(row, 'count'),
})

/** The stamp, or the first of `stamp-2`, `stamp-3` … that is not used in this folder. */
const freeStamp = async (tx: Executor, folder: string, stamp: string): Promise<string> => {
  const rows = await tx.all('SELECT stamp FROM reports WHERE folder = $1', [folder])
  const taken = new Set(rows.map((row) => text(row, 'stamp')))
  for (let suffix = 1; ; suffix += 1) {
    const name = suffix === 1 ? stamp : `${stamp}-${suffix}`
    if (!taken.has(name)) return name
  }
}

const claim = async (
  tx: Executor,
  wanted: { readonly startedAt: number; readonly folder: string; readonly stamp: string },
): Promise<ReportClaim | null> => {
  const [last = {}] = await tx.all('SELECT COALESCE(MAX(upto_event), 0) AS upto FROM reports')
  const after = int(last, 'upto')
  const upto = await readNewestEvent(tx)
  const [range = {}] = await tx.all(
    'SELECT COUNT(*) AS n FROM events WHERE id > $1 AND id <= $2 AND twin_of IS NULL',
    [after, upto],
  )
  const count = int(range, 'n')
  if (count === 0) return null
  const stamp = await freeStamp(tx, wanted.folder, wanted.stamp)
  const [row = {}] = await tx.all(
    `INSERT INTO reports (started_at, folder, stamp, after_event, upto_event, count, files)
     VALUES ($1, $2, $3, $4, $5, $6, '[]') RETURNING ${COLUMNS}`,
    [wanted.startedAt, wanted.folder, stamp, after, upto, count],
  )
  return claimOf(row)
}

export interface LastReport extends ReportClaim {
  readonly finishedAt: number | null
}

export const readLastReport = async (db: Executor): Promise<LastReport | null> => {
  const [row] = await db.all(`SELECT ${COLUMNS} FROM reports ORDER BY id DESC LIMIT 1`)
  return row === undefined ? null : { ...claimOf(row), finishedAt: intOrNull(row, 'finished_at') }
}

export const createReports = (db: Database): ReportStore => ({
  unfinishedReports: async () => {
    const rows = await db.all(
      `SELECT ${COLUMNS} FROM reports WHERE finished_at IS NULL ORDER BY id`,
    )
    return rows.map(claimOf)
  },
  claimReport: (wanted) => db.transaction((tx) => claim(tx, wanted)),
  reportEvents: ({ afterEvent, uptoEvent }) =>
    streamEvents(db, { after: afterEvent, upto: uptoEvent }, 'DESC'),
  finishReport: ({ id, now, files, queue }) =>
    db.transaction(async (tx) => {
      const finished = await tx.run(
        'UPDATE reports SET finished_at = $2, files = $3 WHERE id = $1 AND finished_at IS NULL',
        [id, now, JSON.stringify(files)],
      )
      // Finished before: its notification is queued already.
      if (finished > 0) await queueNotifications(tx, queue, now)
    }),
})

import type { SourceTable } from '../../domain/event.ts'
import type { HighWaterMark } from '../../pipeline/ingest/poll-ports.ts'
import type { SweepStore } from '../../pipeline/ingest/sweep.ts'
import { int, tableNumber, tableOf, text } from '../columns.ts'
import type { Database, Executor } from '../database.ts'
import { readMeta, writeMeta } from '../meta.ts'

export const readHighWaterMarks = async (
  db: Executor,
): Promise<ReadonlyMap<SourceTable, HighWaterMark>> => {
  const rows = await db.all('SELECT tbl, start_ms, request_id FROM marks ORDER BY tbl')
  return new Map(
    rows.map((row) => [
      tableOf(row, 'tbl'),
      { startTime: int(row, 'start_ms'), requestId: text(row, 'request_id') },
    ]),
  )
}

export const writeHighWaterMark = async (
  tx: Executor,
  table: SourceTable,
  mark: HighWaterMark,
): Promise<void> => {
  await tx.run(
    `INSERT INTO marks (tbl, start_ms, request_id) VALUES ($1, $2, $3)
     ON CONFLICT (tbl) DO UPDATE SET start_ms = excluded.start_ms, request_id = excluded.request_id`,
    [tableNumber(table), mark.startTime, mark.requestId],
  )
}

const nameOf = (table: SourceTable, ageMs: number): string => `swept ${table} ${ageMs}`

export const createSweeps = (db: Database): Omit<SweepStore, 'watchingSince'> => ({
  sweptUpTo: async (table, ageMs) => {
    const upTo = await readMeta(db, nameOf(table, ageMs))
    return upTo === null ? null : Number(upTo)
  },
  recordSweep: (table, ageMs, upTo) => writeMeta(db, nameOf(table, ageMs), String(upTo)),
})

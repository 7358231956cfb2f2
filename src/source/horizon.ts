import type { Query } from './connection/connection.ts'
import type { LogTable } from './failure-sql.ts'
import { stampText } from './rows/stamps.ts'

/** Where a table's rows begin to matter. Epoch milliseconds; null: none, or too expensive to find out. */
export interface Horizon {
  /** Start of the newest row that is not from the future, successes included. */
  readonly newest: number | null
  /** Rows inserted after this have the real time of insertion in created_at; null if the column is missing. */
  readonly truthfulAfter: number | null
}

/** Rows of any outcome with startTime in [from, to), counted up to `most`. */
export async function countRows(
  log: LogTable,
  stretch: { readonly from: number; readonly to: number; readonly most: number },
  query: Query,
): Promise<number> {
  const type = log.shape.columns.get('startTime')?.type
  const [row] = await query(
    `SELECT count(*)::float8 AS "n" FROM (SELECT 1 FROM ${log.shape.sql} AS t
     WHERE t."startTime" >= $1::${type} AND t."startTime" < $2::${type} LIMIT $3::int) AS counted`,
    [stampText(stretch.from), stampText(stretch.to), stretch.most],
  )
  return Number(row?.['n'])
}

/**
 * Two reads at the ends of the startTime index. The migration that added created_at set its own time in all older rows:
 * the oldest row has that time, or was inserted after it. Only for a table with this index.
 */
export async function readHorizon(log: LogTable, now: number, query: Query): Promise<Horizon> {
  const { columns, sql } = log.shape
  const type = columns.get('startTime')?.type
  const [newest] = await query(
    `SELECT ${log.stamps.epoch('startTime')} AS "at" FROM ${sql} AS t
     WHERE t."startTime" <= $1::${type} ORDER BY t."startTime" DESC LIMIT 1`,
    [stampText(now)],
  )
  const at = newest?.['at']
  if (!columns.has('created_at')) {
    return { newest: typeof at === 'number' ? at : null, truthfulAfter: null }
  }
  const [oldest] = await query(
    `SELECT ${log.stamps.epoch('created_at')} AS "at" FROM ${sql} AS t ORDER BY t."startTime" LIMIT 1`,
  )
  const made = oldest?.['at']
  return {
    newest: typeof at === 'number' ? at : null,
    truthfulAfter: typeof made === 'number' ? made : null,
  }
}

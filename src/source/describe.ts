import type { SourceTable } from '../events/event.ts'
import type { Query } from './connection.ts'
import { isFailure, type LogTable } from './failure-sql.ts'
import { type Shape, type Usability, usability } from './shape.ts'
import { stampText } from './stamps.ts'

/** One log table as this role finds it. Times in epoch milliseconds; null for none. */
export interface TableDescription {
  readonly table: SourceTable
  readonly usability: Usability
  /** Columns that are there but may not be read. */
  readonly unreadable: readonly string[]
  readonly columns: readonly string[]
  readonly partitioned: boolean
  /** Whether a read bounded by time is cheap. */
  readonly timeIndexed: boolean
  readonly indexes: readonly (readonly string[])[]
  readonly estimatedRows: number
  readonly newestFailure: number | null
  /** Newest row that is no failure; null for ErrorLogs, which has none. */
  readonly newestSuccess: number | null
}

/** What this role may do beside reading. A source needs none of it. */
export interface RoleDescription {
  readonly user: string
  readonly superuser: boolean
  /** It could change LiteLLM's log tables. */
  readonly canWrite: boolean
}

export interface SourceDescription {
  /** host:port/database. */
  readonly where: string
  readonly schema: string
  readonly elsewhere: readonly string[]
  readonly tables: readonly TableDescription[]
  readonly tokensReadable: boolean
  readonly role: RoleDescription
  /** The statements that would grant what is read. */
  readonly grants: string
  readonly now: number
  readonly lookbackMs: number
}

/** Tables without an index on startTime are looked through whole only up to this many rows. */
const MOST_UNINDEXED = 1_000_000

/** Start of the newest row of a kind with startTime in [from, now], epoch milliseconds. */
export async function newestRow(
  log: LogTable,
  kind: 'failure' | 'success',
  from: number,
  query: Query,
): Promise<number | null> {
  if (!log.shape.timeIndexed && log.shape.estimatedRows > MOST_UNINDEXED) return null
  const type = log.shape.columns.get('startTime')?.type
  const condition = kind === 'failure' ? isFailure(log) : `(${isFailure(log)}) IS NOT TRUE`
  const rows = await query(
    `SELECT ${log.stamps.epoch('startTime')} AS "start" FROM ${log.shape.sql} AS t
     WHERE t."startTime" >= $1::${type} AND ${condition} ORDER BY t."startTime" DESC LIMIT 1`,
    [stampText(from)],
  )
  const start = rows[0]?.['start']
  return typeof start === 'number' ? start : null
}

/** A table without its newest rows, which take a read of their own. */
export function describeTable(
  table: SourceTable,
  shape: Shape,
): Omit<TableDescription, 'newestFailure' | 'newestSuccess'> {
  const found = shape.tables.get(table)
  return {
    table,
    usability: usability(shape, table),
    unreadable: found?.unreadable ?? [],
    columns: [...(found?.columns.keys() ?? [])],
    partitioned: found?.partitioned ?? false,
    timeIndexed: found?.timeIndexed ?? false,
    indexes: found?.indexes ?? [],
    estimatedRows: found?.estimatedRows ?? 0,
  }
}

export async function describeRole(shape: Shape, query: Query): Promise<RoleDescription> {
  const logs = [shape.tables.get('SpendLogs'), shape.tables.get('ErrorLogs')]
  const oids = logs.flatMap((table) => (table === undefined ? [] : [table.oid]))
  const [row] = await query(
    `SELECT current_user::text AS "user", r.rolsuper AS "superuser",
       coalesce((SELECT bool_or(has_table_privilege(o::oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
         FROM unnest($1::bigint[]) AS o), false) AS "canWrite"
     FROM pg_catalog.pg_roles r WHERE r.rolname = current_user`,
    [oids],
  )
  return {
    user: String(row?.['user'] ?? ''),
    superuser: row?.['superuser'] === true,
    canWrite: row?.['canWrite'] === true,
  }
}

import type { SourceTable } from '../../domain/event.ts'
import { type CheapCheck, isCheap } from '../cheap-check.ts'
import type { Query } from '../connection/connection.ts'
import { isFailure, type LogTable } from '../failure-sql.ts'
import { PROMPTS } from '../rows/full-rows.ts'
import { stampText } from '../rows/stamps.ts'
import { type Shape, type Usability, usability } from './shape.ts'

/** One log table as this role sees it. Times in epoch milliseconds; null for none. */
export interface TableDescription {
  readonly table: SourceTable
  readonly usability: Usability
  /** Columns that exist but may not be read. */
  readonly unreadable: readonly string[]
  readonly columns: readonly string[]
  readonly partitioned: boolean
  /** Whether a read bounded by time is cheap. */
  readonly timeIndexed: boolean
  readonly indexes: readonly (readonly string[])[]
  readonly estimatedRows: number
  /** Size on disk, with indexes; null if it cannot be seen. */
  readonly bytes: number | null
  /** Whether the database would scan the whole table for a poll, whatever indexes there are. */
  readonly readWhole: boolean
  /**
   * Oldest row with a timestamp from when LiteLLM wrote the proxy's local time; null for none, or if it is too
   * expensive to find out.
   */
  readonly oldestLocal: number | null
  readonly newestFailure: number | null
  /** Newest row that is not a failure; null for ErrorLogs, which has none. */
  readonly newestSuccess: number | null
}

/** Other privileges of this role. A source needs none of them. */
export interface RoleDescription {
  readonly user: string
  readonly superuser: boolean
  /** It can change LiteLLM's log tables. */
  readonly canWrite: boolean
  /** Readable columns with prompts and bodies. */
  readonly prompts: readonly string[]
}

export interface SourceDescription {
  /** host:port/database. */
  readonly where: string
  readonly schema: string
  readonly elsewhere: readonly string[]
  readonly tables: readonly TableDescription[]
  readonly tokensReadable: boolean
  readonly role: RoleDescription
  /** The statements that grant what is read. */
  readonly grants: string
  /** Time zone for timestamps from before February 2025. */
  readonly timezone: string
  readonly now: number
  readonly lookbackMs: number
}

/** Start of the newest row of a kind with startTime in [from, now], epoch milliseconds. */
export async function newestRow(
  log: LogTable,
  kind: 'failure' | 'success',
  from: number,
  query: Query,
): Promise<number | null> {
  if (!isCheap(log.shape)) return null
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

/** What the catalogue knows about a table; the rest requires reading the table. */
export function describeTable(
  table: SourceTable,
  shape: Shape,
): Omit<TableDescription, 'newestFailure' | 'newestSuccess' | keyof CheapCheck> {
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
    prompts: logs.flatMap((table) =>
      [...(table?.columns.keys() ?? [])].filter((column) => PROMPTS.has(column)),
    ),
  }
}

import type { SourceTable } from '../../domain/event.ts'

/** A readable column. `precision`: digits of a second's fraction, for times. */
export interface Column {
  readonly type: string
  readonly precision: number
}

/** One of LiteLLM's tables. */
export interface TableShape {
  readonly name: string
  /** Schema and name, quoted for SQL. */
  readonly sql: string
  /** Its OID in the catalogue. */
  readonly oid: number
  /** Columns that this role may read, in the table's order. */
  readonly columns: ReadonlyMap<string, Column>
  /** Columns that exist but may not be read. */
  readonly unreadable: readonly string[]
  readonly partitioned: boolean
  /** Whether a read bounded by startTime is cheap; true for a view, whose table cannot be seen. */
  readonly timeIndexed: boolean
  /** Columns of each valid index. */
  readonly indexes: readonly (readonly string[])[]
  /** From the catalogue's statistics; 0 if there are none yet. */
  readonly estimatedRows: number
}

/** LiteLLM's tables by their names without prefix: SpendLogs, ErrorLogs, VerificationToken, TeamTable. */
export interface Shape {
  readonly schema: string
  readonly tables: ReadonlyMap<string, TableShape>
  /** Other schemas with a SpendLogs table, for the hint if ours has none. */
  readonly elsewhere: readonly string[]
}

/** What this role can do with a log table. `unusable`: it exists, but required columns are not readable. */
export type Usability = 'usable' | 'unusable' | 'missing'

/** Whether failures can be read from a table. */
export function usability(shape: Shape, table: SourceTable): Usability {
  const found = shape.tables.get(table)
  if (found === undefined) return 'missing'
  const has = (column: string) => found.columns.has(column)
  const identified = has('request_id') && has('startTime')
  const notified = table === 'ErrorLogs' || has('status') || has('metadata')
  return identified && notified ? 'usable' : 'unusable'
}

/** Log tables that can be read, SpendLogs first. */
export function usableTables(shape: Shape): readonly SourceTable[] {
  const tables: readonly SourceTable[] = ['SpendLogs', 'ErrorLogs']
  return tables.filter((table) => usability(shape, table) === 'usable')
}

import type { FullRow } from '../jobs/report-ports.ts'
import type { Row } from './connection.ts'
import type { LogTable } from './failure-sql.ts'
import { quoted } from './quote.ts'

/** Columns that hold what people asked and what models answered. */
export const PROMPTS: ReadonlySet<string> = new Set([
  'messages',
  'response',
  'proxy_server_request',
  'request_kwargs',
])
/** Types of a fixed, small size are read without a look at how big they are. */
const SMALL = /^(timestamp|date|time|boolean|smallint|integer|bigint|real|double|numeric|uuid|oid)/

/** A column of a full row: times as ISO 8601 in UTC, a value above the bound as a note of its size. */
function column({ shape, stamps }: LogTable, name: string, maxBytes: number): string {
  const type = shape.columns.get(name)?.type ?? ''
  const bare = `t.${quoted(name)}`
  if (type.startsWith('timestamp')) {
    return `to_char(${stamps.instant(name)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  }
  if (SMALL.test(type)) return bare
  const isJson = type === 'jsonb' || type === 'json'
  const note = (size: string) => {
    const sentence = `'(left out: ' || ${size} || ' bytes)'`
    return isJson ? `to_jsonb(${sentence})` : sentence
  }
  const value = isJson ? `to_jsonb(${bare})` : `${bare}::text`
  // The stored size first: it costs nothing, where the real one has to unpack the value.
  return `CASE WHEN pg_column_size(${bare}) > ${maxBytes} THEN ${note(`pg_column_size(${bare})`)}
    WHEN octet_length(${bare}::text) > ${maxBytes} THEN ${note(`octet_length(${bare}::text)`)} ELSE ${value} END`
}

function fullColumns({ shape }: LogTable, includePrompts: boolean): readonly string[] {
  return [...shape.columns.keys()].filter((name) => includePrompts || !PROMPTS.has(name))
}

/** Every column that may be read, under its own name; prompts and bodies only if asked for. */
export function selectFullRows(log: LogTable, includePrompts: boolean, maxBytes: number) {
  const names = fullColumns(log, includePrompts)
  return (rows: string, order: string): string => {
    const columns = names.map((name, at) => `${column(log, name, maxBytes)} AS "c${at}"`)
    const key = `t.request_id AS "id", ${log.stamps.epoch('startTime')} AS "start"`
    return `SELECT ${[key, ...columns].join(', ')} FROM (${rows}) AS t ORDER BY ${order}`
  }
}

/** The answer to `selectFullRows` as full rows. */
export function fullRowsOf(log: LogTable, includePrompts: boolean, rows: readonly Row[]) {
  const names = fullColumns(log, includePrompts)
  return rows.map(
    (row): FullRow => ({
      key: { table: log.table, requestId: String(row['id']), startTime: Number(row['start']) },
      row: Object.fromEntries(names.map((name, at) => [name, row[`c${at}`] ?? null])),
    }),
  )
}

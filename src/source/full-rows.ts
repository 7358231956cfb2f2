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

/** The size of a text is known without unpacking it. */
const TEXT = /^(text|character varying)/

const leftOut = (size: string): string => `'(left out: ' || ${size} || ' bytes)'`

const isJson = ({ shape }: LogTable, name: string): boolean =>
  /^jsonb?$/.test(shape.columns.get(name)?.type ?? '')

/** A column of a full row: times as ISO 8601 in UTC, JSON as its text, a value above the bound as a note of its size. */
function column(log: LogTable, name: string, maxBytes: number): string {
  const type = log.shape.columns.get(name)?.type ?? ''
  const bare = `t.${quoted(name)}`
  if (type.startsWith('timestamp')) {
    return `to_char(${log.stamps.instant(name)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  }
  if (SMALL.test(type)) return bare
  if (TEXT.test(type)) {
    const size = `octet_length(${bare})`
    return `CASE WHEN ${size} > ${maxBytes} THEN ${leftOut(size)} ELSE ${bare} END`
  }
  const json = isJson(log, name)
  const note = (size: string) => (json ? `to_jsonb(${leftOut(size)})::text` : leftOut(size))
  const text = type === 'json' ? `to_jsonb(${bare})::text` : `${bare}::text`
  // The stored size first: it costs nothing, where the real one has to unpack the value. OFFSET 0 keeps the text from being made twice, to be measured and to be sent.
  return `CASE WHEN pg_column_size(${bare}) > ${maxBytes} THEN ${note(`pg_column_size(${bare})`)} ELSE
    (SELECT CASE WHEN octet_length(x) > ${maxBytes} THEN ${note('octet_length(x)')} ELSE x END
      FROM (SELECT ${text} AS x OFFSET 0) AS once) END`
}

function fullColumns({ shape }: LogTable, includePrompts: boolean): readonly string[] {
  return [...shape.columns.keys()].filter((name) => includePrompts || !PROMPTS.has(name))
}

/** Every column that may be read, under its own name, in no order; prompts and bodies only if asked for. */
export function selectFullRows(log: LogTable, includePrompts: boolean, maxBytes: number) {
  const names = fullColumns(log, includePrompts)
  return (rows: string): string => {
    const columns = names.map((name, at) => `${column(log, name, maxBytes)} AS "c${at}"`)
    const key = `t.request_id AS "id", ${log.stamps.epoch('startTime')} AS "start"`
    return `SELECT ${[key, ...columns].join(', ')} FROM (${rows}) AS t`
  }
}

/** The answer to `selectFullRows` as full rows. */
export function fullRowsOf(log: LogTable, includePrompts: boolean, rows: readonly Row[]) {
  const columns = fullColumns(log, includePrompts).map((name, at) => ({
    alias: `c${at}`,
    json: isJson(log, name),
    before: `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`,
  }))
  const jsonOf = (row: Row): string => {
    let text = ''
    for (const { alias, json, before } of columns) {
      const value = row[alias] ?? null
      text += before + (json && value !== null ? String(value) : JSON.stringify(value))
    }
    return `${text}}`
  }
  return rows.map(
    (row): FullRow => ({
      key: { table: log.table, requestId: String(row['id']), startTime: Number(row['start']) },
      json: jsonOf(row),
    }),
  )
}

import { type RowText, STAND_IN } from '../../domain/row-text.ts'
import type { FullRow } from '../../pipeline/report/report-ports.ts'
import type { Row } from '../connection/connection.ts'
import type { LogTable } from '../failure-sql.ts'
import { type Params, quoted } from '../quote.ts'
import { hasRepeated, REST, type Repeated, repeatedSql } from './repeated.ts'

/** Columns with prompts and answers. */
export const PROMPTS: ReadonlySet<string> = new Set([
  'messages',
  'response',
  'proxy_server_request',
  'request_kwargs',
])
/** Types of a small fixed size are read without checking their size. */
const SMALL = /^(timestamp|date|time|boolean|smallint|integer|bigint|real|double|numeric|uuid|oid)/

/** The size of these texts is known without decompressing them. */
const TEXT = /^(text|character varying)/

const leftOut = (size: string): string => `'(left out: ' || ${size} || ' bytes)'`

const isJson = ({ shape }: LogTable, name: string): boolean =>
  /^jsonb?$/.test(shape.columns.get(name)?.type ?? '')

/** A column of a full row: times as ISO 8601 in UTC, JSON as text, a value above the limit as a note of its size. */
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
  const whole = type === 'json' ? `to_jsonb(${bare})::text` : `${bare}::text`
  const inParts = hasRepeated(log, name)
  const text = inParts ? `(${REST})::text` : whole
  const size = inParts ? `octet_length(${whole})` : 'octet_length(x)'
  // The stored size first: it costs nothing, while the real one requires decompressing the value. OFFSET 0 prevents
  // making the text twice, for measuring and for sending.
  return `CASE WHEN pg_column_size(${bare}) > ${maxBytes} THEN ${note(`pg_column_size(${bare})`)} ELSE
    (SELECT CASE WHEN octet_length(x) > ${maxBytes} THEN ${note(size)} ELSE x END
      FROM (SELECT ${text} AS x OFFSET 0) AS once) END`
}

/** Plain columns are sent as one JSON text: separate values cost the driver more than the database saves. */
function fullColumns(log: LogTable, includePrompts: boolean) {
  const names = [...log.shape.columns.keys()].filter((name) => includePrompts || !PROMPTS.has(name))
  return {
    plain: names.filter((name) => !isJson(log, name)),
    json: names.filter((name) => isJson(log, name)),
  }
}

/**
 * Every readable column under its own name, in no particular order; prompts and bodies only if requested. What
 * `repeated` knows is not sent again.
 */
export function selectFullRows(
  log: LogTable,
  includePrompts: boolean,
  maxBytes: number,
  { known }: Repeated,
) {
  const { plain, json } = fullColumns(log, includePrompts)
  return (rows: string, _order: string, params: Params): string => {
    const values = plain.map((name) => `${column(log, name, maxBytes)} AS ${quoted(name)}`)
    const columns = [
      `row_to_json((SELECT plain FROM (SELECT ${values.join(', ')}) AS plain))::text AS "plain"`,
      ...json.map((name, at) => `${column(log, name, maxBytes)} AS "c${at}"`),
    ]
    const key = `t.request_id AS "id", ${log.stamps.epoch('startTime')} AS "start"`
    if (!json.some((name) => hasRepeated(log, name)))
      return `SELECT ${[key, ...columns].join(', ')} FROM (${rows}) AS t`
    const repeated = repeatedSql(maxBytes, params.bind(known))
    return `SELECT ${[key, ...columns, ...repeated.columns].join(', ')} FROM (${rows}) AS t ${repeated.join}`
  }
}

/** The answer to `selectFullRows` as full rows; JSON columns follow the plain ones. */
export function fullRowsOf(
  log: LogTable,
  includePrompts: boolean,
  maxBytes: number,
  { parts }: Repeated,
  rows: readonly Row[],
) {
  const json = fullColumns(log, includePrompts).json.map((name, at) => ({
    alias: `c${at}`,
    before: `,${JSON.stringify(name)}:`,
    inParts: hasRepeated(log, name),
  }))
  return rows.map((row): FullRow => {
    // The identity is always among the plain columns, so a comma after them is right.
    let text = String(row['plain']).slice(0, -1)
    let repeated: string | null = null
    for (const { alias, before, inParts } of json) {
      const value = row[alias] ?? null
      let own = value === null ? 'null' : String(value)
      if (inParts && value !== null) ({ json: own, repeated } = bounded(parts(own, row), maxBytes))
      text += before + own
    }
    const key = { table: log.table, requestId: String(row['id']), startTime: Number(row['start']) }
    return { key, json: `${text}}`, repeated }
  })
}

/** The database measured the parts; together they may exceed the limit. */
function bounded(parts: RowText, maxBytes: number): RowText {
  const { json, repeated } = parts
  if (repeated === null) return parts
  // Three bytes per unit of UTF-16 are always enough.
  if ((json.length + repeated.length) * 3 <= maxBytes) return parts
  const bytes = Buffer.byteLength(json) - STAND_IN.length + Buffer.byteLength(repeated)
  if (bytes <= maxBytes) return parts
  return { json: JSON.stringify(`(left out: ${bytes} bytes)`), repeated: null }
}

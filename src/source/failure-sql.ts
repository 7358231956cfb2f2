import type { SourceTable } from '../domain/event.ts'
import type { Position } from '../pipeline/ingest/poll-ports.ts'
import { createParams, type Params, quoted, type Statement } from './quote.ts'
import { type Stamps, stampsOf, stampText } from './rows/stamps.ts'
import type { TableShape } from './shape/shape.ts'

/** A stretch of one table in key order. Times in epoch milliseconds; `to` null: no upper end. */
export interface Stretch {
  readonly from: number
  readonly to: number | null
  readonly after: Position | null
  readonly limit: number
}

/** What every statement about a log table is made from. */
export interface LogTable {
  readonly table: SourceTable
  readonly shape: TableShape
  readonly stamps: Stamps
}

export function logTable(table: SourceTable, shape: TableShape, zone: string): LogTable {
  return { table, shape, stamps: stampsOf(shape, 't', zone) }
}

/** The metadata column as jsonb, whatever its type is. */
export function metadataOf({ shape }: LogTable): string {
  return shape.columns.get('metadata')?.type === 'jsonb' ? 't.metadata' : 'to_jsonb(t.metadata)'
}

/**
 * Which rows are earlier attempts of a request that has a row of its own (since 1.108, where they were billed):
 * neither failures nor requests. The id alone is the client's to choose, so that the metadata has to say it too; the
 * CASE keeps it from being fetched for any other row.
 */
export function isRetry(log: LogTable): string {
  const { columns } = log.shape
  if (log.table === 'ErrorLogs' || !columns.has('metadata') || !columns.has('request_id'))
    return 'false'
  const metadata = metadataOf(log)
  return `(CASE WHEN t.request_id LIKE '%-attempt-%' THEN CASE jsonb_typeof(${metadata})
    WHEN 'object' THEN coalesce(${metadata} ->> 'billed_retry_attempt' = 'true', false)
    WHEN 'string' THEN (${metadata} #>> '{}') ~ '"billed_retry_attempt"\\s*:\\s*true'
    ELSE false END ELSE false END)`
}

/** Which rows of a table are failures. */
export function isFailure(log: LogTable): string {
  const retry = isRetry(log)
  return retry === 'false' ? hasFailed(log) : `(${hasFailed(log)} AND NOT ${retry})`
}

/** NULL status: rows older than May 2025, where the metadata tells. */
function hasFailed(log: LogTable): string {
  if (log.table === 'ErrorLogs') return 'true'
  const metadata = metadataOf(log)
  // A row whose metadata is JSON text in a JSON string is looked through as text: the text need not be valid.
  const told = `CASE jsonb_typeof(${metadata})
    WHEN 'object' THEN coalesce(${metadata} ->> 'status' = 'failure', false)
    WHEN 'string' THEN (${metadata} #>> '{}') ~ '"status"\\s*:\\s*"failure"'
    ELSE false END`
  const columns = log.shape.columns
  if (!columns.has('status')) return `(${told})`
  if (!columns.has('metadata')) return `t.status = 'failure'`
  return `(t.status = 'failure' OR (t.status IS NULL AND (${told})))`
}

/** WHERE and ORDER BY of a stretch. The bare column is always bounded on both sides. */
function within(log: LogTable, stretch: Stretch, params: Params) {
  const from = Math.max(stretch.from, stretch.after?.startTime ?? stretch.from)
  // By the stretch's own start, so that all pages of one read are ordered by the same key.
  const key = log.stamps.key(stretch.from)
  const { lower, upper, exact } = log.stamps.bounds(stretch.from, stretch.to)
  const plain = log.shape.columns.get('startTime')?.type === 'timestamp with time zone'
  const raw = plain ? 'timestamptz' : 'timestamp'
  const conditions = [
    `t."startTime" >= ${params.bind(stampText(exact ? from : lower))}::${raw}`,
    `t."startTime" < ${params.bind(stampText(upper))}::${raw}`,
  ]
  if (!exact) {
    conditions.push(`${key.sql} >= ${params.bind(stampText(from))}::${key.type}`)
    if (stretch.to !== null) {
      conditions.push(`${key.sql} < ${params.bind(stampText(stretch.to))}::${key.type}`)
    }
  }
  if (stretch.after !== null && stretch.after.startTime >= stretch.from) {
    const time = `${params.bind(stampText(stretch.after.startTime))}::${key.type}`
    conditions.push(
      `(${key.sql}, t.request_id) > (${time}, ${params.bind(stretch.after.requestId)}::text)`,
    )
  }
  return { where: conditions.join(' AND '), order: `${key.sql}, t.request_id` }
}

/** Identities of the failures of a stretch, in key order: request_id, start (epoch ms). */
export function keysStatement(log: LogTable, stretch: Stretch): Statement {
  const params = createParams()
  const { where, order } = within(log, stretch, params)
  return {
    text: `SELECT t.request_id AS "id", ${log.stamps.epoch('startTime')} AS "start"
      FROM ${log.shape.sql} AS t WHERE ${where} AND ${isFailure(log)}
      ORDER BY ${order} LIMIT ${params.bind(stretch.limit)}`,
    values: params.values,
  }
}

/** The columns that may be read, by name: `t.*` would ask for a right to them all. */
function readable({ shape }: LogTable): string {
  return [...shape.columns.keys()].map((column) => `t.${quoted(column)}`).join(', ')
}

/** `select` of the failures of a stretch, in key order. */
export function pageStatement(
  log: LogTable,
  stretch: Stretch,
  select: (rows: string, order: string) => string,
): Statement {
  const params = createParams()
  const { where, order } = within(log, stretch, params)
  // Cut to the page before anything of the wide columns is fetched: a sort carries only their pointers.
  const rows = `SELECT ${readable(log)} FROM ${log.shape.sql} AS t WHERE ${where} AND ${isFailure(log)}
    ORDER BY ${order} LIMIT ${params.bind(stretch.limit)}`
  return { text: select(rows, order), values: params.values }
}

/** Whether a row is found by its identity without a look at others. */
function isIndexed({ shape }: LogTable): boolean {
  return shape.indexes.some(([first]) => first === 'request_id' || first === 'startTime')
}

/** `select` of the rows of these identities, whether or not they are failures still. */
export function byKeysStatement(
  log: LogTable,
  keys: readonly Position[],
  select: (rows: string, order: string, params: Params) => string,
): Statement {
  const params = createParams()
  const times = keys.map((key) => key.startTime)
  const first = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const last = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const whole: Stretch = { from: first, to: last + 1, after: null, limit: keys.length }
  const { where, order } = within(log, whole, params)
  const key = log.stamps.key(first)
  const ids = params.bind(keys.map((identity) => identity.requestId))
  const starts = params.bind(times.map(stampText))
  const wanted = `unnest(${ids}::text[], ${starts}::${key.type}[]) AS wanted(request_id, start)`
  const isWanted = `t.request_id = wanted.request_id AND ${key.sql} = wanted.start`
  const table = `${log.shape.sql} AS t`
  // OFFSET 0 makes each identity a look-up of its own: the planner would rather read all that lies between them.
  const rows = isIndexed(log)
    ? `SELECT t.* FROM ${wanted} CROSS JOIN LATERAL
        (SELECT ${readable(log)} FROM ${table} WHERE ${isWanted} AND ${where} OFFSET 0) AS t`
    : `SELECT ${readable(log)} FROM ${wanted} JOIN ${table} ON ${isWanted} WHERE ${where}`
  return { text: select(rows, order, params), values: params.values }
}

import type { SourceTable } from '../domain/event.ts'
import type { Position } from '../pipeline/ingest/poll-ports.ts'
import { createParams, type Params, quoted, type Statement } from './quote.ts'
import { type Stamps, stampsOf, stampText } from './rows/stamps.ts'
import type { TableShape } from './shape/shape.ts'

/** A range of one table in key order. Times in epoch milliseconds; `to` null: no upper end. */
export interface Stretch {
  readonly from: number
  readonly to: number | null
  readonly after: Position | null
  readonly limit: number
}

/** What every statement about a log table is built from. */
export interface LogTable {
  readonly table: SourceTable
  readonly shape: TableShape
  readonly stamps: Stamps
}

export function logTable(table: SourceTable, shape: TableShape, zone: string): LogTable {
  return { table, shape, stamps: stampsOf(shape, 't', zone) }
}

/** The metadata column as jsonb, whatever its type. */
export function metadataOf({ shape }: LogTable): string {
  return shape.columns.get('metadata')?.type === 'jsonb' ? 't.metadata' : 'to_jsonb(t.metadata)'
}

/**
 * Selects earlier attempts of a request that has a row of its own (since 1.108, where they were billed): neither
 * failures nor requests. Clients can choose the id, so the metadata must say it too; the CASE prevents fetching it for
 * any other row.
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

/** Selects the failures of a table. */
export function isFailure(log: LogTable): string {
  const retry = isRetry(log)
  return retry === 'false' ? hasFailed(log) : `(${hasFailed(log)} AND NOT ${retry})`
}

/** NULL status: rows older than May 2025, whose metadata has it. */
function hasFailed(log: LogTable): string {
  if (log.table === 'ErrorLogs') return 'true'
  const metadata = metadataOf(log)
  // Metadata that is JSON text in a JSON string is searched as text: it need not be valid JSON.
  const notified = `CASE jsonb_typeof(${metadata})
    WHEN 'object' THEN coalesce(${metadata} ->> 'status' = 'failure', false)
    WHEN 'string' THEN (${metadata} #>> '{}') ~ '"status"\\s*:\\s*"failure"'
    ELSE false END`
  const columns = log.shape.columns
  if (!columns.has('status')) return `(${notified})`
  if (!columns.has('metadata')) return `t.status = 'failure'`
  return `(t.status = 'failure' OR (t.status IS NULL AND (${notified})))`
}

/** WHERE and ORDER BY of a range. The bare column always has both bounds. */
function within(log: LogTable, stretch: Stretch, params: Params) {
  const from = Math.max(stretch.from, stretch.after?.startTime ?? stretch.from)
  // By the range's own start, so that all pages of one read are ordered by the same key.
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

/** Identities of the failures of a range, in key order: request_id, start (epoch ms). */
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

/** The readable columns by name: `t.*` would require privileges on all of them. */
function readable({ shape }: LogTable): string {
  return [...shape.columns.keys()].map((column) => `t.${quoted(column)}`).join(', ')
}

/** `select` for the failures of a range, in key order. */
export function pageStatement(
  log: LogTable,
  stretch: Stretch,
  select: (rows: string, order: string) => string,
): Statement {
  const params = createParams()
  const { where, order } = within(log, stretch, params)
  // Limited to the page before any wide column is fetched: a sort only carries their pointers.
  const rows = `SELECT ${readable(log)} FROM ${log.shape.sql} AS t WHERE ${where} AND ${isFailure(log)}
    ORDER BY ${order} LIMIT ${params.bind(stretch.limit)}`
  return { text: select(rows, order), values: params.values }
}

/** Whether a row can be found by its identity without reading others. */
function isIndexed({ shape }: LogTable): boolean {
  return shape.indexes.some(([first]) => first === 'request_id' || first === 'startTime')
}

/** `select` for the rows with these identities, whether or not they are still failures. */
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
  // OFFSET 0 makes each identity a separate lookup: the planner would otherwise read everything between them.
  const rows = isIndexed(log)
    ? `SELECT t.* FROM ${wanted} CROSS JOIN LATERAL
        (SELECT ${readable(log)} FROM ${table} WHERE ${isWanted} AND ${where} OFFSET 0) AS t`
    : `SELECT ${readable(log)} FROM ${wanted} JOIN ${table} ON ${isWanted} WHERE ${where}`
  return { text: select(rows, order, params), values: params.values }
}

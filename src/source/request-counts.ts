import { MINUTE_MS } from '../domain/units.ts'
import type { RequestMinute } from '../pipeline/ingest/requests-ports.ts'
import type { Query } from './connection/connection.ts'
import { isFailure, isRetry, type LogTable } from './failure-sql.ts'
import { passes } from './filters.ts'
import { createParams, type Statement } from './quote.ts'
import type { Reader } from './rows/read-events.ts'
import { first, keyHashOf, shortName } from './rows/row-to-event.ts'
import { stampText } from './rows/stamps.ts'

/** Names are short; longer ones are cut, so that they cannot use much memory. */
const SHORT = 1_000

export interface RequestSpan {
  readonly from: number
  readonly to: number
  readonly reachMs: number
}

/**
 * Requests by the minute they ended in. The table is read by start time, which alone is indexed, so requests that ran
 * for longer than the reach are missed. Metadata is only fetched of rows too old to have a status, and of those that
 * look like retries.
 */
function requestCountsStatement(log: LogTable, span: RequestSpan): Statement {
  const { shape, stamps } = log
  const params = createParams()
  const plain = shape.columns.get('startTime')?.type === 'timestamp with time zone'
  const raw = plain ? 'timestamptz' : 'timestamp'
  const { lower, upper } = stamps.bounds(span.from - span.reachMs, span.to)
  const text = (column: string) =>
    shape.columns.has(column) ? `coalesce(left(t."${column}", ${SHORT}), '')` : `''`
  const start = stamps.epoch('startTime')
  const end = shape.columns.has('endTime')
    ? `coalesce(${stamps.epoch('endTime')}, ${start})`
    : start
  const began = `t."startTime" >= ${params.bind(stampText(lower))}::${raw}
      AND t."startTime" < ${params.bind(stampText(upper))}::${raw}`
  const ended = `c."end" >= ${params.bind(span.from)}::float8 AND c."end" < ${params.bind(span.to)}::float8`
  return {
    text: `SELECT floor(c."end" / ${MINUTE_MS}) AS "minute", c."model", c."provider", c."key", c."teamId",
        count(*) FILTER (WHERE NOT c."failed" AND NOT c."retry") AS "successes",
        count(*) FILTER (WHERE c."failed") AS "failures", count(*) FILTER (WHERE c."retry") AS "retries"
      FROM (
        SELECT ${end} AS "end", coalesce(nullif(${text('model_group')}, ''), ${text('model')}) AS "model",
          ${text('custom_llm_provider')} AS "provider", ${text('api_key')} AS "key",
          ${text('team_id')} AS "teamId", coalesce(${isFailure(log)}, false) AS "failed",
          ${isRetry(log)} AS "retry"
        FROM ${shape.sql} AS t WHERE ${began}
      ) AS c WHERE ${ended} GROUP BY 1, 2, 3, 4, 5`,
    values: params.values,
  }
}

/** Counts the requests of a period, with the names and filters used for failures. */
export async function readRequestCounts(
  { settings, names: book, shape, now }: Reader,
  log: LogTable,
  span: RequestSpan,
  query: Query,
): Promise<readonly RequestMinute[]> {
  const { text, values } = requestCountsStatement(log, span)
  const rows = await query(text, values)
  const found = rows.map((row) => ({
    row,
    keyHash: keyHashOf(row['key']),
    teamId: first(row['teamId']),
  }))
  const wanted = { keys: found.map((one) => one.keyHash), teams: found.map((one) => one.teamId) }
  const names = await book.resolve(wanted, shape, query, now)
  return found.flatMap(({ row, keyHash, teamId }): RequestMinute[] => {
    const dimensions = {
      model: first(row['model']),
      provider: first(row['provider']),
      keyHash,
      keyName: names.key(keyHash) ?? shortName(keyHash),
      team: names.team(teamId) ?? teamId,
    }
    if (!passes(settings.filters, { ...dimensions, teamId })) return []
    const count = (name: string) => Number(row[name])
    return [
      {
        minute: count('minute'),
        dimensions,
        successes: count('successes'),
        failures: count('failures'),
        retries: count('retries'),
      },
    ]
  })
}

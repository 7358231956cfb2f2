import { type LogTable, metadataOf } from '../failure-sql.ts'

/** Names and codes are short; longer ones are cut, so that they cannot use much memory. */
const SHORT = 1_000
/** Enough of a traceback's end for its last line and last frame. */
const TRACEBACK = 2_000
/** Limit for metadata that is JSON text in a JSON string, read only in rows that have it so. */
const METADATA_TEXT = 131_072

/** `left(column, length)` of a column, NULL if it is not readable. */
function text({ shape }: LogTable, column: string, length = String(SHORT)): string {
  return shape.columns.has(column) ? `left(t."${column}", ${length})` : 'NULL::text'
}

function time({ shape, stamps }: LogTable, column: string): string {
  return shape.columns.has(column) ? stamps.epoch(column) : 'NULL::float8'
}

function spendLogs(log: LogTable, rows: string, order: string, limit: string): string {
  const known = log.shape.columns.has('metadata')
  const metadata = known ? metadataOf(log) : `'{}'::jsonb`
  const short = (sql: string) => `left(${sql}, ${SHORT})`
  // jsonb_to_record decomposes a wide value once, where each ->> would fetch and decompress it again.
  return `SELECT t.request_id AS "id", ${time(log, 'startTime')} AS "start", ${time(log, 'endTime')} AS "end",
      ${time(log, 'created_at')} AS "created", ${text(log, 'model')} AS "model",
      ${text(log, 'model_group')} AS "modelGroup", ${text(log, 'custom_llm_provider')} AS "provider",
      ${text(log, 'api_key')} AS "key", ${text(log, 'team_id')} AS "teamId", ${text(log, 'status')} AS "word",
      ${short('m.status')} AS "metadataWord", ${short('m.user_api_key_alias')} AS "keyAlias",
      ${short('m.user_api_key_team_id')} AS "metadataTeamId",
      ${short('m.user_api_key_team_alias')} AS "teamAlias",
      ${short('e.error_code')} AS "code", ${short('e.error_class')} AS "type",
      ${short('e.llm_provider')} AS "errorProvider", ${short('e.normalized_error')} AS "normalized",
      ${short('e.error_rate_limit_category')} AS "rateLimit",
      ${short('e.error_budget_entity_type')} AS "budget", left(e.error_message, ${limit}) AS "message",
      right(e.traceback, ${TRACEBACK}) AS "traceback",
      CASE jsonb_typeof(${metadata}) WHEN 'string' THEN left(${metadata} #>> '{}', ${METADATA_TEXT}) END
        AS "metadataText"
    FROM (${rows}) AS t
    LEFT JOIN LATERAL jsonb_to_record(
      CASE jsonb_typeof(${metadata}) WHEN 'object' THEN ${metadata} ELSE '{}' END
    ) AS m(status text, user_api_key_alias text, user_api_key_team_id text, user_api_key_team_alias text,
      error_information jsonb) ON true
    LEFT JOIN LATERAL jsonb_to_record(
      CASE jsonb_typeof(m.error_information) WHEN 'object' THEN m.error_information ELSE '{}' END
    ) AS e(error_code text, error_class text, llm_provider text, error_message text, traceback text,
      normalized_error text, error_rate_limit_category text, error_budget_entity_type text) ON true
    ORDER BY ${order}`
}

function errorLogs(log: LogTable, rows: string, order: string, limit: string): string {
  return `SELECT t.request_id AS "id", ${time(log, 'startTime')} AS "start", ${time(log, 'endTime')} AS "end",
      ${text(log, 'litellm_model_name')} AS "model", ${text(log, 'model_group')} AS "modelGroup",
      ${text(log, 'status_code')} AS "code", ${text(log, 'exception_type')} AS "type",
      ${text(log, 'exception_string', limit)} AS "message"
    FROM (${rows}) AS t ORDER BY ${order}`
}

/** The columns that make an event, of a row source; never all of the metadata, and every text limited in length. */
export function selectEvents(log: LogTable, maxMessageChars: number) {
  const limit = String(Math.trunc(maxMessageChars))
  return (rows: string, order: string): string => {
    return log.table === 'SpendLogs'
      ? spendLogs(log, rows, order, limit)
      : errorLogs(log, rows, order, limit)
  }
}

import type pg from 'pg'
import { keys, teams } from '../traffic/cast.ts'
import type { SpendRow } from './demo-row.ts'

/** Rows of one statement. LiteLLM writes at most 1,000; a day of history is filled in faster than that. */
const batch = 5000

/** Every column of a row, in one place: what is read from the JSON and what is written. */
const columns = `request_id text, call_type text, api_key text, spend double precision, total_tokens integer,
  prompt_tokens integer, completion_tokens integer, "startTime" timestamp(3), "endTime" timestamp(3), model text,
  model_group text, custom_llm_provider text, api_base text, "user" text, metadata jsonb, team_id text, end_user text,
  status text, request_duration_ms integer`
const names = columns.replaceAll(/("?\w+"?) [a-z ]+(\(\d\))?(,|$)/g, '$1$3')

// A row that is already there stays as it is: a writer that starts again may meet its own rows.
const insertSpend = `INSERT INTO "LiteLLM_SpendLogs" (${names})
  SELECT ${names} FROM json_to_recordset($1) AS row(${columns}) ON CONFLICT DO NOTHING`

export const insertSpendRows = async (pool: pg.Pool, rows: readonly SpendRow[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += batch) {
    await pool.query(insertSpend, [JSON.stringify(rows.slice(at, at + batch))])
  }
}

/** The keys and teams that the rows name. */
export const insertCast = async (pool: pg.Pool): Promise<void> => {
  await pool.query(
    `INSERT INTO "LiteLLM_TeamTable" (team_id, team_alias)
      SELECT id, alias FROM json_to_recordset($1) AS team(id text, alias text) ON CONFLICT DO NOTHING`,
    [JSON.stringify(teams)],
  )
  await pool.query(
    `INSERT INTO "LiteLLM_VerificationToken" (token, key_alias, user_id, team_id)
      SELECT hash, alias, "user", team->>'id'
      FROM json_to_recordset($1) AS key(hash text, alias text, "user" text, team json) ON CONFLICT DO NOTHING`,
    [JSON.stringify(keys)],
  )
}

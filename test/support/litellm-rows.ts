import { createHash } from 'node:crypto'
import type { TestDatabase } from './postgres.ts'

/** Column values of a row by name; what a table does not have is left out when inserting. Times: epoch ms. */
export type LiteLlmRow = Readonly<Record<string, unknown>> & { readonly request_id: string }

const TIMES: ReadonlySet<string> = new Set([
  'startTime',
  'endTime',
  'completionStartTime',
  'created_at',
  'updated_at',
])

let rows = 0
function nextId(): string {
  rows += 1
  return `00000000-0000-4000-8000-${String(rows).padStart(12, '0')}`
}

/** What LiteLLM stores for a key: its sha256 in hexadecimal. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** `metadata` of a failed request as LiteLLM writes it; `overrides` replace fields of error_information. */
export function failureMetadata(overrides: Readonly<Record<string, unknown>> = {}): object {
  return {
    status: 'failure',
    user_api_key_alias: 'team-a-key',
    user_api_key_team_id: 'team-a',
    user_api_key_team_alias: 'Team A',
    error_information: {
      error_code: '429',
      error_class: 'RateLimitError',
      llm_provider: 'openai',
      error_message: 'litellm.RateLimitError: too many requests',
      traceback:
        'Traceback (most recent call last):\n  File "x.py", line 1\nRateLimitError: slow down\n',
      ...overrides,
    },
  }
}

/** A SpendLogs row of a request that failed at `time` (epoch ms). */
export function spendFailure(time: number, overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    request_id: nextId(),
    call_type: 'acompletion',
    api_key: hashOf('sk-test'),
    startTime: time,
    endTime: time,
    model: 'openai/gpt-4o',
    model_group: 'gpt-4o',
    custom_llm_provider: 'openai',
    team_id: 'team-a',
    status: 'failure',
    metadata: failureMetadata(),
    ...overrides,
  } satisfies LiteLlmRow
}

/** A SpendLogs row of a request that went well. */
export function spendSuccess(time: number, overrides: Readonly<Record<string, unknown>> = {}) {
  return spendFailure(time, {
    status: 'success',
    metadata: { status: 'success', user_api_key_alias: 'team-a-key' },
    ...overrides,
  })
}

/** An ErrorLogs row of a request that failed at `time` (epoch ms). */
export function errorLog(time: number, overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    request_id: nextId(),
    startTime: time,
    endTime: time,
    api_base: 'https://api.openai.example',
    model_group: 'gpt-4o',
    litellm_model_name: 'openai/gpt-4o',
    request_kwargs: { messages: [{ role: 'user', content: 'a secret prompt' }] },
    exception_type: 'RateLimitError',
    exception_string: 'litellm.RateLimitError: too many requests',
    status_code: '429',
    ...overrides,
  } satisfies LiteLlmRow
}

function literal(column: string, value: unknown): unknown {
  if (TIMES.has(column) && typeof value === 'number') return new Date(value).toISOString()
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  return value
}

/**
 * Inserts rows in one statement, dropping what the table has no column for. A JSON column given as a string takes it
 * as JSON text (`'"a"'` is the JSON string a).
 */
async function insert(db: Pick<TestDatabase, 'sql'>, table: string, given: readonly LiteLlmRow[]) {
  if (given.length === 0) return
  const found = await db.sql(
    'SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = $1',
    [table],
  )
  const types = new Map(found.map((column) => [String(column['name']), String(column['type'])]))
  const names = [...new Set(given.flatMap((row) => Object.keys(row)))].filter((n) => types.has(n))
  const arrays = names.map((name) => given.map((row) => literal(name, row[name])))
  // One array per column keeps the number of parameters small however many rows there are.
  const selected = names.map((name, at) => `($${at + 1}::text[])[i]::${types.get(name)}`)
  await db.sql(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')})
     SELECT ${selected.join(', ')} FROM generate_series(1, ${given.length}) AS i`,
    arrays,
  )
}

export async function insertSpendLogs(
  db: Pick<TestDatabase, 'sql'>,
  ...given: readonly LiteLlmRow[]
) {
  await insert(db, 'LiteLLM_SpendLogs', given)
}

export async function insertErrorLogs(
  db: Pick<TestDatabase, 'sql'>,
  ...given: readonly LiteLlmRow[]
) {
  await insert(db, 'LiteLLM_ErrorLogs', given)
}

/** Names a key in the token table: `alias` for the hash of `key`. */
export async function insertKey(db: Pick<TestDatabase, 'sql'>, key: string, alias: string | null) {
  await db.sql('INSERT INTO "LiteLLM_VerificationToken" (token, key_alias) VALUES ($1, $2)', [
    hashOf(key),
    alias,
  ])
}

export async function insertTeam(db: Pick<TestDatabase, 'sql'>, id: string, alias: string | null) {
  await db.sql('INSERT INTO "LiteLLM_TeamTable" (team_id, team_alias) VALUES ($1, $2)', [id, alias])
}

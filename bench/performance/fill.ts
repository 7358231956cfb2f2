import type pg from 'pg'
import { ddl } from '../../test/support/litellm-shapes.ts'

export interface Traffic {
  readonly rows: number
  /** Every n-th request fails; 1: all of them. */
  readonly everyNthFails: number
  /** Milliseconds from one request to the next: what one minute holds does not change with the size. */
  readonly stepMs: number
}

/** 300 requests a minute, one in fifty fails. */
export const usualTraffic = (rows: number): Traffic => ({ rows, everyNthFails: 50, stepMs: 200 })
/** Failures alone, twenty a second. */
export const failuresOnly = (rows: number): Traffic => ({ rows, everyNthFails: 1, stepMs: 50 })

// What LiteLLM copies of its price list into every row: about 4 kB, the same for all requests to one model.
const MODEL_MAP = `(SELECT jsonb_object_agg(
    (ARRAY['input_cost_per_token_above_', 'output_cost_per_character_', 'cache_read_input_token_cost_',
      'supports_response_schema_', 'max_tokens_', 'search_context_cost_per_query_'])[1 + k % 6] || k,
    CASE k % 6 WHEN 0 THEN to_jsonb((m * 7919 + k * 104729) % 1000003 * 1e-9) WHEN 1 THEN to_jsonb(k % 2 = m % 2)
      WHEN 2 THEN to_jsonb(md5('value' || m || '-' || k)) ELSE 'null'::jsonb END)
  FROM generate_series(1, 92) AS k)`

/** Sixty-four kinds of rows: 16 models, 4 keys each. */
const TEMPLATES = `CREATE TEMPORARY TABLE kinds AS SELECT id, 'model-' || m AS model,
    (ARRAY['openai','azure','anthropic','vertex_ai'])[1 + m % 4] AS provider,
    encode(sha256(('key' || id)::bytea), 'hex') AS key, 'team-' || id % 8 AS team,
    jsonb_build_object('status', 'success', 'user_api_key_alias', 'service-' || id,
      'user_api_key_team_id', 'team-' || id % 8, 'user_api_key_team_alias', 'Team ' || id % 8,
      'user_api_key', encode(sha256(('key' || id)::bytea), 'hex'),
      'additional_usage_values', jsonb_build_object('prompt_tokens_details', jsonb_build_object(
        'cached_tokens', id, 'audio_tokens', 0), 'note', repeat(md5('usage' || id), 8)),
      'model_map_information', jsonb_build_object('model_map_key', 'model-' || m,
        'model_map_value', ${MODEL_MAP})) AS metadata
  FROM (SELECT id, id % 16 AS m FROM generate_series(0, 63) AS id) AS numbered`

/** Twelve kinds of failures; each row has words of its own. `j` counts failures, `r` is a random text of the row. */
const ERRORS = `(VALUES
  (0, 'RateLimitError', '429', 'litellm.RateLimitError: AzureException RateLimitError - Requests to the ChatCompletions_Create Operation have exceeded the token rate limit. Please retry after %s seconds. Deployment %s'),
  (1, 'Timeout', '408', 'litellm.Timeout: APITimeoutError - Request timed out after %s seconds. Received id=%s'),
  (2, 'BadRequestError', '400', 'litellm.BadRequestError: OpenAIException - This model''s maximum context length is 128000 tokens. However, your messages resulted in 12%s tokens. request %s'),
  (3, 'AuthenticationError', '401', 'litellm.AuthenticationError: AnthropicException - {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"},"attempt":%s,"request_id":"req_%s"}'),
  (4, 'ServiceUnavailableError', '503', 'litellm.ServiceUnavailableError: VertexAIException - The model is overloaded. Attempt %s of region europe-west4, trace %s'),
  (5, 'InternalServerError', '500', 'litellm.InternalServerError: OpenAIException - The server had an error while processing your request %s (request ID req_%s). Sorry about that!'),
  (6, 'ProxyModelNotFoundError', '400', '/chat/completions: Invalid model name passed in model=gpt-%s-preview. Call /v1/models to view available models for your key. %s'),
  (7, 'ContextWindowExceededError', '400', 'litellm.ContextWindowExceededError: prompt is too long: 2%s tokens > 200000 maximum, request %s'),
  (8, 'BudgetExceededError', '400', 'Budget has been exceeded! Current cost: 10%s.5, Max budget: 100.0 for key %s'),
  (9, 'APIConnectionError', '500', 'litellm.APIConnectionError: Cannot connect to host 10.0.0.%s:443 ssl:default [Connection reset by peer], call %s'),
  (10, 'ContentPolicyViolationError', '400', 'litellm.ContentPolicyViolationError: The response was filtered (severity %s) due to the prompt triggering the content management policy. id %s'),
  (11, 'NotFoundError', '404', 'litellm.NotFoundError: VertexAIException - Publisher Model was not found, code %s, trace %s')
) AS errors(n, class, code, text)`

const FAILURE = `kinds.metadata || jsonb_build_object('status', 'failure', 'error_information', jsonb_build_object(
  'error_code', errors.code, 'error_class', errors.class, 'llm_provider', kinds.provider,
  'error_message', format(errors.text, j % 97, r),
  'traceback', 'Traceback (most recent call last):' || repeat(E'\\n  File "/usr/lib/python3/site-packages/litellm/proxy/route.py", line ' || j % 900 || ', in route_request', 8)
    || E'\\n' || errors.class || ': ' || r))`

const ROWS = `INSERT INTO "LiteLLM_SpendLogs" (request_id, call_type, api_key, spend, total_tokens, prompt_tokens,
    completion_tokens, "startTime", "endTime", model, model_id, model_group, custom_llm_provider, api_base, "user",
    metadata, proxy_server_request, cache_hit, request_tags, team_id, end_user, requester_ip_address, session_id, status, request_duration_ms)
  SELECT md5('request' || i)::uuid::text, 'acompletion', kinds.key, CASE WHEN fails THEN 0 ELSE i % 1000 * 1e-5 END,
    i % 4096, i % 4000, 96, start, start + i % 5000 * interval '1 ms', 'deployed-' || kinds.model,
    md5(kinds.model), kinds.model, kinds.provider, 'https://example-' || kinds.id || '.internal/openai/deployments',
    'user-' || i % 5000, CASE WHEN fails THEN ${FAILURE} ELSE kinds.metadata END,
    jsonb_build_object('note', repeat('x', 600)), 'False',
    '["User-Agent: AsyncOpenAI/Python", "User-Agent: AsyncOpenAI/Python 1.99.0"]', kinds.team, 'customer-' || i % 9000,
    '10.1.' || i % 250 || '.7', md5('session' || i / 5)::uuid::text, CASE WHEN fails THEN 'failure' ELSE 'success' END,
    i % 5000
  FROM (SELECT i, i % $3 = 0 AS fails, i / $3 AS j, md5('words' || i) AS r,
      date_trunc('milliseconds', $4::timestamp) - ($2::bigint - i) * $5 * interval '1 ms' AS start
    FROM generate_series($1::int, $2::int) AS i) AS numbered
  JOIN kinds ON kinds.id = (i * 31 + i / 64) % 64
  LEFT JOIN ${ERRORS} ON fails AND errors.n = (j * 7 + j / 12) % 12`

/** Makes LiteLLM's tables in an empty database and fills SpendLogs so that its newest row began at `now`. */
export const fillSpendLogs = async (
  client: pg.Client,
  { rows, everyNthFails, stepMs }: Traffic,
  now: number,
): Promise<void> => {
  const statements = `${ddl('2026-03')}
    CREATE INDEX ON "LiteLLM_SpendLogs" (session_id)`.split(';')
  const indexes = statements.filter((one) => one.includes('CREATE INDEX'))
  await client.query(statements.filter((one) => !one.includes('CREATE INDEX')).join(';'))
  await client.query('ALTER TABLE "LiteLLM_SpendLogs" SET UNLOGGED')
  await client.query(TEMPLATES)
  await client.query('ALTER TABLE kinds ADD PRIMARY KEY (id)')
  // Row after row in the order of time, as a proxy writes them; a hash join would scatter a minute over the table.
  await client.query('SET enable_hashjoin = off; SET enable_mergejoin = off')
  const end = new Date(now).toISOString()
  await client.query(ROWS, [1, rows, everyNthFails, end, stepMs])
  // Indexes after the rows: an hour's work otherwise.
  for (const index of indexes) await client.query(index)
  await client.query('VACUUM (ANALYZE) "LiteLLM_SpendLogs"')
}

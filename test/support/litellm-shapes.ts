/** LiteLLM's tables as they were in six periods, each named after what it brought. */
export type ShapeName =
  | '2024-11'
  | '2025-06'
  | '2026-03'
  | '2026-09'
  | '2026-11'
  | '2026-partitioned'

export const SHAPES: readonly ShapeName[] = [
  '2024-11',
  '2025-06',
  '2026-03',
  '2026-09',
  '2026-11',
  '2026-partitioned',
]

interface Period {
  readonly status: boolean
  readonly keyIndex: boolean
  readonly createdAt: boolean
  readonly agents: boolean
  readonly stamp: 'timestamp(3)' | 'timestamptz(3)'
  readonly partitioned: boolean
}

const AT_FIRST: Period = {
  status: false,
  keyIndex: false,
  createdAt: false,
  agents: false,
  stamp: 'timestamp(3)',
  partitioned: false,
}

const PERIODS: Readonly<Record<ShapeName, Period>> = {
  '2024-11': AT_FIRST,
  '2025-06': { ...AT_FIRST, status: true },
  '2026-03': { ...AT_FIRST, status: true, keyIndex: true },
  '2026-09': { ...AT_FIRST, status: true, keyIndex: true, createdAt: true },
  '2026-11': { ...AT_FIRST, status: true, keyIndex: true, createdAt: true, agents: true },
  '2026-partitioned': {
    status: true,
    keyIndex: true,
    createdAt: false,
    agents: false,
    stamp: 'timestamptz(3)',
    partitioned: true,
  },
}

function spendLogs(period: Period): string {
  const columns = [
    'request_id text NOT NULL',
    'call_type text NOT NULL',
    `api_key text NOT NULL DEFAULT ''`,
    'spend double precision NOT NULL DEFAULT 0',
    ...['total_tokens', 'prompt_tokens', 'completion_tokens'].map(
      (name) => `${name} integer NOT NULL DEFAULT 0`,
    ),
    `"startTime" ${period.stamp} NOT NULL`,
    `"endTime" ${period.stamp} NOT NULL`,
    `"completionStartTime" ${period.stamp}`,
    `model text NOT NULL DEFAULT ''`,
    ...['model_id', 'model_group', 'custom_llm_provider', 'api_base', '"user"', 'cache_hit'].map(
      (name) => `${name} text DEFAULT ''`,
    ),
    `metadata jsonb DEFAULT '{}'`,
    `request_tags jsonb DEFAULT '[]'`,
    ...['team_id', 'end_user', 'requester_ip_address'].map((name) => `${name} text`),
    ...['messages', 'response'].map((name) => `${name} jsonb DEFAULT '{}'`),
    ...(period.status
      ? [`proxy_server_request jsonb DEFAULT '{}'`, 'session_id text', 'status text']
      : []),
    ...(period.keyIndex ? ['request_duration_ms integer'] : []),
    ...(period.createdAt
      ? [
          ...['created_at', 'updated_at'].map(
            (name) => `${name} timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP`,
          ),
          'litellm_call_id text',
        ]
      : []),
    ...(period.agents
      ? ['agent_id', 'billing_agent_id', 'organization_id', 'mcp_namespaced_tool_name'].map(
          (name) => `${name} text`,
        )
      : []),
    period.partitioned ? 'PRIMARY KEY (request_id, "startTime")' : 'PRIMARY KEY (request_id)',
  ]
  const indexes = [
    '("startTime")',
    '(end_user)',
    ...(period.status ? ['(session_id)'] : []),
    ...(period.keyIndex ? ['("startTime", request_id)'] : []),
  ]
  return [
    `CREATE TABLE "LiteLLM_SpendLogs" (${columns.join(', ')})`,
    period.partitioned ? ' PARTITION BY RANGE ("startTime")' : '',
    ';',
    ...(period.partitioned
      ? ['CREATE TABLE "LiteLLM_SpendLogs_rest" PARTITION OF "LiteLLM_SpendLogs" DEFAULT;']
      : []),
    ...indexes.map((columns) => `CREATE INDEX ON "LiteLLM_SpendLogs" ${columns};`),
  ].join('\n')
}

const OTHER_TABLES = `
CREATE TABLE "LiteLLM_ErrorLogs" (
  request_id text PRIMARY KEY, "startTime" timestamp(3) NOT NULL, "endTime" timestamp(3) NOT NULL,
  ${['api_base', 'model_group', 'litellm_model_name', 'model_id', 'exception_type', 'exception_string', 'status_code'].map((name) => `${name} text NOT NULL DEFAULT ''`).join(', ')},
  request_kwargs jsonb NOT NULL DEFAULT '{}'
);
CREATE TABLE "LiteLLM_VerificationToken" (
  token text PRIMARY KEY, key_name text, key_alias text, team_id text, metadata jsonb NOT NULL DEFAULT '{}'
);
CREATE TABLE "LiteLLM_TeamTable" (team_id text PRIMARY KEY, team_alias text);
`

/** The statements that make LiteLLM's tables of a period in the current schema. */
export function ddl(shape: ShapeName): string {
  return `${spendLogs(PERIODS[shape])}\n${OTHER_TABLES}`
}

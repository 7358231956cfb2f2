/**
 * The part of LiteLLM's database that Lookout looks at, in the shape of LiteLLM about v1.82 (spring 2026).
 * Every statement may be run again: the traffic writer starts against whatever it finds.
 */
export const schema = `
CREATE TABLE IF NOT EXISTS "LiteLLM_SpendLogs" (
  request_id text PRIMARY KEY,
  call_type text NOT NULL,
  api_key text NOT NULL DEFAULT '',
  spend double precision NOT NULL DEFAULT 0.0,
  total_tokens integer NOT NULL DEFAULT 0,
  prompt_tokens integer NOT NULL DEFAULT 0,
  completion_tokens integer NOT NULL DEFAULT 0,
  "startTime" timestamp(3) NOT NULL,
  "endTime" timestamp(3) NOT NULL,
  "completionStartTime" timestamp(3),
  model text NOT NULL DEFAULT '',
  model_id text DEFAULT '',
  model_group text DEFAULT '',
  custom_llm_provider text DEFAULT '',
  api_base text DEFAULT '',
  "user" text DEFAULT '',
  metadata jsonb DEFAULT '{}',
  cache_hit text DEFAULT '',
  cache_key text DEFAULT '',
  request_tags jsonb DEFAULT '[]',
  team_id text,
  end_user text,
  requester_ip_address text,
  messages jsonb DEFAULT '{}',
  response jsonb DEFAULT '{}',
  proxy_server_request jsonb DEFAULT '{}',
  session_id text,
  status text,
  mcp_namespaced_tool_name text,
  organization_id text,
  agent_id text,
  request_duration_ms integer
);
CREATE INDEX IF NOT EXISTS "LiteLLM_SpendLogs_startTime_idx" ON "LiteLLM_SpendLogs" ("startTime");
CREATE INDEX IF NOT EXISTS "LiteLLM_SpendLogs_end_user_idx" ON "LiteLLM_SpendLogs" (end_user);
CREATE INDEX IF NOT EXISTS "LiteLLM_SpendLogs_session_id_idx" ON "LiteLLM_SpendLogs" (session_id);
CREATE INDEX IF NOT EXISTS "LiteLLM_SpendLogs_startTime_request_id_idx"
  ON "LiteLLM_SpendLogs" ("startTime", request_id);

CREATE TABLE IF NOT EXISTS "LiteLLM_ErrorLogs" (
  request_id text PRIMARY KEY,
  "startTime" timestamp(3) NOT NULL,
  "endTime" timestamp(3) NOT NULL,
  api_base text NOT NULL DEFAULT '',
  model_group text NOT NULL DEFAULT '',
  litellm_model_name text NOT NULL DEFAULT '',
  model_id text NOT NULL DEFAULT '',
  request_kwargs jsonb NOT NULL DEFAULT '{}',
  exception_type text NOT NULL DEFAULT '',
  exception_string text NOT NULL DEFAULT '',
  status_code text NOT NULL DEFAULT ''
);

CREATE TABLE IF NOT EXISTS "LiteLLM_VerificationToken" (
  token text PRIMARY KEY,
  key_name text,
  key_alias text,
  spend double precision NOT NULL DEFAULT 0.0,
  expires timestamp(3),
  user_id text,
  team_id text,
  max_budget double precision,
  blocked boolean,
  metadata jsonb NOT NULL DEFAULT '{}'
);

CREATE TABLE IF NOT EXISTS "LiteLLM_TeamTable" (
  team_id text PRIMARY KEY,
  team_alias text,
  max_budget double precision,
  spend double precision NOT NULL DEFAULT 0.0,
  blocked boolean NOT NULL DEFAULT false
);
`

/**
 * The role the daemon connects with: it may read four tables and nothing else, like the one the README asks for.
 * CREATE ROLE knows no IF NOT EXISTS, hence the block.
 */
export const readOnlyRole = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lookout') THEN
    CREATE ROLE lookout LOGIN PASSWORD 'lookout' CONNECTION LIMIT 10;
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO lookout;
GRANT SELECT ON "LiteLLM_SpendLogs", "LiteLLM_ErrorLogs", "LiteLLM_VerificationToken", "LiteLLM_TeamTable" TO lookout;
`

-- A role for Lookout that may read what it needs and nothing else: no prompts, no answers, no writing.
-- Change the three lines below, then run it as the owner of LiteLLM's tables, with psql or any other client; and again
-- after an upgrade of LiteLLM that adds columns. Columns are granted as far as they are there: LiteLLM's tables differ
-- from version to version.
SET lookout.role = 'lookout';
SET lookout.password = 'CHANGE-ME';
SET lookout.schema = 'public';

DO $$
DECLARE
  role text := current_setting('lookout.role');
  password text := current_setting('lookout.password');
  schema text := current_setting('lookout.schema');
  -- What a failure is made of; and after it what error_logs_full keeps beside it: left out, it is missing there alone.
  needed jsonb := '{
    "LiteLLM_SpendLogs": [
      "request_id", "startTime", "endTime", "created_at", "model", "model_group", "custom_llm_provider", "api_key",
      "team_id", "status", "metadata",
      "call_type", "model_id", "api_base", "user", "end_user", "spend", "total_tokens", "prompt_tokens",
      "completion_tokens", "completionStartTime", "cache_hit", "request_tags", "session_id", "request_duration_ms",
      "litellm_call_id", "organization_id"],
    "LiteLLM_ErrorLogs": [
      "request_id", "startTime", "endTime", "model_group", "litellm_model_name", "exception_type", "exception_string",
      "status_code", "api_base", "model_id"],
    "LiteLLM_VerificationToken": ["token", "key_alias"],
    "LiteLLM_TeamTable": ["team_id", "team_alias"]
  }';
  found record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L CONNECTION LIMIT 5', role, password);
  END IF;
  -- Even a mistake of Lookout's could then neither write nor hold the database up.
  EXECUTE format('ALTER ROLE %I SET default_transaction_read_only = on', role);
  EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', role, '60s');
  EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', role, '60s');
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', schema, role);
  FOR found IN
    SELECT c.table_name, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal_position) AS columns
    FROM information_schema.columns c
    WHERE c.table_schema = schema AND needed -> c.table_name ? c.column_name
    GROUP BY c.table_name
  LOOP
    EXECUTE format('GRANT SELECT (%s) ON %I.%I TO %I', found.columns, schema, found.table_name, role);
  END LOOP;
END
$$;

RESET lookout.password;

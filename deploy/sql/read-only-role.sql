-- A role that can read only what Lookout needs: no prompts, no answers, no write access.
-- Change the three lines below, then run this as the owner of LiteLLM's tables, with psql or any other client; run it
-- again after an upgrade of LiteLLM that adds columns. Only existing columns are granted, since LiteLLM's tables differ
-- between versions.
SET lookout.role = 'lookout';
SET lookout.password = 'CHANGE-ME';
SET lookout.schema = 'public';

DO $$
DECLARE
  role text := current_setting('lookout.role');
  password text := current_setting('lookout.password');
  schema text := current_setting('lookout.schema');
  -- First the columns that describe a failure, then (from model_id on) those that only error_logs_full shows.
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
  -- Even a bug in Lookout can then neither write nor block the database.
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

/** What `lookout check` found, and what helps, in English. Numbers are as they are written in the configuration. */
export const check = {
  justNow: 'just now',
  says: {
    instance: 'instance {instance}, time zone {timezone}',

    answers: '{where} answers',
    superuser: '{user} is a superuser',
    mayWrite: '{user} may write to the log tables',
    mayReadPrompts: '{user} may read prompts and answers ({columns}), which Lookout does not need',
    noTables: 'schema {schema} has neither LiteLLM_SpendLogs nor LiteLLM_ErrorLogs',
    noRight: '{table}: no right to read its columns',
    noRightTo: '{table}: no right to read {columns}',
    fieldsEmpty: '{table}: no right to read {columns}: these fields stay empty',
    keysAsHash: 'LiteLLM_VerificationToken is not readable: some keys show as a short hash',
    readable:
      '{table} is readable: about {rows} rows{size, select, unknown {} other {, {size}}}{index, select, used {; polls use its index} other {}}',
    noIndex: '{table} has no index on "startTime": every poll reads all of it',
    indexUnused:
      '{table} has an index on "startTime", but the database would read the whole table for a poll',
    failuresLogged: 'failures are in {table}, newest {newest}',
    noFailures: 'requests are logged (the newest {newest}) but not one failure in {days} d',
    noRequests: 'no requests logged in {days} d',
    rowsAhead: "the newest row is {minutes} min ahead of the database's clock",
    localTimes:
      "rows of {since} to January 2025 carry the proxy's local time and are read as {timezone}",
    filterUnmatched:
      "source.filters.{filter} asks for {pattern}, which none of the last {days} days' failures is of",
    filtersMatched: 'each name that they ask for is there',

    clockAgrees: "agrees with the database's, to {seconds} s",
    clockAhead: "the database's clock is {seconds} s ahead of this machine's",
    clockBehind: "the database's clock is {seconds} s behind this machine's",
    room: '{gigabytes} GB free at {path}',
    othersMayRead: '{path} can be read by other users (mode {mode})',
    canBeMade: '{path} is not there yet and can be made',
    noFolder: '{path} is not a folder',
    writable: '{path} is writable',
    stateFree: '{path} opens; no daemon runs on it',
    stateHeld: '{path} opens; process {pid} runs on it',
    pageOpen: '{address}, open to this machine alone, without a token',
    pageLocked: '{address}, behind a token',
    tokenShort: '{option} is short',
    asExpected: 'as expected',

    answerTooLong:
      'llm.maxAnswerTokens is {answer}, and the model answers with {limit} tokens at most',
    windowUnknown:
      "context window unknown: the server doesn't report it; llm.maxPromptTokens and llm.maxAnswerTokens together are {asked}",
    windowFits:
      'takes {window} tokens; llm.maxPromptTokens and llm.maxAnswerTokens together are {asked}',
    windowTooSmall:
      'takes {window} tokens; llm.maxPromptTokens and llm.maxAnswerTokens together are {asked}: a large prompt will be refused or cut',
    modelAnswered: 'answered within {seconds} s',
    accepted: 'accepted',
    heartbeatTaken: 'the call was taken',
  },
  remedies: {
    databaseUrl: 'look at DATABASE_URL',
    proxyDatabase: "point DATABASE_URL at the proxy's database",
    schema: 'append ?schema={schema} to DATABASE_URL',
    readOnlyRole: 'a role that may only SELECT is enough: see "read-only role" in the README',
    noPromptsRole: 'deploy/sql/read-only-role.sql makes a role that may not',
    grant:
      'as the owner of the tables: deploy/sql/read-only-role.sql, or with prompts and all: {grants}',
    createIndex:
      'CREATE INDEX CONCURRENTLY ON "{schema}"."{table}" ("startTime"), which a schema sync of LiteLLM may drop again',
    analyze:
      'ANALYZE "{schema}"."{table}"; if that does not help, see what EXPLAIN says of a query bounded by "startTime"',
    errorLogs: "if that cannot be, look for disable_error_logs: true in LiteLLM's general_settings",
    spendLogs:
      'check that this is the database the proxy writes to, and look for disable_spend_logs in its settings',
    proxyClock:
      "set the proxy's clock by NTP; LiteLLM before 1.60 writes its local time: upgrade it, or run it with TZ=UTC",
    sourceTimezone:
      'if the proxy did not run in UTC then, set source.timezone to its zone, such as Europe/Berlin',
    filters: 'look at source.filters',
    filterNames:
      'lookout keys lists the names as Lookout sees them; a pattern matches the whole name, capitals count',

    clocks: 'set both by NTP; rules go by the database, what people read by this machine',
    room: 'free some space, or shorten retention.events and retention.artifacts',
    permissions: 'chmod 600 {path}',
    longerToken: 'make one of 32 characters or more: openssl rand -hex 24',
    outputWritable:
      "make {path} writable for Lookout's user (the container's has the number 1000: chown 1000:1000), or set OUTPUT_DIR",
    outputFolder: 'set OUTPUT_DIR to a folder',
    stateWritable: "make the state's folder writable for Lookout's user, or set STATE_URL",
    ruleTests: 'see docs/alerting.md for how rule tests are written',

    model: 'look at LLM_URL',
    modelAccess: 'look at LLM_URL, LLM_API_KEY and LLM_MODEL',
    modelTemperature: 'set llm.temperature: none',
    modelKey: 'look at LLM_API_KEY',
    modelPath:
      'LLM_URL must be the whole path (…/v1/chat/completions or …/api/chat), LLM_MODEL a name that the server knows',
    modelSlow: 'look at LLM_URL, LLM_API_KEY and LLM_MODEL; for a slow model, raise llm.timeout',
    maxAnswerTokens: 'set llm.maxAnswerTokens to {most} or less',
    maxPromptTokens: 'set llm.maxPromptTokens to {most} or less',
    contextWindow:
      "check the model's context window: it must be larger than that, or large prompts are refused or cut",
    lowerBoth: 'lower both, or take a model with a larger window',

    channels: 'look at email.caFile and at the files that channels name',
    slack:
      'look up the webhook in Slack (Apps, Incoming Webhooks) and set SLACK_WEBHOOK_URL; behind a proxy, set HTTPS_PROXY',
    email: 'look at SMTP_URL (host, port, user, password) and whether the server takes EMAIL_FROM',
    webhook: "look at the webhook's URL",
    alertmanager: "look at Alertmanager's URL",
    heartbeat: 'look at HEARTBEAT_URL, and at heartbeat.method',
  },
} as const

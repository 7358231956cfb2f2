/** What helps when LiteLLM's database cannot be read, in English. */
export const source = {
  sourceAt: '{where}: {error}',
  sourceRemedies: {
    login: 'Check user and password in DATABASE_URL, and pg_hba.conf for this host.',
    certificate:
      "Give the CA of the server's certificate as source.caFile (or sslrootcert in DATABASE_URL), or use sslmode=require to encrypt without checking.",
    expired: "The server's certificate has expired; renew it there.",
    otherName:
      "The server's certificate is for another name: use that name in DATABASE_URL, or sslmode=verify-ca to check the CA alone.",
    noTls: 'The server offers no TLS: use sslmode=disable or sslmode=prefer in DATABASE_URL.',
    unreachable:
      "Check host and port in DATABASE_URL, and that this container is on the database's network (LITELLM_NETWORK).",
    restarting:
      'The database is starting, stopping or restarting; reading continues when it is back.',
    database: 'Check the database name in DATABASE_URL; it must be the one LiteLLM uses.',
    grant: 'As the owner of the tables, run: {grants}',
    tables:
      'Check database and ?schema= in DATABASE_URL; the tables appear when LiteLLM first starts.',
    columns: 'LiteLLM changed its tables; the columns are looked up again.',
    locked: 'LiteLLM or a migration holds a lock on the table; reading is tried again.',
    slow: 'The statement timed out: raise source.statementTimeout, or check that the startTime index exists.',
    standby: 'The standby cancelled the read to follow its primary; reading is tried again.',
    connections: 'The database has no connection left: raise max_connections, or use PgBouncer.',
    databaseLog: 'See the database log for the reason.',
  },
} as const

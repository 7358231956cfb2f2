import { messageOf } from '../../domain/reason.ts'
/**
 * Where the database is, and the user. Shown in errors; the password is only here so that it can be removed from texts.
 */
export interface Place {
  readonly where: string
  readonly user: string
  readonly password: string
  readonly schema: string
}

interface Meaning {
  readonly retry: boolean
  readonly remedy: (place: Place) => string
}

const again = (remedy: string): Meaning => ({ retry: true, remedy: () => remedy })
const never = (remedy: (place: Place) => string): Meaning => ({ retry: false, remedy })

/** The statements that grant exactly what Lookout reads. */
export function grantStatements(schema: string, user: string): string {
  const name = (table: string) => `"${schema}"."LiteLLM_${table}"`
  const tables = ['SpendLogs', 'ErrorLogs', 'VerificationToken', 'TeamTable'].map(name).join(', ')
  return `GRANT USAGE ON SCHEMA "${schema}" TO "${user}"; GRANT SELECT ON ${tables} TO "${user}";`
}

const REFUSED = never(
  () => 'Check user and password in DATABASE_URL, and pg_hba.conf for this host.',
)
const CERTIFICATE = never(
  () =>
    "Give the CA of the server's certificate as source.caFile (or sslrootcert in DATABASE_URL), or sslmode=require to encrypt without checking.",
)
const UNREACHABLE = again(
  "Check host and port in DATABASE_URL, and that this container is on the database's network (LITELLM_NETWORK).",
)
const RESTARTING = again(
  'The database is starting, stopping or restarting; reading goes on when it is back.',
)

const MEANINGS: Readonly<Record<string, Meaning>> = {
  '28P01': REFUSED,
  '28000': REFUSED,
  '3D000': never(() => 'Check the database name in DATABASE_URL; it must be the one LiteLLM uses.'),
  '42501': never(
    ({ schema, user }) => `As the owner of the tables, run: ${grantStatements(schema, user)}`,
  ),
  '42P01': never(
    () =>
      'Check database and ?schema= in DATABASE_URL; the tables appear when LiteLLM first starts.',
  ),
  '42703': again('LiteLLM changed its tables; the columns are looked up again.'),
  '55P03': again('LiteLLM or a migration holds a lock on the table; reading is tried again.'),
  '57014': again(
    'The statement ran out of time: raise source.statementTimeout, or check that the startTime index exists.',
  ),
  '40001': again('The standby cancelled the read to follow its primary; reading is tried again.'),
  '53300': again(
    'The database has no connection left: raise max_connections, or go through PgBouncer.',
  ),
  '57P01': RESTARTING,
  '57P02': RESTARTING,
  '57P03': RESTARTING,
  ECONNREFUSED: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ECONNRESET: RESTARTING,
  EPIPE: RESTARTING,
  SELF_SIGNED_CERT_IN_CHAIN: CERTIFICATE,
  DEPTH_ZERO_SELF_SIGNED_CERT: CERTIFICATE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: CERTIFICATE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: CERTIFICATE,
  UNABLE_TO_GET_ISSUER_CERT: CERTIFICATE,
  CERT_HAS_EXPIRED: never(() => "The server's certificate has expired; renew it there."),
  ERR_TLS_CERT_ALTNAME_INVALID: never(
    () =>
      "The server's certificate is for another name: use that name in DATABASE_URL, or sslmode=verify-ca to check the CA alone.",
  ),
  NO_TLS: never(
    () => 'The server offers no TLS: use sslmode=disable or sslmode=prefer in DATABASE_URL.',
  ),
}

const OTHER: Meaning = again('See the log of the database for the reason.')

function codeOf(error: unknown, text: string): string {
  if (text.includes('does not support SSL')) return 'NO_TLS'
  if (/timeout exceeded when trying|due to connection timeout|Query read timeout/.test(text)) {
    return 'ETIMEDOUT'
  }
  if (/Connection terminated/.test(text)) return 'ECONNRESET'
  // PgBouncer has one code for all its refusals.
  if (/^(SASL|password) authentication failed|^no such user/.test(text)) return '28P01'
  if (/^no such database/.test(text)) return '3D000'
  if (/^no more connections allowed|^query_wait_timeout/.test(text)) return '53300'
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

/** Makes a SourceError of whatever the driver threw; `what` is the action, as in `reading SpendLogs`. */
export function explainError(error: unknown, what: string, place: Place): SourceError {
  if (error instanceof SourceError) return error
  // Two refused addresses of one host arrive as an AggregateError without a message.
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error
  const raw = messageOf(inner)
  const text = place.password === '' ? raw : raw.replaceAll(place.password, '***')
  const code = codeOf(inner, text)
  const meaning = MEANINGS[code] ?? OTHER
  return new SourceError(`${what} at ${place.where}: ${text}`, {
    where: place.where,
    code,
    retry: meaning.retry,
    remedy: meaning.remedy(place),
    cause: inner,
  })
}

/** Errors after which the tables may differ from the schema cache: no such table, no such column, no privilege. */
export function smellsOfShape(error: unknown): boolean {
  return error instanceof SourceError && ['42P01', '42703', '42501'].includes(error.code)
}

export function isStatementTimeout(error: unknown): boolean {
  return error instanceof SourceError && error.code === '57014'
}

/**
 * The source could not be read. `message` says what failed and where, never with the password; `remedy` is one sentence
 * for the operator; `retry` says whether an unchanged retry can help; `code` is the SQLSTATE or the system's code.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly where: string
  readonly code: string
  readonly retry: boolean
  readonly remedy: string

  constructor(
    message: string,
    details: {
      readonly where: string
      readonly code: string
      readonly retry: boolean
      readonly remedy: string
      readonly cause?: unknown
    },
  ) {
    super(message, { cause: details.cause })
    this.where = details.where
    this.code = details.code
    this.retry = details.retry
    this.remedy = details.remedy
  }
}

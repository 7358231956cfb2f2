import type { SourceRemedy, SourceTrouble } from '../../domain/finding.ts'
import { messageOf } from '../../domain/reason.ts'
import { remedyText } from '../../i18n/finding-text.ts'
import { english } from '../../i18n/locales.ts'

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
  readonly remedy: SourceRemedy
}

const again = (remedy: SourceRemedy): Meaning => ({ retry: true, remedy })
const never = (remedy: SourceRemedy): Meaning => ({ retry: false, remedy })

/** The statements that grant exactly what Lookout reads. */
export function grantStatements(schema: string, user: string): string {
  const name = (table: string) => `"${schema}"."LiteLLM_${table}"`
  const tables = ['SpendLogs', 'ErrorLogs', 'VerificationToken', 'TeamTable'].map(name).join(', ')
  return `GRANT USAGE ON SCHEMA "${schema}" TO "${user}"; GRANT SELECT ON ${tables} TO "${user}";`
}

const REFUSED = never('login')
const CERTIFICATE = never('certificate')
const UNREACHABLE = again('unreachable')
const RESTARTING = again('restarting')

const MEANINGS: Readonly<Record<string, Meaning>> = {
  '28P01': REFUSED,
  '28000': REFUSED,
  '3D000': never('database'),
  '42501': never('grant'),
  '42P01': never('tables'),
  '42703': again('columns'),
  '55P03': again('locked'),
  '57014': again('slow'),
  '40001': again('standby'),
  '53300': again('connections'),
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
  CERT_HAS_EXPIRED: never('expired'),
  ERR_TLS_CERT_ALTNAME_INVALID: never('otherName'),
  NO_TLS: never('noTls'),
}

const OTHER: Meaning = again('databaseLog')

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
  const trouble: SourceTrouble = {
    error: text,
    where: place.where,
    remedy: meaning.remedy,
    grants: meaning.remedy === 'grant' ? grantStatements(place.schema, place.user) : '',
  }
  return new SourceError(`${what} at ${place.where}: ${text}`, {
    where: place.where,
    code,
    retry: meaning.retry,
    remedy: remedyText(trouble, english.messages),
    trouble,
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
  /** The same for people, in their own locale. */
  readonly trouble: SourceTrouble

  constructor(
    message: string,
    details: {
      readonly where: string
      readonly code: string
      readonly retry: boolean
      readonly remedy: string
      readonly trouble?: SourceTrouble
      readonly cause?: unknown
    },
  ) {
    super(message, { cause: details.cause })
    this.where = details.where
    this.code = details.code
    this.retry = details.retry
    this.remedy = details.remedy
    this.trouble = details.trouble ?? { error: `${message} → ${details.remedy}` }
  }
}

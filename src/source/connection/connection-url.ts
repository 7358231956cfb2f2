import { SourceError } from './explain-error.ts'

/**
 * How TLS is used, in libpq's terms. `prefer`: encrypted if the server can, unchecked. `require`: encrypted, unchecked.
 * `verify-ca`: the certificate's chain is checked. `verify-full`: the host name too.
 */
type TlsMode = 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'

export interface TlsPolicy {
  readonly mode: TlsMode
  /** Paths of PEM files, '' for none. */
  readonly caFile: string
  readonly certFile: string
  readonly keyFile: string
}

export interface ConnectionTarget {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly schema: string
  /** Start-up options that some hosts require in the URL, '' for none. PgBouncer refuses them, so we add none. */
  readonly options: string
  readonly tls: TlsPolicy
  /** host:port/database, for display. */
  readonly where: string
}

function invalid(problem: string): SourceError {
  return new SourceError(`DATABASE_URL ${problem}`, {
    where: 'DATABASE_URL',
    code: 'INVALID_URL',
    retry: false,
    remedy:
      "It should look like postgresql://user:password@host:5432/litellm, as in LiteLLM's own configuration; a password's special characters are percent-encoded.",
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A bare % in a password that was not encoded: the text is taken literally.
    return text
  }
}

function tlsMode(params: URLSearchParams, hasCa: boolean): TlsMode {
  const accept = params.get('sslaccept')
  const mode = params.get('sslmode') ?? (hasCa ? 'verify-full' : 'prefer')
  if (mode === 'disable') return 'disable'
  // Prisma's sslaccept decides about checking, whatever sslmode is.
  if (accept === 'strict') return 'verify-full'
  if (accept === 'accept_invalid_certs' && mode !== 'prefer') return 'require'
  switch (mode) {
    case 'allow':
    case 'prefer':
      // Naming a CA means that it should be used.
      return hasCa ? 'verify-full' : 'prefer'
    case 'no-verify':
      return 'require'
    case 'require':
      return hasCa ? 'verify-ca' : 'require'
    case 'verify-ca':
    case 'verify-full':
      return mode
    default:
      throw invalid(
        `has sslmode=${mode}, which is none of disable, prefer, require, verify-ca, verify-full`,
      )
  }
}

function tlsPolicy(params: URLSearchParams, caFile: string): TlsPolicy {
  const named = (name: string) => params.get(name) ?? ''
  const keyFile = named('sslkey')
  // Without a key, sslcert means the CA, as in Prisma. With one, it means the client's certificate, as in libpq.
  const prismaCa = keyFile === '' ? named('sslcert') : ''
  const root = named('sslrootcert')
  const ca = [caFile, root === 'system' ? '' : root, prismaCa].find((file) => file !== '') ?? ''
  return {
    mode: tlsMode(params, ca !== '' || root === 'system'),
    caFile: ca,
    certFile: keyFile === '' ? '' : named('sslcert'),
    keyFile,
  }
}

/**
 * Parses LiteLLM's DATABASE_URL as pasted. Prisma's own parameters (connection_limit, pool_timeout, pgbouncer,
 * socket_timeout, …) have no meaning here and are dropped. Throws SourceError without the URL in it.
 */
export function parseConnectionUrl(text: string, caFile: string): ConnectionTarget {
  // Quotes are included if a line of an .env file is pasted as a whole.
  const trimmed = text.trim().replace(/^(["'])(.*)\1$/, '$2')
  if (!URL.canParse(trimmed)) throw invalid('is not a URL')
  const url = new URL(trimmed)
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') {
    throw invalid(`starts with ${url.protocol}// rather than postgresql://`)
  }
  const params = url.searchParams
  const host = params.get('host') ?? decoded(url.hostname).replace(/^\[(.+)\]$/, '$1')
  const port = Number(params.get('port') ?? (url.port === '' ? 5432 : url.port))
  const database = decoded(url.pathname.slice(1))
  const user = decoded(url.username)
  if (host === '') throw invalid('names no host')
  if (database === '') throw invalid('names no database')
  if (user === '') throw invalid('names no user')
  return {
    host,
    port,
    user,
    password: decoded(url.password),
    database,
    schema: params.get('schema') ?? 'public',
    options: params.get('options') ?? '',
    tls: tlsPolicy(params, caFile),
    where: `${host.includes(':') ? `[${host}]` : host}:${port}/${database}`,
  }
}

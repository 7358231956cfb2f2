/** What a mail server's URL says. */
export interface SmtpAddress {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (smtps). */
  readonly secure: boolean
  /** No mail without STARTTLS; otherwise it is used where it is offered. */
  readonly requireTLS: boolean
  readonly auth: { readonly user: string; readonly pass: string } | null
  /** Whether the server's certificate must be good; `false` only for a server one trusts otherwise. */
  readonly rejectUnauthorized: boolean
  /** Name the certificate is held against, '' for the host. */
  readonly servername: string
  /** How Lookout introduces itself (EHLO), '' for the machine's own name. */
  readonly ehlo: string
}

/** Parameters of the URL, under nodemailer's names where it has them. */
const parameters: ReadonlySet<string> = new Set([
  'requireTLS',
  'tls.rejectUnauthorized',
  'tls.servername',
  'name',
])

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    // A password pasted as it is, with a % in it.
    return part
  }
}

/**
 * Reads `smtp://user:password@host:587?requireTLS=true` or `smtps://host`. Ports default to 587 and 465. Throws a
 * TypeError that says what is wrong and never repeats the URL, which holds a password.
 */
export const parseSmtpUrl = (url: string): SmtpAddress => {
  const parsed = URL.parse(url.trim())
  if (parsed === null || (parsed.protocol !== 'smtp:' && parsed.protocol !== 'smtps:'))
    throw new TypeError('the SMTP URL must look like smtp://user:password@host:587')
  if (parsed.hostname === '') throw new TypeError('the SMTP URL names no host')
  const query = parsed.searchParams
  for (const name of query.keys())
    if (!parameters.has(name))
      throw new TypeError(
        `the SMTP URL has an unknown parameter; known are ${[...parameters].join(', ')}`,
      )
  const secure = parsed.protocol === 'smtps:'
  const isTrue = (name: string): boolean => ['true', '1', ''].includes(query.get(name) ?? 'false')
  return {
    // An IPv6 address stands in brackets in a URL and without them everywhere else.
    host: decode(parsed.hostname).replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? (secure ? 465 : 587) : Number(parsed.port),
    secure,
    requireTLS: isTrue('requireTLS'),
    auth:
      parsed.username === ''
        ? null
        : { user: decode(parsed.username), pass: decode(parsed.password) },
    rejectUnauthorized: query.get('tls.rejectUnauthorized') !== 'false',
    servername: query.get('tls.servername') ?? '',
    ehlo: query.get('name') ?? '',
  }
}

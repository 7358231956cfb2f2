import { harmlessValue, type Rule, START } from './redaction-rule.ts'

/** `user:password` in base64: decodes to printable text with a colon, which words like "authentication" do not. */
const basicCredentials = (secret: string): boolean => {
  const decoded = Buffer.from(secret, 'base64').toString('latin1')
  return decoded.indexOf(':') >= 0 && /^[\x20-\x7e\xa0-\xff]{3,}$/.test(decoded)
}

const bearerToken = (secret: string): boolean =>
  !harmlessValue(secret) &&
  (/\d/.test(secret) || (secret.length >= 20 && /[a-z]/.test(secret) && /[A-Z]/.test(secret)))

/**
 * In place of the password, whatever it contains: these schemes have no path that could contain an @ before the host.
 */
const DATABASES =
  'postgres(?:ql)?|mysql|mariadb|mongodb(?:\\+srv)?|rediss?|amqps?|smtps?|clickhouse'

/** Secrets with a general form: keys in PEM, JWTs, HTTP credentials, passwords and signatures in URLs. */
export const tokenRules: readonly Rule[] = [
  {
    kind: 'private key',
    hints: ['PRIVATE KEY'],
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----))*(?:-----END [A-Z0-9 ]{0,50}-----)?/g,
    // Texts about keys contain the first line too: only with a body is it a key.
    accept: (secret) => /[A-Za-z0-9+/]{40}/.test(secret),
  },
  {
    kind: 'jwt',
    hints: ['eyJ'],
    pattern: new RegExp(
      `${START}(?<![_-])eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*){0,3}`,
      'g',
    ),
  },
  {
    kind: 'bearer token',
    hints: ['earer', 'EARER'],
    pattern: /(?<keep>\bbearer(?:\s|%20|\+){1,4})[A-Za-z0-9._~+/=:|-]{8,}/gi,
    accept: bearerToken,
  },
  {
    kind: 'basic credentials',
    hints: ['asic', 'ASIC'],
    pattern: /(?<keep>\bbasic\s{1,4})[A-Za-z0-9+/]{8,}={0,2}/gi,
    accept: basicCredentials,
  },
  {
    kind: 'url password',
    hints: ['://'],
    pattern: new RegExp(
      `(?<keep>\\b(?:${DATABASES})://[^\\s:/@"'<>]{0,100}:)(?!\\d{2,5}/)[^\\s"'<>]{1,256}(?=@)`,
      'gi',
    ),
    accept: (secret) => !harmlessValue(secret),
  },
  {
    kind: 'url password',
    hints: ['://'],
    pattern: /(?<keep>:\/\/[^\s:/@"'<>?#]{0,100}:)[^\s/?#"'<>]{1,256}(?=@)/g,
    accept: (secret) => !harmlessValue(secret),
  },
  {
    // A key alone before the host: Sentry's DSN, tokens of package hosts.
    kind: 'url token',
    hints: ['://'],
    pattern: /(?<keep>:\/\/)[A-Za-z0-9_-]{20,128}(?=@)/g,
    accept: (secret) => (secret.match(/\d/g)?.length ?? 0) >= 3,
  },
  {
    kind: 'webhook url',
    hints: ['hooks.slack', '/api/webhooks/', 'webhook.office.com'],
    pattern:
      /(?<keep>hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/|\/api\/webhooks\/\d{1,24}\/|webhook\.office\.com\/webhookb2\/)[A-Za-z0-9/_@-]{12,}/g,
  },
  {
    kind: 'url signature',
    hints: ['sig', 'Sig', 'SIG', 'redential', 'oken', 'TOKEN'],
    pattern:
      /(?<keep>(?:[?&;]|&amp;|%26|%3F|\\u0026)(?:sig|signature|x-(?:amz|goog)-(?:signature|credential|security-token))(?:=|%3D))[^\s&"'<>\\)\]]{8,}/gi,
    accept: (secret) => !harmlessValue(secret),
  },
  {
    // Gemini has its key in the query.
    kind: 'url key',
    hints: ['key', 'KEY', 'Key'],
    pattern: /(?<keep>(?:[?&]|&amp;|%26|%3F|\\u0026)key(?:=|%3D))[A-Za-z0-9._~%-]{16,}/gi,
    accept: (secret) =>
      !harmlessValue(secret) && /\d/.test(secret) && !/^[0-9a-f]{64}$/.test(secret),
  },
]

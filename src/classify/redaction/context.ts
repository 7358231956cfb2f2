import { harmlessValue } from './redaction-rule.ts'

/** What a name says about the value next to it. */
export type ContextKind = 'api key' | 'secret' | 'token' | 'password' | 'authorization' | 'cookie'

/** Ends of names, so that `AZURE_OPENAI_API_KEY` and `dbPassword` are recognized too; longest alternative first. */
const ENDINGS: readonly (readonly [ContextKind, string])[] = [
  ['authorization', 'authorization'],
  ['cookie', 'cookie'],
  ['password', 'pass(?:word|wd|phrase)|pwd'],
  [
    'secret',
    '(?:client|app|webhook|signing|consumer|shared|jwt|oauth)[_ -]?secret|secret[_ -]?access[_ -]?key|secret[_-]?key|private[_-]?key|secret',
  ],
  [
    'api key',
    'api[_ -]?key(?: provided)?|subscription[_-]?key|(?:account|shared[_-]?access|access|master|salt|license|auth|encryption|service)[_-]?key',
  ],
  [
    'token',
    '(?:access|refresh|id|auth|bearer|session|security|csrf|xsrf|oauth|api|bot|personal)[_ -]?token|token',
  ],
]

/** All endings in one alternation, for finding names in running text. */
export const NAME_PATTERN: string = ENDINGS.map(([, ending]) => ending).join('|')

const MATCHERS = ENDINGS.map(([kind, ending]) => ({
  kind,
  pattern: new RegExp(`(?:${ending})$`, 'i'),
}))

/** The kind of value that a name announces, null for none. Reads the end of a long name. */
export const contextOf = (name: string): ContextKind | null => {
  const end = name.slice(-64).trimEnd()
  return MATCHERS.find(({ pattern }) => pattern.test(end))?.kind ?? null
}

/**
 * Headers and environment variables contain keys themselves; a plain `api_key` in LiteLLM's own texts contains the
 * hash.
 */
const holdsKeyItself = (name: string): boolean =>
  /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(name) || /(?:^|-)(?:api|subscription)-key$/i.test(name)

const isHash = (value: string): boolean => /^[0-9a-f]{64}$/i.test(value)

const SHORTEST: Readonly<Record<ContextKind, number>> = {
  'api key': 8,
  secret: 6,
  token: 12,
  password: 3,
  authorization: 8,
  cookie: 3,
}

const looksSecret = (value: string): boolean =>
  (/\d/.test(value) && /[A-Za-z]/.test(value)) ||
  (value.length >= 20 && /[a-z]/.test(value) && /[A-Z]/.test(value)) ||
  (value.length >= 24 && /^\S+$/.test(value) && !/[ _.-]/.test(value))

/**
 * Whether the value next to a name is a secret. `firm`: it is quoted or follows `=`, so even a plain word is meant as a
 * value; otherwise it may be prose ("password: required").
 */
export const isSecretValue = (
  kind: ContextKind,
  name: string,
  value: string,
  firm: boolean,
): boolean => {
  if (value.length < SHORTEST[kind] || harmlessValue(value)) return false
  if (isHash(value) && !holdsKeyItself(name)) return kind === 'authorization'
  switch (kind) {
    case 'password':
      return firm || /[^A-Za-z,.;:]/.test(value.replace(/[\s.,;:]+$/, ''))
    case 'cookie':
      return /^[^\s=;,]{1,128}=[^\s]/.test(value)
    case 'authorization':
      return !value.split(/\s+/).some(harmlessValue) && looksSecret(value)
    default:
      // Without quotes only the characters of keys: prose and object names contain others.
      return !/\s/.test(value) && (firm || /^[\w+/=.~:|-]+$/.test(value)) && looksSecret(value)
  }
}

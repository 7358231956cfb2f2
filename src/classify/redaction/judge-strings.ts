import { copied, remember } from './any-of.ts'
import { type ContextKind, contextOf, isSecretValue } from './context.ts'
import type { Redact } from './redact.ts'

/** Longer texts rarely occur twice. In units of UTF-16. */
const SHORT = 64
const MOST = 4_096

export interface Name {
  /** Without its escapes. */
  readonly text: string
  readonly kind: ContextKind | null
  /** What replaces it, with quotes; null: the name itself. */
  readonly written: string | null
}

/**
 * Classifies the strings of JSON texts as they are written, with escapes and without their quotes. Results for short
 * ones are cached. Returns the replacement, with quotes; null: they stay.
 */
export const createStringCheck = (redactText: Redact) => {
  const names = new Map<string, Name>()
  const words = new Map<string, string | null>()

  const decoded = (raw: string): string => {
    if (!raw.includes('\\')) return raw
    const text: unknown = JSON.parse(`"${raw}"`)
    return String(text)
  }
  const evaluator = (raw: string): string | null => {
    const text = decoded(raw)
    const clean = redactText(text).text
    return clean === text ? null : JSON.stringify(clean)
  }
  const word = (raw: string): string | null => {
    if (raw.length > SHORT) return evaluator(raw)
    const known = words.get(raw)
    return known === undefined ? remember(words, MOST, raw, evaluator(raw)) : known
  }
  const nameOf = (raw: string): Name => {
    const known = names.get(raw)
    if (known !== undefined) return known
    const text = copied(decoded(raw))
    const name = { text, kind: contextOf(text), written: evaluator(raw) }
    return raw.length > SHORT ? name : remember(names, MOST, raw, name)
  }
  const stringOf = (raw: string, { kind, text }: Name): string | null =>
    kind !== null && isSecretValue(kind, text, decoded(raw), true)
      ? JSON.stringify(`[redacted: ${kind}]`)
      : word(raw)
  return { nameOf, stringOf }
}

import { contextOf, isSecretValue } from './context.ts'
import { type Redact, redact } from './redact.ts'

/** Deeper than any row of LiteLLM's, and less deep than the stack. */
export const MAX_DEPTH = 64
export const TOO_DEEP = '[left out: nested too deep]'
const CIRCULAR = '[left out: circular]'

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

const fromError = (error: Error): object => ({
  ...error,
  type: error.name,
  message: error.message,
  stack: error.stack,
  ...(error.cause === undefined ? {} : { cause: error.cause }),
})

/**
 * A copy of a JSON-like value with every string and every key redacted; a string under a secret name (`{"password":
 * "…"}`) as a whole. Errors become plain objects; other instances (dates, buffers) are unchanged. What is nested more
 * than 64 deep is left out. The input is never changed.
 */
export const redactValue = (value: unknown, redactText: Redact = redact): unknown => {
  const above = new Set<object>()
  const visit = (item: unknown, name: string): unknown => {
    if (typeof item === 'string') {
      const kind = contextOf(name)
      if (kind !== null && isSecretValue(kind, name, item, true)) return `[redacted: ${kind}]`
      return redactText(item).text
    }
    if (typeof item !== 'object' || item === null) return item
    if (above.has(item)) return CIRCULAR
    if (above.size >= MAX_DEPTH) return TOO_DEEP
    above.add(item)
    const copy = copyOf(item, name)
    above.delete(item)
    return copy
  }
  const copyOf = (item: object, name: string): unknown => {
    if (Array.isArray(item)) return item.map((entry: unknown) => visit(entry, name))
    const plain = item instanceof Error ? fromError(item) : item
    if (!isPlain(plain)) return item
    return Object.fromEntries(
      Object.entries(plain).map(([key, entry]) => [redactText(key).text, visit(entry, key)]),
    )
  }
  return visit(value, '')
}

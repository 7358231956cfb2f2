import { anyOf } from './any-of.ts'
import { redactContexts } from './context-scan.ts'
import { keyRules } from './key-rules.ts'
import { addressRules, emailRule } from './personal-rules.ts'
import type { Rule } from './redaction-rule.ts'
import { tokenRules } from './token-rules.ts'

interface Redacted {
  readonly text: string
  /** How many of each kind were found, by the name in the mark. Empty if there were none. */
  readonly kinds: Readonly<Record<string, number>>
}

export type Redact = (text: string) => Redacted

/** What is redacted besides secrets. Both off by default. */
export interface RedactOptions {
  readonly emailAddresses?: boolean
  readonly ipAddresses?: boolean
}

/** A replacement may reveal what its neighbour hid; rarely once, never often. */
const MAX_PASSES = 8

/**
 * One search for the beginnings of all keys: most texts contain none, and a search for each rule would cost as much.
 */
const mayHoldKey = new RegExp(
  `${anyOf(keyRules.flatMap(({ hints }) => hints.filter((hint) => hint !== '.'))).source}|\\.(?<=[0-9a-f]{32}\\.)`,
)

const applyRule = (text: string, rule: Rule, mark: (kind: string) => string): string => {
  if (!rule.hints.some((hint) => text.includes(hint))) return text
  return text.replace(rule.pattern, (...args) => {
    const found: string = args[0]
    const groups: unknown = args.at(-1)
    const keep =
      typeof groups === 'object' && groups !== null && 'keep' in groups ? groups.keep : ''
    const kept = typeof keep === 'string' ? keep : ''
    if (rule.accept !== undefined && !rule.accept(found.slice(kept.length))) return found
    return `${kept}${mark(rule.kind)}`
  })
}

/**
 * Returns a function that removes secrets from a text of any length and content, in linear time. Each becomes a mark
 * with its kind, `[redacted: openai key]`; applying it again changes nothing. Ids stay: uuids, request ids, the sha256
 * that LiteLLM stores of a key, model names.
 */
export const createRedactor = (options: RedactOptions = {}): Redact => {
  const before = tokenRules.filter(({ kind }) => kind === 'private key')
  const after = [
    ...tokenRules.filter(({ kind }) => kind !== 'private key'),
    ...(options.emailAddresses === true ? [emailRule] : []),
    ...(options.ipAddresses === true ? addressRules : []),
  ]
  const mayHoldToken = anyOf(after.flatMap(({ hints }) => hints))
  return (text) => {
    const kinds: Record<string, number> = {}
    const mark = (kind: string): string => {
      kinds[kind] = (kinds[kind] ?? 0) + 1
      return `[redacted: ${kind}]`
    }
    const pass = (input: string): string => {
      let output = input
      // Whole blocks first, then what can be recognized by itself, then what only its context reveals.
      for (const rule of before) output = applyRule(output, rule, mark)
      if (mayHoldKey.test(output)) {
        for (const rule of keyRules) output = applyRule(output, rule, mark)
      }
      output = redactContexts(output, mark)
      if (mayHoldToken.test(output)) {
        for (const rule of after) output = applyRule(output, rule, mark)
      }
      return output
    }
    let current = text
    for (let i = 0; i < MAX_PASSES; i++) {
      const next = pass(current)
      if (next === current) break
      current = next
    }
    return { text: current, kinds }
  }
}

/** Only secrets: addresses of people and machines stay. */
export const redact: Redact = createRedactor()

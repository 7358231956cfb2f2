import { type Dimensions, UNKNOWN } from '../events/event.ts'
import { matchesGlob } from './glob.ts'

/** What rules count by, match on and label alerts with. */
export const labelNames = [
  'model',
  'key',
  'team',
  'provider',
  'error_type',
  'status',
  'fault',
  'group',
] as const

export type LabelName = (typeof labelNames)[number]

/** The value a label has for a series. A key is labelled by its hash, which renaming does not change. */
export const labelOf = (name: LabelName, of: Dimensions): string => {
  switch (name) {
    case 'model':
      return of.model
    case 'key':
      return of.keyHash || UNKNOWN
    case 'team':
      return of.team
    case 'provider':
      return of.provider
    case 'error_type':
      return of.errorType
    case 'status':
      return of.status
    case 'fault':
      return of.fault
    case 'group':
      return of.fingerprint
  }
}

/** Patterns by label: a series passes when each named label matches one of its patterns. */
export type Matchers = Partial<Readonly<Record<LabelName, readonly string[]>>>

/** Names a person uses for a label's value: a key goes by its alias as well as by its hash. */
const candidates = (name: LabelName, of: Dimensions): readonly string[] =>
  name === 'key' ? [labelOf(name, of), of.keyName] : [labelOf(name, of)]

export const matchesAll = (matchers: Matchers, of: Dimensions): boolean =>
  labelNames.every((name) => {
    const patterns = matchers[name]
    if (patterns === undefined || patterns.length === 0) return true
    return candidates(name, of).some((value) => patterns.some((p) => matchesGlob(p, value)))
  })

export const matchesAny = (matchers: Matchers, of: Dimensions): boolean =>
  labelNames.some((name) => {
    const patterns = matchers[name] ?? []
    return candidates(name, of).some((value) => patterns.some((p) => matchesGlob(p, value)))
  })

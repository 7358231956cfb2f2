import type { Dimensions } from '../domain/event.ts'
import { matchesGlob } from '../domain/glob.ts'

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

/** What a series of requests is told apart by. */
export type TrafficDimensions = Pick<
  Dimensions,
  'model' | 'provider' | 'keyHash' | 'keyName' | 'team'
>

/** What has labels: a series of failures, or one of requests, which have no error to be told apart by. */
export type Labelled = TrafficDimensions & Partial<Dimensions>

/**
 * The value a label has for a series; '' where it has none, as in Alertmanager, where a label that is absent and one that
 * is empty are the same. A key is labelled by its hash, which renaming does not change.
 */
export const labelOf = (name: LabelName, of: Labelled): string => {
  switch (name) {
    case 'model':
      return of.model ?? ''
    case 'key':
      return of.keyHash ?? ''
    case 'team':
      return of.team ?? ''
    case 'provider':
      return of.provider ?? ''
    case 'error_type':
      return of.errorType ?? ''
    case 'status':
      return of.status ?? ''
    case 'fault':
      return of.fault ?? ''
    case 'group':
      return of.fingerprint ?? ''
  }
}

/** Patterns by label: a series passes when each named label matches one of its patterns. */
export type Matchers = Partial<Readonly<Record<LabelName, readonly string[]>>>

/** Which series a rule looks at: those that match, less those that are excluded. */
export interface Selector {
  readonly match: Matchers
  readonly exclude: Matchers
}

export type Selects = (of: Labelled) => boolean

/** Whether a text is one of these, or matches one with a star in it. */
const fits = (patterns: readonly string[]): ((value: string) => boolean) => {
  const exact = new Set(patterns.filter((pattern) => !pattern.includes('*')))
  const globs = patterns.filter((pattern) => pattern.includes('*'))
  return (value) => exact.has(value) || globs.some((glob) => matchesGlob(glob, value))
}

const testsOf = (matchers: Matchers, only: readonly LabelName[]): readonly Selects[] =>
  only.flatMap((name): Selects[] => {
    const patterns = matchers[name]
    if (patterns === undefined || patterns.length === 0) return []
    const good = fits(patterns)
    if (name !== 'key') return [(of) => good(labelOf(name, of))]
    // A key goes by its alias as well as by its hash.
    return [({ keyHash, keyName }) => good(keyHash ?? keyName ?? '') || good(keyName ?? '')]
  })

/** Makes the question whether a rule looks at a series; `only` leaves out what the series does not tell apart. */
export const selects = (
  { match, exclude }: Selector,
  only: readonly LabelName[] = labelNames,
): Selects => {
  const all = testsOf(match, only)
  const none = testsOf(exclude, only)
  return (of) => all.every((test) => test(of)) && !none.some((test) => test(of))
}

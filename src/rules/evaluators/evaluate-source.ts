import { MINUTE_MS } from '../../domain/units.ts'
import type { Evaluator } from '../evaluation.ts'
import type { Observation } from '../observe.ts'
import type { RuleOf } from '../rule.ts'

/** Lookout itself has no data. */
export const evaluateSource =
  (rule: RuleOf<'source'>): Evaluator =>
  ({ now, blind }) => {
    const darkMs = blind === null ? 0 : now - blind.since
    const { window = darkMs } = rule
    const active =
      blind !== null && (rule.window === undefined ? blind.confirmed : darkMs >= rule.window)
    const minutes = Math.floor(darkMs / MINUTE_MS)
    const observation: Observation = {
      key: '',
      labels: {},
      shown: {},
      active,
      observed: minutes,
      threshold: Math.floor(window / MINUTE_MS),
      expected: null,
      windowMs: window,
      finding: { kind: 'no_data', since: blind?.since ?? now, cause: blind?.cause ?? null },
    }
    return { observations: new Map([['', observation]]) }
  }

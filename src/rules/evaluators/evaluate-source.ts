import { MINUTE_MS } from '../../domain/units.ts'
import type { Evaluator } from '../evaluation.ts'
import type { RuleOf } from '../rule.ts'
import { durationWords } from '../says.ts'

/** Lookout itself cannot see. */
export const evaluateSource =
  (rule: RuleOf<'source'>): Evaluator =>
  ({ now, blind }) => {
    const darkMs = blind === null ? 0 : now - blind.since
    const { window = darkMs } = rule
    const active =
      blind !== null && (rule.window === undefined ? blind.confirmed : darkMs >= rule.window)
    const minutes = Math.floor(darkMs / MINUTE_MS)
    const observation = {
      key: '',
      labels: {},
      shown: {},
      active,
      observed: minutes,
      threshold: Math.floor(window / MINUTE_MS),
      expected: null,
      windowMs: window,
      says:
        blind === null
          ? 'Lookout sees again'
          : `Lookout has seen nothing for ${durationWords(darkMs)}: ${blind.reason}`,
    }
    return { observations: new Map([['', observation]]) }
  }

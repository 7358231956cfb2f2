import type { Rule } from './rule.ts'
import { DEFAULT_SPIKE_OPTIONS } from './spike/spike-options.ts'

/** What must be looked up for a list of rules. Lengths in milliseconds. */
export interface Needs {
  /** Windows of failures that end now. */
  readonly windows: readonly number[]
  /** Windows of all requests. */
  readonly traffic: readonly number[]
  /** Windows whose groups' history is asked for. */
  readonly history: readonly number[]
  /** The longest window that late rows may fill up, its `for` included; 0 for none. */
  readonly late: number
  /** Whether requests must be counted at all. */
  readonly requests: boolean
  /** Whether any rule asks what was usual, or seen, long ago. */
  readonly past: boolean
}

const unique = (lengths: readonly number[]): readonly number[] => [...new Set(lengths)]

const windowsOf = (rule: Rule): readonly number[] => {
  switch (rule.type) {
    case 'threshold':
    case 'cardinality':
    case 'new_error':
    case 'regression':
      return [rule.window]
    case 'spike':
      return DEFAULT_SPIKE_OPTIONS.windowsMs
    case 'rate':
    case 'flatline':
    case 'source':
      return []
  }
}

export const needsOf = (rules: readonly Rule[]): Needs => {
  const traffic = rules.flatMap((rule) =>
    rule.type === 'rate' || rule.type === 'flatline' ? [rule.window] : [],
  )
  return {
    windows: unique(rules.flatMap(windowsOf)),
    traffic: unique(traffic),
    history: unique(
      rules.flatMap((rule) =>
        rule.type === 'new_error' || rule.type === 'regression' ? [rule.window] : [],
      ),
    ),
    late: Math.max(
      0,
      ...rules.map((rule) => (rule.type === 'threshold' ? rule.window + rule.for : 0)),
    ),
    requests: traffic.length > 0,
    past: rules.some(({ type }) => ['spike', 'new_error', 'regression'].includes(type)),
  }
}

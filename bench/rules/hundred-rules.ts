import { type Rule, type RuleInput, rulesSchema } from '../../src/rules/rule.ts'

const many = (count: number, make: (n: number) => RuleInput): RuleInput[] =>
  Array.from({ length: count }, (_, n) => make(n))

const labels = ['model', 'key', 'team', 'provider'] as const
const one = (n: number) => labels[n % labels.length] ?? 'model'

/** Rules as a large team might have them: of every type, by everything, most with a match. */
export const hundredRules = (): readonly Rule[] =>
  rulesSchema.parse([
    ...many(50, (n) => ({
      name: `threshold-${n}`,
      type: 'threshold',
      by: n % 3 === 0 ? ['group', 'model'] : [one(n)],
      match: n % 2 === 0 ? { fault: ['provider'] } : { model: ['model-1*', 'model-2*'] },
      exclude: { team: `team-${n}` },
      count: 500 + n,
      window: `${[5, 10, 15, 60][n % 4]}m`,
    })),
    ...many(20, (n) => ({
      name: `rate-${n}`,
      type: 'rate',
      by: [one(n)],
      share: 0.9,
      window: n % 2 === 0 ? '5m' : '15m',
    })),
    ...many(10, (n) => ({
      name: `cardinality-${n}`,
      type: 'cardinality',
      distinct: 400,
      window: n % 2 === 0 ? '15m' : '60m',
    })),
    ...many(6, (n) => ({ name: `new-${n}`, type: 'new_error', count: 3 + n })),
    ...many(4, (n) => ({ name: `regression-${n}`, type: 'regression', count: 3 + n })),
    // One distinguishes all series.
    { name: 'spike-all', type: 'spike', by: ['group', 'key', 'model', 'status'] },
    ...many(7, (n) => ({
      name: `spike-${n}`,
      type: 'spike',
      by: n % 2 === 0 ? ['key'] : ['model', 'group'],
    })),
    { name: 'flatline', type: 'flatline', by: ['model'] },
    { name: 'source', type: 'source' },
  ] satisfies RuleInput[])

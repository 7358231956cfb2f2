import type { RuleInput } from './rule.ts'

/**
 * The rules of who wrote none. What a provider or the capacity does pages: as a plain count, which needs no history and
 * no traffic to be held against, and as a spike above what is usual. What a caller does wrong wakes nobody until it
 * reaches many keys. All of it stands in the digest anyway. Proxies with very much traffic want a `rate` rule instead.
 */
export const defaultRules: RuleInput[] = [
  {
    name: 'provider-failures',
    type: 'threshold',
    match: { fault: ['provider'] },
    by: ['model'],
    count: 10,
    window: '5m',
    severity: 'critical',
  },
  {
    name: 'capacity-failures',
    type: 'threshold',
    match: { fault: ['capacity'] },
    by: ['model'],
    count: 20,
    window: '5m',
    severity: 'warning',
  },
  {
    name: 'failure-spike',
    type: 'spike',
    match: { fault: ['provider', 'capacity', 'proxy'] },
    by: ['model'],
    severity: 'warning',
  },
  {
    name: 'caller-errors-everywhere',
    type: 'cardinality',
    match: { fault: ['caller'] },
    of: 'key',
    distinct: 10,
    window: '15m',
    severity: 'warning',
  },
  { name: 'lookout-no-data', type: 'source', severity: 'critical' },
  {
    name: 'new-error',
    type: 'new_error',
    exclude: { fault: ['caller'] },
    count: 5,
    severity: 'info',
  },
]

import type { RuleInput } from './rule.ts'

/**
 * The rules of who wrote none. What a provider or the capacity does pages: as a share of the requests, which fits the
 * smallest proxy and the largest, and as a spike above what is usual. What a caller does wrong wakes nobody until it
 * reaches many keys. All of it stands in the digest anyway.
 */
export const defaultRules: RuleInput[] = [
  {
    name: 'provider-failures',
    type: 'rate',
    match: { fault: ['provider'] },
    by: ['model'],
    share: 0.2,
    minRequests: 10,
    window: '5m',
    severity: 'critical',
  },
  {
    name: 'provider-spike',
    type: 'spike',
    match: { fault: ['provider'] },
    by: ['model'],
    severity: 'critical',
  },
  {
    name: 'capacity-failures',
    type: 'rate',
    match: { fault: ['capacity'] },
    by: ['model'],
    share: 0.2,
    minRequests: 20,
    window: '5m',
    severity: 'warning',
  },
  {
    name: 'capacity-spike',
    type: 'spike',
    match: { fault: ['capacity'] },
    by: ['model'],
    severity: 'warning',
  },
  {
    name: 'proxy-spike',
    type: 'spike',
    match: { fault: ['proxy'] },
    severity: 'critical',
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
  {
    name: 'new-error',
    type: 'new_error',
    exclude: { fault: ['caller'] },
    count: 5,
    severity: 'info',
  },
  {
    name: 'blind',
    type: 'source',
    window: '10m',
    severity: 'critical',
  },
]

import type { AlertRecord } from '../domain/alert.ts'
import type { LabelValues } from './matcher.ts'

type Labelled = Pick<AlertRecord, 'rule' | 'severity' | 'labels' | 'shown'>

/**
 * What routes, silences, mute times and inhibition match on: the alert's labels, its `rule` (also under Alertmanager's
 * name for it, `alertname`) and its `severity`. A key has both its hash and its alias.
 */
export const alertLabels = ({ rule, severity, labels, shown }: Labelled): LabelValues => ({
  ...Object.fromEntries(
    Object.entries(labels).map(([name, value]) => {
      const alias = shown[name]
      return [name, [...new Set(alias === undefined ? [value] : [value || alias, alias])]]
    }),
  ),
  rule: [rule],
  alertname: [rule],
  severity: [severity],
})

/** An alert in a few words, for logs and lists: `provider-failures model=gpt-4o`. */
export const alertName = ({ rule, labels, shown }: Omit<Labelled, 'severity'>): string =>
  [
    rule,
    ...Object.entries({ ...labels, ...shown }).map(([name, value]) => `${name}=${value || '""'}`),
  ].join(' ')

import { z } from 'zod'
import type { AlertRecord } from '../domain/alert.ts'
import { alertLabels, alertName } from './alert-labels.ts'
import { compileMatchers, type LabelValues, matchersSchema } from './matcher.ts'

const inhibitRule = z.strictObject({
  /** While an alert that matches `source` is firing, … */
  source: matchersSchema,
  /** … those that match `target` are held back, … */
  target: matchersSchema,
  /** … if both have the same value of each of these labels. */
  equal: z.array(z.string().min(1)).default([]),
})

export const inhibitSchema = z.array(inhibitRule)
export type InhibitRule = z.output<typeof inhibitRule>

/** A provider's outage inhibits the alerts of its models and keys, a model's those of its keys. */
export const defaultInhibit: z.input<typeof inhibitSchema> = [
  {
    source: ['provider=~.+', 'model=""', 'key=""', 'severity=critical'],
    target: ['model=~.+'],
    equal: ['provider'],
  },
  {
    source: ['provider=~.+', 'model=""', 'key=""', 'severity=critical'],
    target: ['key=~.+'],
    equal: ['provider'],
  },
  { source: ['model=~.+', 'key=""', 'severity=critical'], target: ['key=~.+'], equal: ['model'] },
]

/**
 * What an alert's failures have in common besides its labels: an alert by model whose failures all come from one
 * provider counts as that provider's, without the label. By alert id.
 */
export type Derived = ReadonlyMap<string, Readonly<Record<string, string>>>

type Alert = Pick<AlertRecord, 'id' | 'rule' | 'severity' | 'labels' | 'shown'>

interface Side {
  readonly alert: Alert
  readonly labels: LabelValues
}

const labelOf = ({ alert, labels }: Side, name: string, derived: Derived): string =>
  labels[name]?.[0] ?? derived.get(alert.id)?.[name] ?? ''

/**
 * Returns the function that finds the firing alert which inhibits another one. As in Alertmanager, an alert that
 * matches both sides of a rule is not inhibited by it, so that two never inhibit each other; unlike there, labels in
 * `equal` must not be empty.
 */
export const createInhibitor = (
  rules: readonly InhibitRule[],
  firing: readonly Alert[],
  derived: Derived,
): ((alert: Alert) => Alert | null) => {
  const sides = firing.map((alert): Side => ({ alert, labels: alertLabels(alert) }))
  const compiled = rules.map(({ source, target, equal }) => {
    const isSource = compileMatchers(source)
    return {
      isSource,
      isTarget: compileMatchers(target),
      equal,
      sources: sides.filter(({ labels }) => isSource(labels)),
    }
  })
  return (alert) => {
    const side: Side = { alert, labels: alertLabels(alert) }
    for (const { isSource, isTarget, equal, sources } of compiled) {
      if (sources.length === 0 || !isTarget(side.labels) || isSource(side.labels)) continue
      const values = equal.map((name) => labelOf(side, name, derived))
      const found = sources.find(
        (other) =>
          other.alert.id !== alert.id &&
          equal.every((name, index) => {
            const value = labelOf(other, name, derived)
            return value !== '' && value === values[index]
          }),
      )
      if (found !== undefined) return found.alert
    }
    return null
  }
}

/** `inhibited by provider-outage provider=openai` */
export const inhibitedReason = (by: Alert): string => `inhibited by ${alertName(by)}`

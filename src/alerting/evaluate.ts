import { createHash } from 'node:crypto'
import type { AlertReason } from '../notifying/notification.ts'
import type { AlertRecord, SeriesCount } from './alert.ts'
import { labelKey, type Observation, observe } from './observe.ts'
import type { Rule } from './rule.ts'

export interface EvaluationInput {
  readonly rules: readonly Rule[]
  /** Epoch milliseconds. */
  readonly now: number
  /** When the rules were last looked at; null for never. */
  readonly lastEvaluation: number | null
  /** Longer than this since then counts as a downtime: what ended meanwhile has no known end. */
  readonly downtimeMs: number
  /** Counts of the window ending now, by window length in milliseconds. */
  readonly windows: ReadonlyMap<number, readonly SeriesCount[]>
  /** Pending and firing alerts. */
  readonly open: readonly AlertRecord[]
  /** What became of an alert's earlier notifications, by alert id. */
  readonly deliveries: ReadonlyMap<
    string,
    { readonly sentAt: number | null; readonly waiting: boolean }
  >
}

/** One thing to tell about an alert, and why. */
export interface Tell {
  readonly alert: AlertRecord
  readonly reason: AlertReason
}

export interface EvaluationPlan {
  /** Alerts whose record changed. A pending alert that ended is told to nobody and `resolved`. */
  readonly alerts: readonly AlertRecord[]
  readonly tells: readonly Tell[]
}

const alertId = (rule: string, key: string, startedAt: number): string =>
  createHash('sha256').update(`${rule}\n${key}\n${startedAt}`).digest('hex').slice(0, 16)

const begin = (rule: Rule, key: string, seen: Observation, now: number): AlertRecord => ({
  id: alertId(rule.name, key, now),
  rule: rule.name,
  severity: rule.severity,
  labels: seen.labels,
  shown: seen.shown,
  state: 'pending',
  startedAt: now,
  firedAt: null,
  resolvedAt: null,
  activeAt: now,
  notifiedAt: null,
  observed: seen.count,
  threshold: rule.count,
  windowMs: rule.window,
  peak: seen.count,
  memo: '',
})

/** What an alert that is above its threshold does now. */
const hold = (
  alert: AlertRecord,
  rule: Rule,
  count: number,
  input: EvaluationInput,
): EvaluationPlan => {
  const { now } = input
  const seen = { ...alert, observed: count, peak: Math.max(alert.peak, count), activeAt: now }
  if (alert.state === 'pending') {
    if (now - alert.startedAt < rule.for) return { alerts: [seen], tells: [] }
    const fired: AlertRecord = { ...seen, state: 'firing', firedAt: now, notifiedAt: now }
    return { alerts: [fired], tells: [{ alert: fired, reason: 'first seen' }] }
  }
  const delivery = input.deliveries.get(alert.id)
  // The interval counts from the send: while one waits for its channel, another would only pile up behind it.
  const since = delivery?.sentAt ?? alert.notifiedAt ?? now
  if (delivery?.waiting || now - since < rule.repeatInterval) return { alerts: [seen], tells: [] }
  const again = { ...seen, notifiedAt: now }
  return { alerts: [again], tells: [{ alert: again, reason: 'still firing' }] }
}

/** What an open alert that is no longer above its threshold, or whose rule is gone, does now. */
const release = (
  alert: AlertRecord,
  rule: Rule | undefined,
  count: number,
  input: EvaluationInput,
): EvaluationPlan => {
  const { now } = input
  const over: AlertRecord = { ...alert, observed: count, state: 'resolved', resolvedAt: now }
  if (alert.state === 'pending') return { alerts: [over], tells: [] }
  if (rule !== undefined && now - alert.activeAt < rule.keepFiringFor)
    return { alerts: [{ ...alert, observed: count }], tells: [] }
  const blind = input.lastEvaluation !== null && now - input.lastEvaluation > input.downtimeMs
  const reason = blind ? 'resolved, end unknown' : 'resolved'
  return { alerts: [over], tells: [{ alert: over, reason }] }
}

/**
 * Looks at every rule once: which alerts begin, go on, end, and which of that is to be told. Pure, so that the same
 * rows at the same moments give the same alerts. The states are those of Prometheus: pending, firing, resolved.
 */
export const evaluate = (input: EvaluationInput): EvaluationPlan => {
  const rules = new Map(input.rules.map((rule) => [rule.name, rule]))
  const steps: EvaluationPlan[] = []
  const open = new Map<string, AlertRecord>()
  for (const alert of input.open) {
    if (rules.has(alert.rule)) open.set(`${alert.rule}\n${labelKey(alert.labels)}`, alert)
    else steps.push(release(alert, undefined, 0, input))
  }
  for (const rule of input.rules) {
    const seen = observe(rule, input.windows.get(rule.window) ?? [])
    for (const [key, observation] of seen) {
      const known = open.get(`${rule.name}\n${key}`)
      if (observation.count < rule.count) continue
      const alert = known ?? begin(rule, key, observation, input.now)
      steps.push(hold(alert, rule, observation.count, input))
      open.delete(`${rule.name}\n${key}`)
    }
  }
  for (const alert of open.values()) {
    const rule = rules.get(alert.rule)
    const seen = rule && observe(rule, input.windows.get(rule.window) ?? [])
    steps.push(release(alert, rule, seen?.get(labelKey(alert.labels))?.count ?? 0, input))
  }
  return {
    alerts: steps.flatMap((step) => step.alerts),
    tells: steps.flatMap((step) => step.tells),
  }
}

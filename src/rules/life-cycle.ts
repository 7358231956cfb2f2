import { createHash } from 'node:crypto'
import type { AlertRecord } from '../domain/alert.ts'
import type { AlertReason } from '../domain/notification.ts'
import type { Observation } from './observe.ts'
import type { Rule } from './rule.ts'

/** One thing to tell about an alert, and why. */
export interface AlertUpdate {
  readonly alert: AlertRecord
  readonly reason: AlertReason
}

/** What an alert does at one look: its record, if that changed, and what is to be told. */
export interface Step {
  readonly alert: AlertRecord
  readonly tell: AlertReason | null
}

/** When an alert that comes and goes is said to flap. */
export interface Flapping {
  /** So many times fired and resolved … */
  readonly times: number
  /** … within this long, ms; it is then kept firing until it was calm for as long. */
  readonly windowMs: number
}

/** What is known about this moment. Times in epoch milliseconds. */
export interface Moment {
  readonly now: number
  /** Nobody looked at the rules for a while before this: what ended meanwhile has no known end. */
  readonly away: boolean
  readonly flapping: Flapping
}

export interface Delivered {
  /** When a channel last took a message about it; null while none did. */
  readonly sentAt: number | null
  /** Whether a message about it still waits. */
  readonly waiting: boolean
}

/** What a flapping alert's memo says. */
const FLAPPING = '{"flapping":true}'

const alertId = (rule: string, key: string, startedAt: number): string =>
  createHash('sha256').update(`${rule}\n${key}\n${startedAt}`).digest('hex').slice(0, 16)

const begin = (rule: Rule, seen: Observation, now: number): AlertRecord => ({
  id: alertId(rule.name, seen.key, now),
  rule: rule.name,
  severity: rule.severity,
  labels: { ...rule.labels, ...seen.labels },
  shown: seen.shown,
  state: 'pending',
  startedAt: seen.since ?? now,
  firedAt: null,
  resolvedAt: null,
  activeAt: now,
  notifiedAt: null,
  observed: seen.observed,
  threshold: seen.threshold,
  expected: seen.expected,
  finding: seen.finding,
  windowMs: seen.windowMs,
  peak: seen.observed,
  memo: '',
})

const update = (alert: AlertRecord, seen: Observation): AlertRecord => ({
  ...alert,
  observed: seen.observed,
  threshold: seen.threshold,
  expected: seen.expected,
  // That it flaps is known from when it fired, and holds until it ends.
  finding:
    alert.finding.flapping === undefined
      ? seen.finding
      : { ...seen.finding, flapping: alert.finding.flapping },
  peak: Math.max(alert.peak, seen.observed),
})

const fire = (
  alert: AlertRecord,
  earlier: readonly AlertRecord[],
  { now, flapping }: Moment,
): Step => {
  const fired = { ...alert, state: 'firing', firedAt: now, notifiedAt: now } as const
  const times = earlier.filter(
    ({ firedAt, resolvedAt }) =>
      firedAt !== null && resolvedAt !== null && now - resolvedAt < flapping.windowMs,
  ).length
  if (times < flapping.times) return { alert: fired, tell: 'first seen' }
  const finding = { ...alert.finding, flapping: { times, windowMs: flapping.windowMs } }
  return { alert: { ...fired, finding, memo: FLAPPING }, tell: 'first seen' }
}

/** What an alert whose condition holds does now. `known` is its open record, `earlier` its episodes that are over. */
export const hold = (
  known: AlertRecord | undefined,
  rule: Rule,
  seen: Observation,
  earlier: readonly AlertRecord[],
  delivery: Delivered | undefined,
  moment: Moment,
): Step => {
  const { now, away } = moment
  if (known === undefined || known.state === 'pending') {
    const pending =
      known === undefined
        ? begin(rule, seen, now)
        : { ...update(known, seen), activeAt: now, ...(away ? { startedAt: now } : {}) }
    // Late windows have held for as long as they had to, or they would not be here.
    const held = seen.since !== undefined || now - pending.startedAt >= rule.for
    return held ? fire(pending, earlier, moment) : { alert: pending, tell: null }
  }
  const alert = { ...update(known, seen), activeAt: now }
  // The interval counts from the send: while one waits for its channel, another would only pile up behind it.
  const since = delivery?.sentAt ?? known.notifiedAt ?? now
  if (delivery?.waiting === true || now - since < rule.repeatInterval) return { alert, tell: null }
  return { alert: { ...alert, notifiedAt: now }, tell: 'still firing' }
}

/** What an open alert whose condition no longer holds, or whose rule is gone, does now. */
export const release = (
  known: AlertRecord,
  rule: Rule | undefined,
  seen: Observation | undefined,
  { now, away, flapping }: Moment,
): Step => {
  const alert = seen === undefined ? { ...known, observed: 0 } : { ...update(known, seen) }
  const over = { ...alert, state: 'resolved', resolvedAt: now } as const
  // A pending alert that ended is told to nobody.
  if (known.state === 'pending') return { alert: over, tell: null }
  const calm = known.memo === FLAPPING ? flapping.windowMs : 0
  if (rule !== undefined && now - known.activeAt < Math.max(rule.keepFiringFor, calm))
    return { alert, tell: null }
  return { alert: over, tell: away ? 'resolved, end unknown' : 'resolved' }
}

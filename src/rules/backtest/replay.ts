import type { AlertRecord } from '../../domain/alert.ts'
import type { Finding } from '../../domain/finding.ts'
import type { AlertReason, Severity } from '../../domain/notification.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import type { Baseline, ClosedHour, Learner } from '../baselines/baseline.ts'
import { learnerOf } from '../baselines/learner-of.ts'
import type { RequestCount, SeriesMinutes, Traffic } from '../counts.ts'
import { createEngine, type EngineOptions, type EvaluationPlan } from '../engine.ts'
import type { Delivered } from '../life-cycle.ts'
import { needsOf } from '../needs.ts'
import type { Rule } from '../rule.ts'
import { createHistories, createRecent, type MinuteRow } from './recent.ts'

/** When the daemon folds in an hour, after it is over. */
const SETTLE = 5 * MINUTE_MS

/** Requests of one series by minute. */
export interface RequestMinutes extends Pick<RequestCount, 'series' | 'dimensions'> {
  readonly minutes: readonly (readonly [minute: number, count: number])[]
}

/** One hour of the past. `successes` null: requests were not counted. */
export interface PastHour {
  /** Hours since 1970 UTC. */
  readonly hour: number
  readonly failures: readonly SeriesMinutes[]
  readonly successes: readonly RequestMinutes[] | null
  /** Groups that are part of another from this hour on, and of which. */
  readonly joined?: ReadonlyMap<string, string>
}

/** An alert that would have fired. Times in epoch milliseconds; `resolvedAt` null: it would be firing still. */
export interface ReplayedAlert {
  readonly rule: string
  readonly severity: Severity
  readonly labels: Readonly<Record<string, string>>
  readonly shown: Readonly<Record<string, string>>
  readonly startedAt: number
  readonly firedAt: number
  readonly resolvedAt: number | null
  readonly peak: number
  /** What was found when it fired. */
  readonly finding: Finding
  /** Messages it would have caused, repeats and the resolving one included. */
  readonly notifications: number
}

/** An alert told at one look. */
export interface ReplayedUpdate {
  readonly at: number
  readonly reason: AlertReason
  readonly alert: AlertRecord
}

export interface ReplayOptions extends EngineOptions {
  /** When the watching begins, epoch milliseconds: hours before are learned from and never alert. */
  readonly from: number
  readonly to: number
  readonly learningMs: number
  /** Called for everything that is told. */
  readonly onUpdate?: (tell: ReplayedUpdate) => void
}

const rowsOf = <Of>(
  series: readonly {
    readonly series: number
    readonly dimensions: Of
    readonly minutes: readonly (readonly [number, number])[]
  }[],
): ReadonlyMap<number, readonly MinuteRow<Of>[]> => {
  const rows = new Map<number, MinuteRow<Of>[]>()
  for (const { series: id, dimensions, minutes } of series)
    for (const [minute, count] of minutes) {
      const found = rows.get(minute) ?? []
      found.push({ series: id, dimensions, count })
      rows.set(minute, found)
    }
  return rows
}

/** The same dimensions, of the group that theirs is part of. */
const inGroup = (
  dimensions: SeriesMinutes['dimensions'],
  joined: PastHour['joined'],
): SeriesMinutes['dimensions'] => {
  const fingerprint = joined?.get(dimensions.fingerprint)
  return fingerprint === undefined ? dimensions : { ...dimensions, fingerprint }
}

const sumOf = <Of>({
  series,
  dimensions,
  minutes,
}: {
  readonly series: number
  readonly dimensions: Of
  readonly minutes: readonly (readonly [number, number])[]
}): MinuteRow<Of> => ({
  series,
  dimensions,
  count: minutes.reduce((sum, [, count]) => sum + count, 0),
})

/**
 * Runs the engine of the daemon over the past, a look at the end of every minute, every message sent at once. Give it
 * hour after hour; what lies before `from` teaches the rules and alerts nobody. Every row counts in its own minute, as
 * if none had come late.
 */
export const createReplay = (rules: readonly Rule[], options: ReplayOptions) => {
  const engine = createEngine(rules, options)
  const needs = needsOf(rules)
  const learners = rules
    .map((rule) => learnerOf(rule, options.maxSeries))
    .filter((learner): learner is Learner => learner !== null)
  const failures = createRecent<SeriesMinutes['dimensions']>([...needs.windows, ...needs.traffic])
  const successes = createRecent<RequestCount['dimensions']>(needs.traffic)
  const histories = createHistories()
  const baseline = new Map<string, Baseline>()
  const alerts = new Map<string, ReplayedAlert>()
  const sent = new Map<string, Delivered>()
  let closed: ClosedHour | null = null
  let open: readonly AlertRecord[] = []
  let recent: readonly AlertRecord[] = []
  let last: number | null = null

  const fold = (): void => {
    if (closed === null) return
    for (const learner of learners) {
      const known = baseline.get(learner.rule) ?? learner.start(closed.hour)
      baseline.set(learner.rule, learner.fold(known, closed))
    }
    closed = null
  }

  const note = ({ updates, alerts: changed }: EvaluationPlan, now: number): void => {
    for (const { alert, reason } of updates) {
      sent.set(alert.id, { sentAt: now, waiting: false })
      const { rule, severity, labels, shown, startedAt, firedAt, finding } = alert
      const known = alerts.get(alert.id)
      const notified = {
        rule,
        severity,
        labels,
        shown,
        startedAt,
        firedAt: firedAt ?? now,
        finding,
      }
      const before = known ?? { ...notified, resolvedAt: null, peak: 0, notifications: 0 }
      alerts.set(alert.id, { ...before, notifications: before.notifications + 1 })
      options.onUpdate?.({ at: now, reason, alert })
    }
    for (const { id, peak, resolvedAt } of changed) {
      const known = alerts.get(id)
      if (known !== undefined) alerts.set(id, { ...known, peak, resolvedAt })
    }
  }

  const look = (now: number, counted: boolean): void => {
    const trafficOf = (length: number): Traffic => ({
      failures: failures.counts(length),
      successes: successes.counts(length),
      complete: counted,
    })
    const plan = engine({
      now,
      windows: failures.all(),
      traffic: new Map(needs.traffic.map((length) => [length, trafficOf(length)])),
      history: histories.all(),
      learnedAt: options.from + options.learningMs,
      late: null,
      baseline,
      blind: null,
      lastEvaluation: last,
      downtimeMs: Number.POSITIVE_INFINITY,
      open,
      recent,
      deliveries: sent,
    })
    last = now
    for (const [rule, after] of plan.baseline) baseline.set(rule, after)
    const changed = new Set(plan.alerts.map(({ id }) => id))
    const all = [...open.filter(({ id }) => !changed.has(id)), ...plan.alerts]
    open = all.filter(({ state }) => state !== 'resolved')
    const over = all.filter(({ state, firedAt }) => state === 'resolved' && firedAt !== null)
    const since = now - options.flapping.windowMs
    recent = [...recent, ...over].filter(({ resolvedAt }) => (resolvedAt ?? 0) >= since)
    note(plan, now)
  }

  return {
    hour: (past: PastHour): void => {
      if (past.joined !== undefined) {
        failures.update((dimensions) => inGroup(dimensions, past.joined))
        histories.join(past.joined)
      }
      const failed = rowsOf(past.failures)
      const succeeded = rowsOf(past.successes ?? [])
      const counted = past.successes !== null
      for (let m = past.hour * 60; m < past.hour * 60 + 60; m++) {
        const now = (m + 1) * MINUTE_MS
        if (now - MINUTE_MS >= options.to) break
        const rows = failed.get(m) ?? []
        const watched = now - MINUTE_MS >= options.from
        // Failures from before the watching never alert; the requests around them neither.
        failures.push(watched ? rows : [])
        successes.push(watched ? (succeeded.get(m) ?? []) : [])
        histories.push(rows, now - MINUTE_MS)
        if (closed !== null && now >= (closed.hour + 1) * HOUR_MS + SETTLE) fold()
        if (watched) look(now, counted)
      }
      fold()
      closed = {
        hour: past.hour,
        minutes: past.failures,
        failures: past.failures.map(sumOf),
        successes: (past.successes ?? []).map(sumOf),
        counted,
      }
    },
    /** Everything that would have fired so far, in the order of firing. */
    alerts: (): readonly ReplayedAlert[] => [...alerts.values()],
  }
}

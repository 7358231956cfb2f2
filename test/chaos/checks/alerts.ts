import { z } from 'zod'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import type { Written } from '../failure.ts'
import type { AlertRow, Observed } from '../observed.ts'
import { fastOf } from '../pace.ts'
import { failuresOf, few, type OracleRule, type Truth } from './truth.ts'

/** Late rows may fire for a window that ended up to this long ago, fast milliseconds. */
const lookBackMs = 26 * HOUR_MS

/** Failures of one value of a rule's label, by time. */
const seriesOf = (truth: Truth, rule: OracleRule, since: number) => {
  const series = new Map<string, Written[]>()
  for (const [row] of failuresOf(truth.written).values()) {
    // Events from before the start of watching never alert.
    if (row === undefined || row.time < since) continue
    const value = rule.by === 'team' && row.table === 'ErrorLogs' ? '' : row[rule.by]
    const rows = series.get(value)
    if (rows === undefined) series.set(value, [row])
    else rows.push(row)
  }
  for (const rows of series.values()) rows.sort((a, b) => a.time - b.time)
  return series
}

const within = (rows: readonly Written[], from: number, to: number): readonly Written[] => {
  const first = rows.findIndex((row) => row.time >= from)
  if (first < 0) return []
  const end = rows.findIndex((row) => row.time > to)
  return rows.slice(first, end < 0 ? rows.length : end)
}

/** Fast milliseconds by which one look may stand before another that was committed earlier: half a real second. */
const jitterMs = 150_000

const isOpenAt = (alert: AlertRow, at: number): boolean =>
  alert.firedAt !== null &&
  alert.firedAt <= at + jitterMs &&
  (alert.resolvedAt === null || alert.resolvedAt > at)

/** Evaluations at which the rule was over for sure, by what a poll that began then had to find, and no alert was firing. */
const silentLooks = (
  truth: Truth,
  rule: OracleRule,
  rows: readonly Written[],
  alerts: readonly AlertRow[],
  { looks }: Observed,
): readonly string[] =>
  looks
    .filter(({ evaluatedAt, polledAt }) => {
      const sure = within(rows, evaluatedAt - rule.windowMs, evaluatedAt).filter(
        (row) => row.by < polledAt && fastOf(truth.pace, row.by) - row.start <= truth.promptMs,
      )
      return sure.length >= rule.count && !alerts.some((alert) => isOpenAt(alert, evaluatedAt))
    })
    .map(({ evaluatedAt }) => `${rule.name} at ${new Date(evaluatedAt).toISOString()}`)

/** Whether some window up to the firing may have been over, by what could be seen then. */
const mayFire = (truth: Truth, rule: OracleRule, rows: readonly Written[], at: number): boolean => {
  const seen = within(rows, at - lookBackMs, at).filter(
    (row) => fastOf(truth.pace, row.after) <= at + truth.pace.factor * 1000,
  )
  return seen.some((first, index) => {
    const last = seen[index + rule.count - 1]
    // Windows of the past end on whole minutes.
    return last !== undefined && last.time - first.time <= rule.windowMs + MINUTE_MS
  })
}

/** Alerts of one label set that fired while the one before was still firing. `alerts` by their beginning. */
const overlapping = (alerts: readonly AlertRow[]): readonly string[] => {
  const fired = alerts
    .filter(({ firedAt }) => firedAt !== null)
    .toSorted((a, b) => (a.firedAt ?? 0) - (b.firedAt ?? 0))
  return fired.flatMap((alert, index) => {
    const before = fired[index - 1]
    if (before === undefined) return []
    const isOver =
      (before.resolvedAt ?? Number.POSITIVE_INFINITY) <= (alert.firedAt ?? 0) + jitterMs
    return isOver ? [] : [`${alert.rule} ${alert.id} fired while ${before.id} was firing`]
  })
}

const view = z.object({ id: z.string(), endedAt: z.number().nullable().default(null) })
const notified = z.object({
  kind: z.literal('alert'),
  alert: view,
  others: z.array(view).default([]),
})

/** Ids of the alerts that messages told of at all, and of those whose end they told. */
const notifiedOf = ({ outbox }: Observed) => {
  const begun = new Set<string>()
  const ended = new Set<string>()
  for (const { payload } of outbox) {
    const message = notified.safeParse(JSON.parse(payload))
    if (!message.success) continue
    for (const { id, endedAt } of [message.data.alert, ...message.data.others]) {
      begun.add(id)
      if (endedAt !== null) ended.add(id)
    }
  }
  return { begun, ended }
}

/** Alerts fired and ended as the rows demand, by when they could be seen; each was told. */
export const checkAlerts = (truth: Truth, observed: Observed): readonly string[] => {
  const silent: string[] = []
  const baseless: string[] = []
  const twice: string[] = []
  for (const rule of truth.rules) {
    const series = seriesOf(truth, rule, observed.watchingSince)
    const mine = observed.alerts.filter((alert) => alert.rule === rule.name)
    for (const [value, rows] of series) {
      const alerts = mine.filter(({ labels }) => labels[rule.by] === value)
      silent.push(...silentLooks(truth, rule, rows, alerts, observed))
      twice.push(...overlapping(alerts))
      for (const { id, firedAt } of alerts)
        if (firedAt !== null && !mayFire(truth, rule, rows, firedAt))
          baseless.push(`${rule.name} ${value} ${id} at ${new Date(firedAt).toISOString()}`)
    }
    const known = new Set(series.keys())
    baseless.push(
      ...mine.filter(({ labels }) => !known.has(labels[rule.by] ?? '')).map(({ id }) => id),
    )
  }
  const fired = observed.alerts.filter(({ firedAt }) => firedAt !== null)
  const { begun, ended } = notifiedOf(observed)
  const names = (alerts: readonly AlertRow[]) => alerts.map(({ id, rule }) => `${rule} ${id}`)
  return [
    ...few('looks were over their threshold and no alert was firing', silent),
    ...few('alerts fired for nothing', baseless),
    ...few('alerts fired twice for one episode', twice),
    ...few('alerts never ended', names(fired.filter(({ resolvedAt }) => resolvedAt === null))),
    ...few('alerts were never told', names(fired.filter(({ id }) => !begun.has(id)))),
    ...few('ends of alerts were never told', names(fired.filter(({ id }) => !ended.has(id)))),
  ]
}

import type { AlertRecord, AlertState } from '../../domain/alert.ts'
import type { Severity } from '../../domain/notification.ts'
import type { EvaluationStore } from '../../pipeline/evaluate/evaluate-ports.ts'
import type { AlertGroup, GroupChange } from '../../routing/alert-group.ts'
import { inChunks, int, intOrNull, oneOf, text, tuples } from '../columns.ts'
import type { Database, Executor, Row, Value } from '../database.ts'
import { writeLook } from '../events/watching.ts'
import { readMeta, writeMeta } from '../meta.ts'
import { queueNotifications } from '../outbox/outbox-queue.ts'
import { storedAlert } from '../outbox/stored-notification.ts'
import { writeBaseline } from './baselines.ts'

export const ALERT_COLUMNS = `id, rule, severity, labels, shown, state, started_at, fired_at, resolved_at, active_at,
  notified_at, observed, threshold, expected, finding, window_ms, peak, memo, updated_at`
const CHANGING = ALERT_COLUMNS.split(/,\s+/).slice(1)

const STATES: readonly AlertState[] = ['pending', 'firing', 'resolved']
const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info']

export const alertRecord = (row: Row): AlertRecord => ({
  id: text(row, 'id'),
  rule: text(row, 'rule'),
  severity: oneOf(row, 'severity', SEVERITIES),
  labels: JSON.parse(text(row, 'labels')),
  shown: JSON.parse(text(row, 'shown')),
  state: oneOf(row, 'state', STATES),
  startedAt: int(row, 'started_at'),
  firedAt: intOrNull(row, 'fired_at'),
  resolvedAt: intOrNull(row, 'resolved_at'),
  activeAt: int(row, 'active_at'),
  notifiedAt: intOrNull(row, 'notified_at'),
  observed: int(row, 'observed'),
  threshold: int(row, 'threshold'),
  expected: intOrNull(row, 'expected'),
  finding: JSON.parse(text(row, 'finding')),
  windowMs: int(row, 'window_ms'),
  peak: int(row, 'peak'),
  memo: text(row, 'memo'),
})

const cells = (alert: AlertRecord, now: number): readonly Value[] => [
  alert.id,
  alert.rule,
  alert.severity,
  JSON.stringify(alert.labels),
  JSON.stringify(alert.shown),
  alert.state,
  alert.startedAt,
  alert.firedAt,
  alert.resolvedAt,
  alert.activeAt,
  alert.notifiedAt,
  alert.observed,
  alert.threshold,
  alert.expected,
  JSON.stringify(alert.finding),
  alert.windowMs,
  alert.peak,
  alert.memo,
  now,
]

const SETS = CHANGING.map((name) => `${name} = excluded.${name}`).join(', ')

export const readOpenAlerts = async (db: Executor): Promise<readonly AlertRecord[]> => {
  const rows = await db.all(
    `SELECT ${ALERT_COLUMNS} FROM alerts WHERE state <> 'resolved' ORDER BY started_at, id`,
  )
  return rows.map(alertRecord)
}

const LAST = 'last evaluation'
const UPTO = 'evaluated up to'

/** `clock`: ours, epoch milliseconds; rules may be evaluated by the database's. */
export const createAlerts = (
  db: Database,
  clock: () => number,
): Pick<
  EvaluationStore,
  | 'openAlerts'
  | 'resolvedSince'
  | 'lastEvaluation'
  | 'evaluatedUpto'
  | 'newestEvent'
  | 'commitEvaluation'
> => ({
  openAlerts: () => readOpenAlerts(db),
  resolvedSince: async (at) => {
    const rows = await db.all(
      `SELECT ${ALERT_COLUMNS} FROM alerts
       WHERE state = 'resolved' AND resolved_at >= $1 AND fired_at IS NOT NULL ORDER BY resolved_at, id`,
      [at],
    )
    return rows.map(alertRecord)
  },
  evaluatedUpto: async () => {
    const upto = await readMeta(db, UPTO)
    return upto === null ? null : Number(upto)
  },
  newestEvent: async () => {
    const [row = {}] = await db.all('SELECT COALESCE(MAX(id), 0) AS id FROM events')
    return int(row, 'id')
  },
  lastEvaluation: async () => {
    const at = await readMeta(db, LAST)
    return at === null ? null : Number(at)
  },
  commitEvaluation: ({
    alerts,
    queue,
    groups = [],
    baseline = [],
    upto,
    seen,
    looked = true,
    now,
  }) =>
    db.transaction(async (tx) => {
      // If an alert occurs twice, its last state is used: a statement may change a row only once.
      const last = new Map(alerts.map((alert) => [alert.id, cells(alert, now)]))
      await inChunks([...last.values()], (count, params) =>
        tx.run(
          `INSERT INTO alerts (${ALERT_COLUMNS}) VALUES ${tuples(count, CHANGING.length + 1)}
           ON CONFLICT (id) DO UPDATE SET ${SETS}`,
          params,
        ),
      )
      if (looked) await writeMeta(tx, LAST, String(now))
      if (upto !== undefined) await writeMeta(tx, UPTO, String(upto))
      if (seen !== undefined) await writeLook(tx, seen)
      for (const change of baseline) await writeBaseline(tx, change)
      await writeAlertGroups(tx, groups)
      // A database whose clock is ahead must not delay what is due at once.
      await queueNotifications(tx, queue, Math.min(now, clock()))
    }),
})

/** Groups of alerts that are sent together, with their timers. */
export const readAlertGroups = async (db: Executor): Promise<readonly AlertGroup[]> => {
  const rows = await db.all('SELECT record FROM alert_groups ORDER BY key')
  return rows.map((row): AlertGroup => {
    const group: AlertGroup = JSON.parse(text(row, 'record'))
    const members = group.members.map((each) => ({ ...each, alert: storedAlert(each.alert) }))
    return { ...group, members }
  })
}

const writeAlertGroups = async (tx: Executor, changes: readonly GroupChange[]): Promise<void> => {
  for (const { key, group } of changes) {
    if (group === null) await tx.run('DELETE FROM alert_groups WHERE key = $1', [key])
    else
      await tx.run(
        `INSERT INTO alert_groups (key, record) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET record = excluded.record`,
        [key, JSON.stringify(group)],
      )
  }
}

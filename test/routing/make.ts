import type { AlertRecord } from '../../src/domain/alert.ts'
import type { AlertNotification, AlertReason, AlertView } from '../../src/domain/notification.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import type { AlertGroup } from '../../src/routing/alert-group.ts'
import {
  type DispatchConfig,
  type Dispatched,
  type DispatchInput,
  dispatch,
} from '../../src/routing/dispatch.ts'
import { inhibitSchema } from '../../src/routing/inhibit.ts'
import { muteTimesSchema } from '../../src/routing/mute-time.ts'
import { routesSchema } from '../../src/routing/route.ts'

/** A Sunday, noon in UTC. */
export const start = Date.UTC(2026, 2, 1, 12)

export const makeAlert = (id: string, over: Partial<AlertRecord> = {}): AlertRecord => ({
  id,
  rule: 'provider-failures',
  severity: 'warning',
  labels: { model: 'gpt-4o' },
  shown: {},
  state: 'firing',
  startedAt: start,
  firedAt: start,
  resolvedAt: null,
  activeAt: start,
  notifiedAt: start,
  observed: 12,
  threshold: 10,
  expected: null,
  finding: { kind: 'threshold', count: 12, windowMs: 300_000, threshold: 10 },
  windowMs: 5 * MINUTE_MS,
  peak: 12,
  memo: '',
  ...over,
})

const makeView = (id: string, over: Partial<AlertView> = {}): AlertView => {
  const { rule, severity, labels, shown, observed, threshold, expected, finding, windowMs, peak } =
    makeAlert(id)
  return {
    id,
    rule,
    severity,
    labels,
    shown,
    observed,
    threshold,
    expected,
    finding,
    windowMs,
    peak,
    startedAt: start,
    endedAt: null,
    total: 12,
    models: [],
    keys: [],
    teams: [],
    errorTypes: [],
    groups: [],
    sample: null,
    runbookUrl: '',
    ...over,
  }
}

/** A message about alerts, the first of them at its head. */
export const makeMessage = (
  id: string,
  reason: AlertReason,
  alerts: readonly string[],
  over: Partial<AlertNotification> & { readonly severity?: AlertView['severity'] } = {},
): AlertNotification => {
  const { severity = 'warning', ...rest } = over
  const [first = '', ...others] = alerts
  return {
    kind: 'alert',
    id,
    instance: 'test',
    timezone: 'UTC',
    createdAt: start,
    reason,
    alert: makeView(first, { severity }),
    others: others.map((each) => makeView(each, { severity })),
    group: { key: 'default {}', labels: {} },
    ...rest,
  }
}

export const makeConfig = (over: {
  readonly routes?: Parameters<typeof routesSchema.parse>[0]
  readonly muteTimes?: Parameters<typeof muteTimesSchema.parse>[0]
  readonly inhibit?: Parameters<typeof inhibitSchema.parse>[0]
  readonly route?: Partial<DispatchConfig['route']>
  readonly evaluationIntervalMs?: number
  readonly resend?: readonly string[]
}): DispatchConfig => ({
  route: {
    channels: ['slack'],
    groupBy: [],
    groupWait: 20_000,
    groupInterval: MINUTE_MS,
    routes: routesSchema.parse(over.routes ?? []),
    ...over.route,
  },
  muteTimes: muteTimesSchema.parse(over.muteTimes ?? []),
  inhibit: inhibitSchema.parse(over.inhibit ?? []),
  timezone: 'UTC',
  evaluationIntervalMs: over.evaluationIntervalMs ?? MINUTE_MS,
  resend: over.resend ?? [],
  resendMs: 5 * MINUTE_MS,
})

type EvaluationData = Partial<Omit<DispatchInput, 'now' | 'config' | 'groups'>>

/** Dispatches at moments as the daemon would, groups carried along as the state would keep them. */
export const carryAlong = (config: DispatchConfig) => {
  const groups = new Map<string, AlertGroup>()
  const look = (now: number, over: EvaluationData = {}): Dispatched => {
    const { updates = [], firing = [], silences = [], derived = new Map() } = over
    const plan = dispatch({
      updates,
      firing,
      silences,
      derived,
      groups: [...groups.values()],
      config,
      now,
    })
    for (const { key, group } of plan.groups)
      if (group === null) groups.delete(key)
      else groups.set(key, JSON.parse(JSON.stringify(group)))
    return plan
  }
  return { look, groups }
}

/** `first seen a b → slack` */
export const planned = ({ queue }: Dispatched): readonly string[] =>
  queue.map(
    ({ reason, alerts, channels }) =>
      `${reason} ${alerts.map(({ id }) => id).join(' ')} → ${channels.join(' ')}`,
  )

export const kept = ({ muted }: Dispatched): readonly string[] =>
  muted.map(({ alert, reason }) => `${alert.id} ${reason}`)

export const fires = (alert: AlertRecord) => ({ alert, reason: 'first seen' as const })
export const over = (alert: AlertRecord, at: number) => ({
  alert: { ...alert, state: 'resolved' as const, resolvedAt: at },
  reason: 'resolved' as const,
})

import type { AlertRecord, SeriesCount } from '../../domain/alert.ts'
import type { Logger } from '../../domain/ports.ts'
import type { GroupChange } from '../../routing/alert-group.ts'
import { alertName } from '../../routing/alert-labels.ts'
import { sharedLabels } from '../../routing/derived.ts'
import { type DispatchConfig, dispatch } from '../../routing/dispatch.ts'
import type { AlertUpdate } from '../../rules/engine.ts'
import { selects } from '../../rules/labels.ts'
import { inLabels } from '../../rules/observe.ts'
import { labelsBy, type Rule } from '../../rules/rule.ts'
import type { DispatchStore, QueuedNotification } from '../evaluate/evaluate-ports.ts'
import type { Compose } from './compose.ts'

/** The result of one evaluation. */
export interface Found {
  readonly updates: readonly AlertUpdate[]
  /** Alerts that were open before, and the records that this evaluation changed. */
  readonly open: readonly AlertRecord[]
  readonly changed: readonly AlertRecord[]
  /** Counts of the windows ending now, by their length in milliseconds. */
  readonly windows: ReadonlyMap<number, readonly SeriesCount[]>
  readonly now: number
  readonly watchingSince: number
}

/** What is committed together with the alerts. */
export interface Notified {
  readonly queue: readonly QueuedNotification[]
  readonly groups: readonly GroupChange[]
}

const firingAfter = ({ open, changed }: Found): readonly AlertRecord[] => {
  const last = new Map([...open, ...changed].map((alert) => [alert.id, alert]))
  return [...last.values()].filter(({ state }) => state === 'firing')
}

/** Decides which rule results people are notified of, where and together with what, and composes the messages. */
export const createNotify = (
  store: DispatchStore,
  rules: readonly Rule[],
  config: DispatchConfig,
  compose: Pick<Compose, 'alerts'>,
  log: Logger,
) => {
  const byName = new Map(rules.map((rule) => [rule.name, rule]))

  const shared = ({ labels, rule: name, windowMs }: AlertRecord, { windows }: Found) => {
    const rule = byName.get(name)
    const counts = windows.get(windowMs) ?? []
    if (rule === undefined) return {}
    const [looksAt, by] = [selects(rule), labelsBy(rule)]
    return sharedLabels(
      counts.filter(({ dimensions }) => looksAt(dimensions) && inLabels(by, labels, dimensions)),
    )
  }

  return async (found: Found): Promise<Notified> => {
    const { updates, now } = found
    const derived = new Map(
      updates
        .filter(({ reason }) => reason === 'first seen')
        .map(({ alert }) => [alert.id, shared(alert, found)] as const),
    )
    const plan = dispatch({
      updates,
      firing: firingAfter(found),
      silences: await store.silences(),
      groups: await store.alertGroups(),
      derived,
      config,
      now,
    })
    for (const { alert, reason } of plan.muted)
      log.info({ alert: alert.id, rule: alert.rule, reason }, `${alertName(alert)}: ${reason}`)
    const queue: QueuedNotification[] = []
    for (const planned of plan.queue)
      queue.push(await compose.alerts(planned, now, found.watchingSince))
    return { queue, groups: plan.groups }
  }
}

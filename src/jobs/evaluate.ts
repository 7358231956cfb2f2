import type { AlertRecord } from '../alerting/alert.ts'
import { evaluate, type Tell } from '../alerting/evaluate.ts'
import { inLabels, looksAt } from '../alerting/observe.ts'
import type { Rule } from '../alerting/rule.ts'
import { alertNotification } from '../notifying/alert-notification.ts'
import type { EvaluationStore, QueuedNotification } from './evaluate-ports.ts'
import type { Clock, Logger } from './ports.ts'

export interface EvaluateOptions {
  readonly rules: readonly Rule[]
  readonly instance: string
  readonly timezone: string
  /** Names of the channels that alerts go to. */
  readonly channels: readonly string[]
  /** A pause between evaluations longer than this is a downtime, milliseconds. */
  readonly downtimeMs: number
}

const sinceWatching = (from: number, watchingSince: number) => Math.max(from, watchingSince)

/** The one who looks at the rules: reads what is committed, decides purely, commits states and outbox rows at once. */
export const createEvaluate = (
  store: EvaluationStore,
  options: EvaluateOptions,
  clock: Clock,
  log: Logger,
) => {
  const { rules } = options
  const byName = new Map(rules.map((rule) => [rule.name, rule]))

  const details = async (alert: AlertRecord, now: number, watchingSince: number) => {
    const rule = byName.get(alert.rule)
    const from = sinceWatching(alert.startedAt - alert.windowMs, watchingSince)
    const all = await store.windowCounts(from, now + 1)
    const since = all.filter(
      ({ dimensions }) =>
        rule !== undefined &&
        looksAt(rule, dimensions) &&
        inLabels(rule.by, alert.labels, dimensions),
    )
    const largest = since.toSorted((a, b) => b.count - a.count)
    const sample = largest[0] ? await store.newestSample([largest[0].series], from, now + 1) : null
    const titles = await store.groupTitles([
      ...new Set(largest.slice(0, 50).map(({ dimensions }) => dimensions.fingerprint)),
    ])
    return { since, sample, titles, runbookUrl: rule?.runbookUrl ?? '' }
  }

  const compose = async (
    tell: Tell,
    now: number,
    watchingSince: number,
  ): Promise<QueuedNotification> => ({
    notification: alertNotification(tell, await details(tell.alert, now, watchingSince), {
      id: `${tell.alert.id}-${tell.reason === 'first seen' ? 'firing' : tell.alert.state}-${now}`,
      instance: options.instance,
      timezone: options.timezone,
      now,
    }),
    channels: options.channels,
    orderKey: tell.alert.id,
  })

  /** `offset`: the database's clock less ours, milliseconds; rules are looked at by the database's. */
  return async (watchingSince: number, offset: number): Promise<{ readonly told: number }> => {
    const now = clock.now() + offset
    const windows = new Map<number, Awaited<ReturnType<EvaluationStore['windowCounts']>>>()
    for (const length of new Set(rules.map((rule) => rule.window)))
      windows.set(
        length,
        await store.windowCounts(sinceWatching(now - length, watchingSince), now + 1),
      )
    const open = await store.openAlerts()
    const plan = evaluate({
      rules,
      now,
      lastEvaluation: await store.lastEvaluation(),
      downtimeMs: options.downtimeMs,
      windows,
      open,
      deliveries: await store.deliveries(open.map((alert) => alert.id)),
    })
    const queue: QueuedNotification[] = []
    for (const tell of plan.tells) queue.push(await compose(tell, now, watchingSince))
    await store.commitEvaluation({ alerts: plan.alerts, queue, now })
    for (const { alert, reason } of plan.tells)
      log.info(
        {
          alert: alert.id,
          rule: alert.rule,
          labels: alert.labels,
          observed: alert.observed,
          reason,
        },
        `alert ${alert.rule}: ${reason}`,
      )
    return { told: plan.tells.length }
  }
}

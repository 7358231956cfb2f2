import type { AlertRecord } from '../../domain/alert.ts'
import type { Dimensions } from '../../domain/event.ts'
import type { Sample } from '../../domain/facts.ts'
import type { KnownFailure, SystemNotification } from '../../domain/notification.ts'
import { type AlertDetails, groupNotification } from '../../routing/alert-notification.ts'
import type { PlannedNotification } from '../../routing/flush.ts'
import { selects } from '../../rules/labels.ts'
import { inLabels } from '../../rules/observe.ts'
import { labelsBy, type Rule } from '../../rules/rule.ts'
import type { EvaluationStore, QueuedNotification } from '../evaluate/evaluate-ports.ts'

export interface ComposeOptions {
  readonly instance: string
  readonly timezone: string
  /** Names of the channels that get messages about Lookout itself. */
  readonly channels: readonly string[]
  /** Looks an error up in the catalogue; without it no message has a known failure. */
  readonly recognise?: Recognise
}

/** What is known of an error text; undefined for nothing. */
export type Recognise = (failure: {
  readonly message: string
  readonly errorClass?: string
  readonly status?: string
  readonly provider?: string
}) => KnownFailure | undefined

type Store = Pick<EvaluationStore, 'windowCounts' | 'newestSample' | 'groupTitles'>

/** Makes messages from what there is to report, and what the state knows about it. */
export const createCompose = (
  store: Store,
  rules: readonly Rule[],
  { instance, timezone, channels, recognise }: ComposeOptions,
) => {
  const knownOf = (sample: Sample | null, of: Dimensions | undefined): KnownFailure | undefined => {
    if (sample === null || of === undefined) return undefined
    const { errorType, status, provider } = of
    return recognise?.({
      message: sample.message,
      ...(errorType === null ? {} : { errorClass: errorType }),
      ...(status === null || !/^\d{3}$/.test(status) ? {} : { status }),
      ...(provider === null ? {} : { provider }),
    })
  }

  const byName = new Map(rules.map((rule) => [rule.name, rule]))

  const details = async (
    alert: AlertRecord,
    now: number,
    watchingSince: number,
  ): Promise<AlertDetails> => {
    const rule = byName.get(alert.rule)
    // An alert about missing data has no failures.
    if (rule === undefined || rule.type === 'source')
      return { since: [], sample: null, titles: new Map(), runbookUrl: rule?.runbookUrl ?? '' }
    const from = Math.max(alert.startedAt - alert.windowMs, watchingSince)
    const [looksAt, by] = [selects(rule), labelsBy(rule)]
    const all = await store.windowCounts(from, now + 1)
    const since = all.filter(
      ({ dimensions }) => looksAt(dimensions) && inLabels(by, alert.labels, dimensions),
    )
    const largest = since.toSorted((a, b) => b.count - a.count)
    const sample = largest[0] ? await store.newestSample([largest[0].series], from, now + 1) : null
    const titles = await store.groupTitles([
      ...new Set(largest.slice(0, 50).map(({ dimensions }) => dimensions.fingerprint)),
    ])
    const known = knownOf(sample, largest[0]?.dimensions)
    const { runbookUrl } = rule
    return { since, sample, titles, runbookUrl, ...(known === undefined ? {} : { known }) }
  }

  const system = (
    id: string,
    now: number,
    notice: SystemNotification['notice'],
  ): QueuedNotification => ({
    notification: {
      kind: 'system',
      id,
      instance,
      timezone,
      createdAt: now,
      severity: 'info',
      notice,
    },
    channels,
    orderKey: id,
  })

  return {
    /** One message about the alerts that are sent together. */
    alerts: async (
      planned: PlannedNotification,
      now: number,
      watchingSince: number,
    ): Promise<QueuedNotification> => {
      const known = new Map<string, AlertDetails>()
      for (const alert of planned.alerts)
        known.set(alert.id, await details(alert, now, watchingSince))
      return {
        notification: groupNotification(planned, known, { instance, timezone, now }),
        channels: planned.channels,
        orderKey: planned.orderKey,
        alerts: planned.resend ? [] : planned.alerts.map(({ id }) => id),
      }
    },

    /** The rules were not evaluated from `from` to `to`, epoch milliseconds. */
    missed: async (from: number, to: number): Promise<QueuedNotification> => {
      const counts = await store.windowCounts(from + 1, to + 1)
      const failures = counts.reduce((sum, { count }) => sum + count, 0)
      return system(`missed-${to}`, to, { kind: 'monitoring_gap', from, to, failures })
    },

    folded: (rule: string, most: number, now: number): QueuedNotification =>
      system(`folded-${rule}`, now, { kind: 'too_many_series', rule, most }),
  }
}

export type Compose = ReturnType<typeof createCompose>

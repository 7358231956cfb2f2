import type { AlertRecord, SeriesCount } from '../domain/alert.ts'
import type { Dimensions } from '../domain/event.ts'
import { type Count, largestFirst, type Sample } from '../domain/facts.ts'
import type { AlertNotification, AlertView, KnownFailure } from '../domain/notification.ts'
import type { PlannedNotification } from './flush.ts'

/** What is known about an alert besides its record when it is sent. */
export interface AlertDetails {
  /** Failures with its labels since it began (including its first window). */
  readonly since: readonly SeriesCount[]
  readonly sample: Sample | null
  /** Titles of groups by fingerprint. */
  readonly titles: ReadonlyMap<string, string>
  readonly runbookUrl: string
  readonly known?: KnownFailure
}

const most = 5

/** The largest counts by one aspect of the series, largest first, then by name. */
const top = (
  counts: readonly SeriesCount[],
  nameOf: (of: Dimensions) => string | null,
): readonly Count[] => {
  const sums = new Map<string | null, number>()
  for (const { dimensions, count } of counts) {
    const name = nameOf(dimensions)
    sums.set(name, (sums.get(name) ?? 0) + count)
  }
  return [...sums]
    .map(([name, count]) => ({ name, count }))
    .sort(largestFirst)
    .slice(0, most)
}

const alertView = (alert: AlertRecord, details: AlertDetails): AlertView => {
  const { since, titles } = details
  return {
    id: alert.id,
    rule: alert.rule,
    severity: alert.severity,
    labels: alert.labels,
    shown: shownLabels(alert.labels, alert.shown, titles),
    observed: alert.observed,
    threshold: alert.threshold,
    expected: alert.expected,
    finding: alert.finding,
    windowMs: alert.windowMs,
    startedAt: alert.startedAt,
    endedAt: alert.resolvedAt,
    total: since.reduce((sum, { count }) => sum + count, 0),
    peak: alert.peak,
    models: top(since, (of) => of.model),
    keys: top(since, (of) => of.keyName),
    teams: top(since, (of) => of.team),
    errorTypes: top(since, (of) => of.errorType),
    groups: top(since, (of) => titles.get(of.fingerprint) ?? of.fingerprint),
    sample: details.sample,
    runbookUrl: details.runbookUrl,
    ...(details.known === undefined ? {} : { known: details.known }),
  }
}

const nothingKnown: AlertDetails = { since: [], sample: null, titles: new Map(), runbookUrl: '' }

/** Fixes the displayed data of one message's alerts. `details` by alert id. */
export const groupNotification = (
  planned: PlannedNotification,
  details: ReadonlyMap<string, AlertDetails>,
  about: {
    readonly instance: string
    readonly timezone: string
    readonly now: number
  },
): AlertNotification => {
  const [alert, ...others] = planned.alerts.map((each) =>
    alertView(each, details.get(each.id) ?? nothingKnown),
  )
  if (alert === undefined) throw new RangeError('a message about no alert')
  return {
    kind: 'alert',
    id: planned.id,
    instance: about.instance,
    timezone: about.timezone,
    createdAt: about.now,
    reason: planned.reason,
    alert,
    // One example is enough; a message is stored once for each channel.
    others: others.map((each) => ({ ...each, sample: null })),
    group: planned.group,
  }
}

const shownLabels = (
  labels: Readonly<Record<string, string>>,
  shown: Readonly<Record<string, string>>,
  titles: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> => {
  const title = titles.get(labels['group'] ?? '')
  return { ...labels, ...shown, ...(title === undefined ? {} : { group: title }) }
}

import type { Count, Facts, GroupFact } from '../domain/facts.ts'
import type { AlertView } from '../domain/notification.ts'

/** What belongs to the alert's message rather than to the alert. `now`: epoch milliseconds. */
export interface AlertSurroundings {
  readonly instance: string
  readonly timezone: string
  readonly now: number
}

/** The alert only has titles and counts of its groups; if there is only one, the rest belongs to it too. */
const groupFact = (view: AlertView, group: Count, at: number, to: number): GroupFact => {
  const only = view.groups.length === 1
  const { count } = group
  const name = group.name ?? ''
  return {
    id: `g${at + 1}`,
    fingerprint: name,
    title: name,
    template: name,
    errorType: only ? (view.errorTypes[0]?.name ?? null) : null,
    status: view.labels['status'] || null,
    fault: 'proxy',
    count,
    share: view.total === 0 ? 0 : Math.min(1, count / view.total),
    firstSeen: view.startedAt,
    lastSeen: view.endedAt ?? to,
    models: only ? view.models : [],
    providers: [],
    keys: only ? view.keys : [],
    teams: only ? view.teams : [],
    // The alert does not say which group the sample belongs to: it is given to the largest.
    samples: at === 0 && view.sample !== null ? [view.sample] : [],
  }
}

/** The small set of facts of an alert: what its rule observed, who is affected, the groups, the sample. */
export const factsOfAlert = (view: AlertView, about: AlertSurroundings): Facts => {
  const to = view.endedAt ?? about.now
  const from = Math.min(view.startedAt, to)
  const groups = view.groups.length > 0 || view.sample === null ? view.groups : [unnamed(view)]
  return {
    instance: about.instance,
    timezone: about.timezone,
    from,
    to,
    total: view.total,
    late: 0,
    firstSeen: from,
    lastSeen: view.sample === null ? null : Math.min(view.sample.time, to),
    byModel: view.models,
    byProvider: [],
    byErrorType: view.errorTypes,
    byStatus: [],
    byKey: view.keys,
    byTeam: view.teams,
    byFault: [],
    groups: groups.map((group, at) => groupFact(view, group, at, to)),
    moreGroups: 0,
    moreGroupsCount: 0,
    hours: [],
    alert: {
      rule: view.rule,
      severity: view.severity,
      finding: view.finding,
      observed: view.observed,
      threshold: view.threshold,
      expected: view.expected,
      peak: view.peak,
      windowMs: view.windowMs,
      startedAt: view.startedAt,
      endedAt: view.endedAt,
    },
  }
}

const unnamed = (view: AlertView): Count => ({
  name: view.errorTypes[0]?.name ?? view.rule,
  count: view.total,
})

import type { AlertRecord } from '../domain/alert.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/units.ts'
import type { PagePorts } from './page-ports.ts'
import type { AlertsData } from './pages/alerts.ts'
import type { EventsData } from './pages/events.ts'
import type { GroupData } from './pages/group.ts'
import type { GroupsData } from './pages/groups.ts'
import type { NowData, Tile } from './pages/now.ts'
import { type Period, periodOf } from './period.ts'
import { beforeOf, filterOf, type Params, searchOf, sortOf, wholeOf } from './query.ts'
import type { FailureFilter, PageStore, Steps } from './read-model.ts'

const mostOffset = 100_000
const everything: FailureFilter = {}

/** How many of each a page shows; the API takes `limit`, up to ten times as many. */
const perPage = 50
const onNow = 8
const onGroup = 8

const limitOf = (params: Params): number =>
  wholeOf(params, 'limit', perPage, perPage * 10) || perPage

const tile = async (store: PageStore, period: Period, now: number): Promise<Tile> => {
  const stepMs = (period.to - period.from) / period.coarse
  return {
    period,
    failures: await store.failures({ ...period, stepMs }, everything, 'all'),
    // Whole steps end after now, where nothing can have been counted.
    successes: await store.successes({ from: period.from, to: now }),
  }
}

const lastPeriods = ['hour', 'day', 'week'] as const

export const nowData = async (
  { store, daemon }: Pick<PagePorts, 'store' | 'daemon'>,
  params: Params,
  now: number,
): Promise<NowData> => {
  const period = periodOf(params['period'], now)
  const groups = await store.groupPage({
    from: period.from,
    to: period.to,
    filter: everything,
    search: '',
    sort: 'count',
    steps: period.coarse,
    offset: 0,
    limit: onNow,
  })
  const tiles: Tile[] = []
  for (const name of lastPeriods) tiles.push(await tile(store, periodOf(name, now), now))
  return {
    period,
    tiles,
    steps: await store.failures(period, everything, 'errorType'),
    alertsDuring: await store.alertsDuring(period),
    groups: groups.rows,
    monitor: await store.monitor(),
    daemon: daemon(),
  }
}

export const groupsData = async (
  store: PageStore,
  params: Params,
  now: number,
): Promise<GroupsData> => {
  const period = periodOf(params['period'], now, 'week')
  const about = {
    filter: filterOf(params),
    search: searchOf(params),
    sort: sortOf(params),
    offset: wholeOf(params, 'offset', 0, mostOffset),
    limit: limitOf(params),
  }
  return {
    ...about,
    period,
    page: await store.groupPage({
      ...about,
      from: period.from,
      to: period.to,
      steps: period.coarse,
    }),
    choices: await store.choices(),
  }
}

/** Null for a group that is not there. */
export const groupData = async (
  store: PageStore,
  fingerprint: string,
  params: Params,
  now: number,
): Promise<GroupData | null> => {
  const group = await store.group(fingerprint)
  if (group === null) return null
  const period = periodOf(params['period'], now, 'week')
  const filter = { group: fingerprint }
  return {
    group,
    period,
    steps: await store.failures(period, filter, 'all'),
    affected: await store.affected(filter, period),
    events: await store.events({ filter, before: null, limit: onGroup }),
    alerts: await store.alertsOfGroup(fingerprint),
    explanation: await store.explanationOf(fingerprint),
  }
}

export const eventsData = async (store: PageStore, params: Params): Promise<EventsData> => {
  const filter = filterOf(params)
  const search = searchOf(params)
  const before = beforeOf(params)
  return {
    filter,
    search,
    older: before !== null,
    choices: await store.choices(),
    page:
      search === ''
        ? await store.events({ filter, before, limit: limitOf(params) })
        : { rows: await store.request(search), next: null },
  }
}

export const alertsData = async (store: PageStore, params: Params): Promise<AlertsData> => {
  const page = { offset: wholeOf(params, 'offset', 0, mostOffset), limit: limitOf(params) }
  return { ...page, ...(await store.alerts(page)) }
}

const labels = [
  ['model', 'model'],
  ['key', 'key'],
  ['team', 'team'],
  ['provider', 'provider'],
  ['error_type', 'errorType'],
  ['status', 'status'],
  ['fault', 'fault'],
  ['group', 'group'],
] as const

/** What an alert's labels narrow failures down to. */
const filterOfAlert = (alert: AlertRecord): FailureFilter =>
  Object.fromEntries(
    labels.flatMap(([label, key]) => {
      const value = alert.labels[label]
      return value === undefined ? [] : [[key, value || null]]
    }),
  )

const around = 60
/** The most of a long alert that its chart shows. */
const longest = 14 * DAY_MS

/** The failures that an alert was about, from some time before it to some time after. */
export const stepsAround = async (
  store: PageStore,
  alert: AlertRecord,
  now: number,
): Promise<Steps> => {
  const end = alert.resolvedAt ?? now
  const began = Math.max(alert.startedAt, end - longest)
  const margin = Math.max(30 * MINUTE_MS, (end - began) / 3)
  const span = Math.min(now, end + margin) - (began - margin)
  const stepMs =
    [1, 2, 5, 10, 15, 30, 60, 120, 240, 360]
      .map((n) => n * MINUTE_MS)
      .find((ms) => span / ms <= around * 2) ?? 12 * HOUR_MS
  const from = Math.floor((began - margin) / stepMs) * stepMs
  const to = from + Math.ceil(span / stepMs) * stepMs
  return store.failures({ from, to, stepMs }, filterOfAlert(alert), 'all')
}

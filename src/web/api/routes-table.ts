import type { z } from 'zod'
import {
  alertsData,
  eventsData,
  groupData,
  groupsData,
  nowData,
  stepsAround,
} from '../page-data.ts'
import type { PagePorts } from '../page-ports.ts'
import { type Params, wholeOf } from '../query.ts'
import {
  alertAnswer,
  alertDetailAnswer,
  eventsAnswer,
  groupAnswer,
  groupsAnswer,
  nowAnswer,
  silenceAnswer,
} from './api-answers.ts'
import * as schemas from './schemas.ts'

/** One question of the API: its description and its answer stand together, so that they cannot part. */
export interface ApiRoute {
  /** In OpenAPI's form: `/groups/{fingerprint}`. */
  readonly path: string
  readonly summary: string
  /** Parameters of the address beside those of the path, with what they mean. */
  readonly query: Readonly<Record<string, string>>
  readonly schema: z.ZodType
  /** Null for what is not there. */
  readonly answer: (ports: PagePorts, params: Params) => Promise<unknown>
}

const period = { period: 'hour, day, week or month; ends now' }
const paging = { offset: 'rows to leave out', limit: 'rows to give, at most 500' }
const filter = {
  model: 'model group',
  key: "a key's alias or hash",
  team: 'team alias',
  provider: 'provider',
  error_type: 'error type',
  status: 'status',
  fault: 'caller, provider, capacity or proxy',
}

export const apiRoutesTable: readonly ApiRoute[] = [
  {
    path: '/now',
    summary: 'Whether all is well: open alerts, failures of late, the monitor itself',
    query: period,
    schema: schemas.now,
    answer: async (ports, params) => nowAnswer(await nowData(ports, params, ports.clock.now())),
  },
  {
    path: '/groups',
    summary: 'Groups with failures in a period',
    query: {
      ...period,
      ...filter,
      q: 'part of title, template or error type',
      sort: 'count, last, first or title',
      ...paging,
    },
    schema: schemas.groups,
    answer: async ({ store, clock }, params) =>
      groupsAnswer(await groupsData(store, params, clock.now())),
  },
  {
    path: '/groups/{fingerprint}',
    summary: 'One group: counts, whom it hits, latest failures, alerts, words',
    query: period,
    schema: schemas.groupDetail,
    answer: async ({ store, clock }, params) => {
      const data = await groupData(store, params['fingerprint'] ?? '', params, clock.now())
      return data === null ? null : groupAnswer(data)
    },
  },
  {
    path: '/events',
    summary: 'Single failures, newest first',
    query: {
      ...filter,
      group: 'fingerprint',
      q: 'a request id, exactly',
      before: '`next` of the answer before',
      limit: paging.limit,
    },
    schema: schemas.events,
    answer: async ({ store }, params) => eventsAnswer(await eventsData(store, params)),
  },
  {
    path: '/alerts',
    summary: 'Open alerts, then those that are over',
    query: paging,
    schema: schemas.alerts,
    answer: async ({ store }, params) => {
      const { rows, total } = await alertsData(store, params)
      return { total, rows: rows.map(alertAnswer) }
    },
  },
  {
    path: '/alerts/{id}',
    summary: 'One alert and the failures around it',
    query: {},
    schema: schemas.alertDetail,
    answer: async ({ store, clock }, params) => {
      const alert = await store.alert(params['id'] ?? '')
      if (alert === null) return null
      return alertDetailAnswer(alert, await stepsAround(store, alert, clock.now()))
    },
  },
  {
    path: '/silences',
    summary: 'Who silenced what, why and until when',
    query: {},
    schema: schemas.silences,
    answer: async ({ silences, store, clock }) => {
      const open = new Set((await store.monitor()).openAlerts.map(({ id }) => id))
      const rows = await silences.silences()
      return { rows: rows.map((one) => silenceAnswer(one, clock.now(), open)) }
    },
  },
  {
    path: '/reports',
    summary: 'Reports, newest first',
    query: paging,
    schema: schemas.reports,
    answer: ({ store }, params) =>
      store.reports({
        offset: wholeOf(params, 'offset', 0, 100_000),
        limit: wholeOf(params, 'limit', 50, 500),
      }),
  },
  {
    path: '/artifacts/{day}',
    summary: 'Files of a day (YYYY-MM-DD); each is served at /artifacts/DAY/NAME',
    query: {},
    schema: schemas.artifacts,
    answer: async ({ artifacts }, params) => ({ files: await artifacts.list(params['day']) }),
  },
  {
    path: '/digests',
    summary: 'Digests, newest first',
    query: {},
    schema: schemas.digests,
    answer: async ({ store }) => ({ rows: await store.digests() }),
  },
  {
    path: '/configuration',
    summary: 'The effective configuration, secrets masked',
    query: {},
    schema: schemas.configuration,
    answer: async ({ configuration }) => configuration(),
  },
]

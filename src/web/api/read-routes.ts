import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Env } from '../access/gate.ts'
import {
  alertsData,
  eventsData,
  groupData,
  groupsData,
  nowData,
  stepsAround,
} from '../page-data.ts'
import type { PagePorts } from '../page-ports.ts'
import { wholeOf } from '../query.ts'
import {
  alertAnswer,
  alertDetailAnswer,
  eventsAnswer,
  groupAnswer,
  groupsAnswer,
  nowAnswer,
} from './api-answers.ts'
import { listRoute, notThere, oneRoute, parameter } from './api-route.ts'
import * as schemas from './schemas.ts'

const period = { period: parameter('hour, day, week or month; ends now') }
const paging = {
  offset: parameter('rows to skip'),
  limit: parameter('rows to return, at most 500'),
}
const filter = {
  model: parameter('model group'),
  key: parameter("a key's alias or hash"),
  team: parameter('team alias'),
  provider: parameter('provider'),
  error_type: parameter('error type'),
  status: parameter('status'),
  fault: parameter('caller, provider, capacity or proxy'),
}

const nowRoute = listRoute(
  '/now',
  "Overview: open alerts, recent failures, Lookout's own status",
  schemas.now,
  period,
)
const groupsRoute = listRoute('/groups', 'Groups with failures in a period', schemas.groups, {
  ...period,
  ...filter,
  q: parameter('part of title, template or error type'),
  sort: parameter('count, last, first or title'),
  ...paging,
})
const groupRoute = oneRoute(
  '/groups/{fingerprint}',
  { fingerprint: z.string() },
  'One group: counts, who is affected, latest failures, alerts, AI summary',
  schemas.groupDetail,
  period,
)
const eventsRoute = listRoute('/events', 'Single failures, newest first', schemas.events, {
  ...filter,
  group: parameter('fingerprint'),
  q: parameter('a request id, exactly'),
  before: parameter('`next` of the previous answer'),
  limit: paging.limit,
})
const alertsRoute = listRoute('/alerts', 'Open alerts, then resolved ones', schemas.alerts, paging)
const alertRoute = oneRoute(
  '/alerts/{id}',
  { id: z.string() },
  'One alert and the failures at the time',
  schemas.alertDetail,
  {},
)
const reportsRoute = listRoute('/reports', 'Reports, newest first', schemas.reports, paging)
const artifactsRoute = listRoute(
  '/artifacts/{day}',
  'Files of a day (YYYY-MM-DD); each is served at /artifacts/DAY/NAME',
  schemas.artifacts,
  {},
)
const digestsRoute = listRoute('/digests', 'Digests, newest first', schemas.digests, {})
const configurationRoute = listRoute(
  '/configuration',
  'The effective configuration, secrets masked',
  schemas.configuration,
  {},
)

/** Adds all that only reads. The type checker holds each answer to the schema that describes it. */
export const addReadRoutes = (app: OpenAPIHono<Env>, ports: PagePorts): void => {
  const { store, artifacts, clock } = ports
  app.openapi(nowRoute, async (context) => {
    const data = await nowData(ports, context.req.valid('query'), clock.now())
    return context.json(nowAnswer(data), 200)
  })
  app.openapi(groupsRoute, async (context) => {
    const data = await groupsData(store, context.req.valid('query'), clock.now())
    return context.json(groupsAnswer(data), 200)
  })
  app.openapi(groupRoute, async (context) => {
    const { fingerprint } = context.req.valid('param')
    const data = await groupData(store, fingerprint, context.req.valid('query'), clock.now())
    return data === null ? context.json(notThere, 404) : context.json(groupAnswer(data), 200)
  })
  app.openapi(eventsRoute, async (context) =>
    context.json(eventsAnswer(await eventsData(store, context.req.valid('query'))), 200),
  )
  app.openapi(alertsRoute, async (context) => {
    const { rows, total } = await alertsData(store, context.req.valid('query'))
    return context.json({ total, rows: rows.map(alertAnswer) }, 200)
  })
  app.openapi(alertRoute, async (context) => {
    const alert = await store.alert(context.req.valid('param').id)
    if (alert === null) return context.json(notThere, 404)
    const steps = await stepsAround(store, alert, clock.now())
    return context.json(alertDetailAnswer(alert, steps), 200)
  })
  app.openapi(reportsRoute, async (context) => {
    const query = context.req.valid('query')
    const offset = wholeOf(query, 'offset', 0, 100_000)
    return context.json(
      await store.reports({ offset, limit: wholeOf(query, 'limit', 50, 500) }),
      200,
    )
  })
  app.openapi(artifactsRoute, async (context) =>
    context.json({ files: await artifacts.list(context.req.param('day')) }, 200),
  )
  app.openapi(digestsRoute, async (context) => context.json({ rows: await store.digests() }, 200))
  app.openapi(configurationRoute, (context) => context.json(ports.configuration(), 200))
}

import { type Context, Hono } from 'hono'
import type { Env, Gate } from './access/gate.ts'
import { answerNotice, answerPage, viewOf } from './answer-page.ts'
import { ruleName } from './markup.ts'
import { alertsData, eventsData, groupData, groupsData, nowData, stepsAround } from './page-data.ts'
import type { PageOptions, PagePorts } from './page-ports.ts'
import { alertPage, alertsPage } from './pages/alerts.ts'
import { configurationPage } from './pages/configuration-page.ts'
import { eventsPage } from './pages/events.ts'
import { groupPage } from './pages/group.ts'
import { groupsPage } from './pages/groups.ts'
import { nowPage, stateText } from './pages/now.ts'

/** The pages that only show. Who asks was looked at before. */
export const pageRoutes = (options: PageOptions, ports: PagePorts): Hono<Env> => {
  const app = new Hono<Env>()
  const { store } = ports
  const view = (context: Context<Env>) => viewOf(options, ports, context.get('visitor'))
  const missing = (context: Context<Env>) => {
    const of = view(context)
    return answerNotice(context, of, [of.messages.missing, of.messages.missingText], 404)
  }

  app.get('/', async (context) => {
    const of = view(context)
    const data = await nowData(ports, context.req.query(), of.now)
    const title = stateText(of, data.monitor)
    return answerPage(context, of, { title, active: 'now', body: nowPage(of, data) })
  })
  app.get('/groups', async (context) => {
    const of = view(context)
    const body = groupsPage(of, await groupsData(store, context.req.query(), of.now))
    return answerPage(context, of, { title: of.messages.groups, active: 'groups', body })
  })
  app.get('/groups/:fingerprint', async (context) => {
    const of = view(context)
    const { fingerprint } = context.req.param()
    const data = await groupData(store, fingerprint, context.req.query(), of.now)
    if (data === null) return missing(context)
    const title = data.group.title
    return answerPage(context, of, { title, active: 'groups', body: groupPage(of, data) })
  })
  app.get('/events', async (context) => {
    const of = view(context)
    const data = await eventsData(store, context.req.query())
    // Under the reader's hands only the newest ones may move.
    const refresh = !data.older
    const body = eventsPage(of, data)
    return answerPage(context, of, { title: of.messages.events, active: 'events', body, refresh })
  })
  app.get('/alerts', async (context) => {
    const of = view(context)
    const body = alertsPage(of, await alertsData(store, context.req.query()))
    return answerPage(context, of, { title: of.messages.alerts, active: 'alerts', body })
  })
  app.get('/alerts/:id', async (context) => {
    const of = view(context)
    const alert = await store.alert(context.req.param('id'))
    if (alert === null) return missing(context)
    const body = alertPage(of, alert, await stepsAround(store, alert, of.now))
    return answerPage(context, of, { title: ruleName(of, alert), active: 'alerts', body })
  })
  app.get('/configuration', (context) => {
    const of = view(context)
    const body = configurationPage(of, ports.configuration())
    const title = of.messages.configuration
    return answerPage(context, of, { title, active: 'configuration', body, refresh: false })
  })
  return app
}

/** What every route behind the gate is given. */
export const letIn =
  (options: PageOptions, ports: PagePorts, gate: Gate) =>
  async (context: Context<Env>, next: () => Promise<void>): Promise<Response | undefined> => {
    const visitor = gate.visitor(context)
    if (visitor.kind === 'in') {
      context.set('visitor', visitor)
      await next()
      return undefined
    }
    const of = viewOf(options, ports, visitor)
    if (visitor.kind === 'strange host') {
      return answerNotice(context, of, [of.messages.refused, of.messages.refusedHost], 403)
    }
    if (visitor.kind === 'wait') {
      context.header('Retry-After', String(visitor.seconds))
      const text = of.messages.tooManyTries({
        duration: of.messages.format.duration(visitor.seconds * 1000),
      })
      return answerNotice(context, of, [of.messages.refused, text], 429)
    }
    const { search: query } = new URL(context.req.url)
    // A link from elsewhere comes without the strict cookie: asked for once more from here, it comes with it.
    if (context.req.method === 'GET' && context.req.header('sec-fetch-site') === 'cross-site') {
      context.header('Refresh', '0')
      return context.html('<!doctype html><html lang="en"><title>Lookout</title></html>')
    }
    const next_ = encodeURIComponent(`${context.req.path}${query}`)
    return context.redirect(`${options.basePath}/sign-in?next=${next_}`)
  }

import { type Context, Hono } from 'hono'
import { parseMatchers } from '../../routing/matcher.ts'
import type { Gate } from '../access/gate.ts'
import type { Env } from '../env.ts'
import type { PageOptions, PagePorts } from '../page-ports.ts'
import { silenceAnswer } from './api-answers.ts'
import { openapi } from './openapi.ts'
import { apiRoutesTable } from './routes-table.ts'
import { silenceAsked } from './schemas.ts'

const refusal = {
  out: ['a bearer token is needed', 401],
  'strange host': ['without WEB_TOKEN only local names are answered', 403],
  wait: ['too many wrong tokens', 429],
} as const

/** Other sites cannot send JSON without asking first, and we never say yes. */
const isFromElsewhere = (context: Context): boolean => {
  const site = context.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return (
    context.req.method === 'POST' &&
    !/^application\/json\b/i.test(context.req.header('content-type') ?? '')
  )
}

/** The page's data as JSON under /api/v1, with its description at /api/v1/openapi.json. */
export const apiRoutes = (options: PageOptions, ports: PagePorts, gate: Gate): Hono<Env> => {
  const app = new Hono<Env>()
  app.use(async (context, next) => {
    const visitor = gate.visitor(context)
    if (visitor.kind !== 'in') {
      const [error, status] = refusal[visitor.kind]
      if (visitor.kind === 'wait') context.header('Retry-After', String(visitor.seconds))
      if (visitor.kind === 'out') context.header('WWW-Authenticate', 'Bearer')
      return context.json({ error }, status)
    }
    if (context.req.method !== 'GET' && isFromElsewhere(context)) {
      return context.json({ error: 'send application/json from this origin or no browser' }, 403)
    }
    context.set('visitor', visitor)
    await next()
    return undefined
  })

  const description = openapi(apiRoutesTable, options.basePath, '1')
  app.get('/openapi.json', (context) => context.json(description))
  for (const { path, answer } of apiRoutesTable) {
    app.get(path.replace(/\{(\w+)\}/g, ':$1'), async (context) => {
      const found = await answer(ports, { ...context.req.query(), ...context.req.param() })
      return found === null ? context.json({ error: 'not there' }, 404) : context.json(found)
    })
  }
  app.post('/silences', async (context) => {
    const body: unknown = await context.req.json().catch(() => null)
    const asked = silenceAsked.safeParse(body)
    if (!asked.success) return context.json({ error: asked.error.issues[0]?.message ?? '' }, 400)
    const { matchers: text, durationMs, author, reason } = asked.data
    let matchers: ReturnType<typeof parseMatchers>
    try {
      matchers = parseMatchers(text)
    } catch (error) {
      return context.json({ error: error instanceof Error ? error.message : 'no matchers' }, 400)
    }
    if (matchers.length === 0) return context.json({ error: 'no matchers' }, 400)
    const at = ports.clock.now()
    const about = { author, reason, startsAt: at, createdAt: at, endsAt: at + durationMs }
    const silence = { ...about, id: ports.newId(), matchers, alerts: null }
    await ports.silences.addSilence(silence)
    ports.log.info({ silence: silence.id, author, matchers: text }, 'silenced')
    return context.json(silenceAnswer(silence, at, new Set()), 201)
  })
  app.delete('/silences/:id', async (context) => {
    const ended = await ports.silences.endSilence(context.req.param('id'), ports.clock.now())
    return ended ? context.body(null, 204) : context.json({ error: 'not there' }, 404)
  })
  app.all('/*', (context) => context.json({ error: 'not there' }, 404))
  app.onError((error, context) => {
    ports.log.error({ path: context.req.path, error: error.message }, 'the API failed')
    return context.json({ error: 'that did not work; the log says why' }, 500)
  })
  return app
}

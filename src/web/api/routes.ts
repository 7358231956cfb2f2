import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Env, Gate } from '../access/gate.ts'
import type { PageOptions, PagePorts } from '../page-ports.ts'
import { notThere } from './api-route.ts'
import { addReadRoutes } from './read-routes.ts'
import { addSilenceRoutes } from './silence-api.ts'

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

/** Which field is wrong, and how. */
const reasonOf = ({ issues: [issue] }: z.ZodError): string =>
  issue === undefined ? 'not a request' : `${issue.path.join('.')}: ${issue.message}`

/** The page's data as JSON under /api/v1, with its description at /api/v1/openapi.json. */
export const apiRoutes = (options: PageOptions, ports: PagePorts, gate: Gate): OpenAPIHono<Env> => {
  const app = new OpenAPIHono<Env>({
    defaultHook: (result, context) =>
      result.success ? undefined : context.json({ error: reasonOf(result.error) }, 400),
  })
  app.use(async (context, next) => {
    const visitor = gate.visitor(context)
    if (visitor.kind !== 'in') {
      const [error, status] = refusal[visitor.kind]
      if (visitor.kind === 'wait') context.header('Retry-After', String(visitor.seconds))
      if (visitor.kind === 'out') context.header('WWW-Authenticate', 'Bearer')
      return context.json({ error }, status)
    }
    if (context.req.method !== 'GET' && isFromElsewhere(context)) {
      return context.json(
        { error: 'send application/json, from this origin or not from a browser' },
        403,
      )
    }
    context.set('visitor', visitor)
    await next()
    return undefined
  })

  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
  })
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Lookout',
      version: '1',
      description: 'What the page shows, as JSON. Times are epoch milliseconds, UTC.',
    },
    servers: [{ url: `${options.basePath}/api/v1` }],
    security: [{ token: [] }],
  })
  addReadRoutes(app, ports)
  addSilenceRoutes(app, ports)
  app.all('/*', (context) => context.json(notThere, 404))
  app.onError((error, context) => {
    // What is no JSON; the one thing that hono refuses by itself.
    if (error instanceof HTTPException) return context.json({ error: error.message }, 400)
    ports.log.error({ path: context.req.path, error: error.message }, 'the API failed')
    return context.json({ error: "something went wrong; see Lookout's log" }, 500)
  })
  return app
}

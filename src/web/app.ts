import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Env } from './access/gate.ts'
import { createGate } from './access/gate.ts'
import { notStored, securityHeaders } from './access/headers.ts'
import { cleanBase, safeNext, withoutBase } from './access/host.ts'
import { answerNotice, viewOf } from './answer-page.ts'
import { apiRoutes } from './api/routes.ts'
import { assets } from './assets/assets.ts'
import { bareLayout } from './layout.ts'
import type { PageOptions, PagePorts } from './page-ports.ts'
import { letIn, pageRoutes } from './page-routes.ts'
import { signInPage } from './pages/sign-in.ts'
import { reportRoutes } from './report-routes.ts'
import { silenceRoutes } from './silence-routes.ts'

/** A form of ours is a few hundred bytes. */
const mostBody = 16 * 1024

/** Everything that is served: health for all, metrics and page and API behind their tokens. */
export const createApp = (given: PageOptions, ports: PagePorts): Hono<Env> => {
  const options = { ...given, basePath: cleanBase(given.basePath) }
  const app = new Hono<Env>({
    // A reverse proxy may take the prefix off or leave it on.
    getPath: (request) => withoutBase(new URL(request.url).pathname, options.basePath),
  })
  const gate = createGate(options, ports)
  const messages = options.locale.page
  app.use(securityHeaders, notStored)
  app.use(bodyLimit({ maxSize: mostBody, onError: (context) => context.text('too large\n', 413) }))
  // The process lives.
  app.get('/healthz', (context) => context.json({ status: 'alive' }))
  // The state is open and the source was reached lately.
  app.get('/readyz', (context) => {
    const reasons = ports.unready()
    return reasons.length === 0
      ? context.json({ status: 'ready' })
      : context.json({ status: 'not ready', reasons }, 503)
  })

  app.get('/metrics', async (context) => {
    const visitor = gate.scraper(context)
    if (visitor.kind === 'wait') context.header('Retry-After', String(visitor.seconds))
    if (visitor.kind !== 'in') {
      return context.text('a bearer token is needed\n', visitor.kind === 'wait' ? 429 : 401, {
        'WWW-Authenticate': 'Bearer',
      })
    }
    const { contentType, text } = ports.metrics
    return context.body(await text(), 200, { 'Content-Type': contentType })
  })
  for (const [name, content, type] of assets) {
    app.get(`/assets/${name}`, (context) =>
      context.body(content, 200, {
        'Content-Type': type,
        'Cache-Control': 'public, max-age=31536000, immutable',
      }),
    )
  }

  const signIn = (problem: string, next: string) => {
    const view = viewOf(options, ports, { kind: 'out' })
    return bareLayout(view, messages.signIn, signInPage(view, problem, next))
  }
  app.get('/sign-in', (context) => context.html(signIn('', safeNext(context.req.query('next')))))
  app.post('/sign-in', async (context) => {
    const form = await context.req.parseBody()
    const token = typeof form['token'] === 'string' ? form['token'] : ''
    const next = safeNext(typeof form['next'] === 'string' ? form['next'] : undefined)
    const visitor = gate.signIn(context, token)
    if (visitor.kind === 'in') return context.redirect(`${options.basePath}${next}`, 303)
    if (visitor.kind === 'wait') {
      const seconds = String(visitor.seconds)
      context.header('Retry-After', seconds)
      return context.html(
        signIn(
          messages.tooManyTries({ duration: messages.format.duration(visitor.seconds * 1000) }),
          next,
        ),
        429,
      )
    }
    ports.log.warn({}, 'failed sign-in')
    return context.html(signIn(messages.wrongToken, next), 401)
  })

  app.route('/api/v1', apiRoutes(options, ports, gate))
  app.use(letIn(options, ports, gate))
  app.post('/sign-out', async (context) => {
    const form = await context.req.parseBody()
    if (gate.isOurForm(context, context.get('visitor'), form['form'])) gate.signOut(context)
    return context.redirect(`${options.basePath}/sign-in`, 303)
  })
  app.route('/', pageRoutes(options, ports))
  app.route('/', reportRoutes(options, ports))
  app.route('/', silenceRoutes(options, ports, gate))

  app.notFound((context) => {
    const view = viewOf(options, ports, { kind: 'out' })
    return answerNotice(context, view, [messages.missing, messages.missingText], 404)
  })
  app.onError((error, context) => {
    // What it was is for the log alone: an error may name paths.
    ports.log.error({ path: context.req.path, error: error.message }, 'the page failed')
    const view = viewOf(options, ports, { kind: 'out' })
    return answerNotice(context, view, [messages.broken, messages.brokenText], 500)
  })
  return app
}

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type Matcher, MatcherError, parseMatchers } from '../../routing/matcher.ts'
import type { Env } from '../access/gate.ts'
import type { PagePorts } from '../page-ports.ts'
import { silenceAnswer } from './api-answers.ts'
import { json, listRoute, notThere, refusals } from './api-route.ts'
import * as schemas from './schemas.ts'

const listSilences = listRoute(
  '/silences',
  'Silences: matchers, author, reason and end',
  schemas.silences,
  {},
)

const addSilence = createRoute({
  method: 'post',
  path: '/silences',
  summary: 'Add a silence, starting now',
  request: {
    body: { required: true, content: { 'application/json': { schema: schemas.silenceAsked } } },
  },
  responses: { 201: json(schemas.silence, 'Silenced'), ...refusals },
})

const endSilence = createRoute({
  method: 'delete',
  path: '/silences/{id}',
  summary: 'End a silence now',
  request: { params: z.object({ id: z.string() }) },
  responses: {
    204: { description: 'Ended' },
    404: json(schemas.problem, 'Not found'),
    ...refusals,
  },
})

/** The matchers of a text; a sentence where there are none. */
const matchersIn = (text: string): readonly Matcher[] | string => {
  try {
    const matchers = parseMatchers(text)
    return matchers.length === 0 ? 'give at least one matcher, such as team=payments' : matchers
  } catch (error) {
    if (error instanceof MatcherError) return error.message
    throw error
  }
}

/** Adds what the API changes: silences, and nothing else. */
export const addSilenceRoutes = (app: OpenAPIHono<Env>, ports: PagePorts): void => {
  const { store, silences, clock, log } = ports
  app.openapi(listSilences, async (context) => {
    const open = new Set((await store.monitor()).openAlerts.map(({ id }) => id))
    const rows = await silences.silences()
    return context.json({ rows: rows.map((one) => silenceAnswer(one, clock.now(), open)) }, 200)
  })
  app.openapi(addSilence, async (context) => {
    const { matchers: text, durationMs, author, reason } = context.req.valid('json')
    const matchers = matchersIn(text)
    if (typeof matchers === 'string') return context.json({ error: matchers }, 400)
    const at = clock.now()
    const about = { author, reason, startsAt: at, createdAt: at, endsAt: at + durationMs }
    const silence = { ...about, id: ports.newId(), matchers, alerts: null }
    await silences.addSilence(silence)
    log.info({ silence: silence.id, author, matchers: text }, 'silenced')
    return context.json(silenceAnswer(silence, at, new Set()), 201)
  })
  app.openapi(endSilence, async (context) => {
    const ended = await silences.endSilence(context.req.valid('param').id, clock.now())
    return ended ? context.body(null, 204) : context.json(notThere, 404)
  })
}

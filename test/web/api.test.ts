import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { groups, now, silence } from '../../src/web/api/schemas.ts'
import { makeDigestNotification } from '../state/contract/make.ts'
import { fillRequests } from '../support/believable.ts'
import { NOW, withPage } from './with-page.ts'

const { page, ask, clock } = withPage('', 1)

type Json = Readonly<Record<string, unknown>>

const answerOf = z.object({
  content: z
    .object({ 'application/json': z.object({ schema: z.record(z.string(), z.unknown()) }) })
    .optional(),
})

/** As much of OpenAPI's form as is looked at here. */
const described = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ responses: z.record(z.string(), answerOf) })),
  ),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
})

/** Objects with named fields have no others: a field that is not described is found. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inside = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' ? String(value).replace('#/components/schemas/', '#/$defs/') : closed(value),
    ]),
  )
  // Of schemas that are joined by allOf, zod passes over a field that one of them knows.
  return 'properties' in inside ? { ...inside, additionalProperties: false } : inside
}

/** What is wrong with the answer to a route by its own description; undefined for nothing. */
const describer = async () => {
  const description = described.parse(await (await ask('/api/v1/openapi.json')).json())
  const { paths, components } = description
  const issuesOf = async (method: string, path: string, answer: Response) => {
    const declared = paths[path]?.[method]?.responses[String(answer.status)]
    if (declared === undefined) return `${answer.status} is not described`
    const schema = declared.content?.['application/json'].schema
    const text = await answer.text()
    if (schema === undefined) return text === '' ? undefined : `${text} is not described`
    const whole = closed({ ...schema, $defs: components.schemas })
    return z.fromJSONSchema(Object(whole)).safeParse(JSON.parse(text)).error?.issues
  }
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method, path })),
  )
  return { routes, issuesOf }
}

const exemplary = async (): Promise<Readonly<Record<string, string>>> => {
  const { store } = page()
  const { rows } = await store.views.events({ filter: {}, before: null, limit: 1 })
  return {
    fingerprint: rows[0]?.group.fingerprint ?? '',
    id: 'a-firing',
    day: '2026-11-23',
  }
}

const addressOf = (path: string, values: Readonly<Record<string, string>>): string =>
  `/api/v1${path.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')}`

const post = (body: Json | string) =>
  ask('/api/v1/silences', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const wanted = { matchers: 'model=x', durationMs: HOUR_MS, author: 'a', reason: 'b' }

describe('the API', () => {
  it('describes these routes, and every one of them answers as described', async () => {
    const { store } = page()
    const notification = makeDigestNotification('d-1', '2026-11-22')
    const made = { digest: 'daily', day: '2026-11-22', uptoEvent: 0, now: NOW, notification }
    await store.makeDigest({ ...made, queue: [] })
    await post(wanted)
    const { routes, issuesOf } = await describer()
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'delete /silences/{id}',
      'get /alerts',
      'get /alerts/{id}',
      'get /artifacts/{day}',
      'get /configuration',
      'get /digests',
      'get /events',
      'get /groups',
      'get /groups/{fingerprint}',
      'get /now',
      'get /reports',
      'get /silences',
      'post /silences',
    ])
    const values = await exemplary()
    for (const { path } of routes.filter(({ method }) => method === 'get')) {
      const answer = await ask(addressOf(path, values))
      expect(answer.status, path).toBe(200)
      expect(await issuesOf('get', path, answer), path).toBeUndefined()
    }
  })
  it('describes what it answers to a change, too, and to what it refuses', async () => {
    const { issuesOf } = await describer()
    const created = await post(wanted)
    expect(created.status).toBe(201)
    const { id } = silence.parse(await created.clone().json())
    expect(await issuesOf('post', '/silences', created)).toBeUndefined()
    for (const wrong of [{ ...wanted, author: '' }, { ...wanted, matchers: '(' }, {}, '{"a":']) {
      const refused = await post(wrong)
      expect(refused.status).toBe(400)
      expect(await issuesOf('post', '/silences', refused)).toBeUndefined()
    }
    const end = () => ask(`/api/v1/silences/${id}`, { method: 'DELETE' })
    expect(await issuesOf('delete', '/silences/{id}', await end())).toBeUndefined()
    expect(await issuesOf('delete', '/silences/{id}', await end())).toBeUndefined()
    for (const path of ['/groups/{fingerprint}', '/alerts/{id}']) {
      const missing = await ask(addressOf(path, { fingerprint: 'none', id: 'none' }))
      expect(missing.status).toBe(404)
      expect(await issuesOf('get', path, missing)).toBeUndefined()
    }
  })
  it('notices a field that is not described', async () => {
    const { issuesOf } = await describer()
    const planted = Response.json({ rows: [], extra: 1 })
    expect(await issuesOf('get', '/digests', planted)).toHaveLength(1)
  })
  it('says which field of a request is wrong', async () => {
    const answer = await post({ ...wanted, durationMs: -1 })
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/^durationMs: .*60000/) })
    expect((await ask('/api/v1/groups?limit=1&limit=2')).status).toBe(400)
  })
  it('gives failures as a share of requests, in the middle of an hour, too', async () => {
    await fillRequests(page().store, NOW)
    clock.now = NOW + 100_000
    const { last } = now.parse(await (await ask('/api/v1/now')).json())
    clock.now = NOW
    expect(last.map(({ share }) => share ?? 0).every((share) => share > 0)).toBe(true)
    expect(last).toHaveLength(3)
  })
  it('answers 404 in JSON for what is not there', async () => {
    for (const path of ['/groups/none', '/alerts/none', '/nothing']) {
      const answer = await ask(`/api/v1${path}`)
      expect(answer.status, path).toBe(404)
      expect(await answer.json()).toEqual({ error: 'not found' })
    }
  })
  it('adds and ends silences, and refuses what is none', async () => {
    const good = { matchers: 'team=Search', durationMs: MINUTE_MS, author: 'a', reason: 'b' }
    const made = silence.parse(await (await post(good)).json())
    expect(made).toMatchObject({
      state: 'active',
      matchers: 'team="Search"',
      endsAt: NOW + MINUTE_MS,
    })
    expect((await post({ ...good, matchers: ' ' })).status).toBe(400)
    expect((await post({ ...good, matchers: 'team=~"("' })).status).toBe(400)
    expect((await post({ ...good, durationMs: -1 })).status).toBe(400)
    const end = () => ask(`/api/v1/silences/${made.id}`, { method: 'DELETE' })
    expect((await end()).status).toBe(204)
    expect((await end()).status).toBe(404)
  })
  it('gives the same numbers as the state', async () => {
    const answer = await ask('/api/v1/groups?period=month&limit=500')
    const sum = groups.parse(await answer.json()).rows.reduce((all, row) => all + row.inSpan, 0)
    expect(sum).toBe((await page().store.status()).events)
  })
})

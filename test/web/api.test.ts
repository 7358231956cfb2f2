import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { apiRoutesTable } from '../../src/web/api/routes-table.ts'
import { groups, now, silence } from '../../src/web/api/schemas.ts'
import { makeDigestNotification } from '../state/contract/make.ts'
import { fillRequests } from '../support/believable.ts'
import { NOW, withPage } from './with-page.ts'

const { page, ask, clock } = withPage('', 1)

/** Every key that an answer may have is described: what zod would drop silently is told. */
const strict = (schema: z.ZodType): z.ZodType => {
  const json = z.toJSONSchema(schema)
  return z.fromJSONSchema(json)
}

/** As much of OpenAPI's form as is looked at here. */
const described = z.object({
  paths: z.record(
    z.string(),
    z.object({
      get: z
        .object({
          responses: z.record(
            z.string(),
            z.object({
              content: z
                .record(z.string(), z.object({ schema: z.record(z.string(), z.any()) }))
                .optional(),
            }),
          ),
        })
        .optional(),
    }),
  ),
})

const exemplary = async (): Promise<Readonly<Record<string, string>>> => {
  const { store } = page()
  const { rows } = await store.views.events({ filter: {}, before: null, limit: 1 })
  return {
    fingerprint: rows[0]?.group.fingerprint ?? '',
    id: 'a-firing',
    day: '2026-11-23',
  }
}

describe('the API', () => {
  it('describes every route, and every route answers as described', async () => {
    const { store } = page()
    const notification = makeDigestNotification('d-1', '2026-11-22')
    const made = { digest: 'daily', day: '2026-11-22', uptoEvent: 0, now: NOW, notification }
    await store.makeDigest({ ...made, queue: [] })
    const json = { 'content-type': 'application/json' }
    const asked = { matchers: 'model=x', durationMs: HOUR_MS, author: 'a', reason: 'b' }
    const posted = { method: 'POST', headers: json, body: JSON.stringify(asked) }
    expect((await ask('/api/v1/silences', posted)).status).toBe(201)
    const description = described.parse(await (await ask('/api/v1/openapi.json')).json())
    const values = await exemplary()
    const read = Object.entries(description.paths).filter(([, { get }]) => get !== undefined)
    expect(read.map(([path]) => path).sort()).toEqual(apiRoutesTable.map(({ path }) => path).sort())
    for (const [path, { get }] of read) {
      const to = path.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
      const answer = await ask(`/api/v1${to}`)
      expect(answer.status, path).toBe(200)
      const body: unknown = await answer.json()
      const schema = get?.responses['200']?.content?.['application/json']?.schema ?? {}
      const checked = strict(z.fromJSONSchema(schema)).safeParse(body)
      expect(checked.error?.issues, path).toBeUndefined()
    }
  })
  it('tells failures as a share of requests, in the middle of an hour, too', async () => {
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
      expect(await answer.json()).toEqual({ error: 'not there' })
    }
  })
  it('makes and ends silences, and refuses what is none', async () => {
    const post = (body: object) =>
      ask('/api/v1/silences', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
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

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withPage } from './with-page.ts'

const { ask } = withPage('', 1)

const names = ['period', 'q', 'sort', 'offset', 'limit', 'before', 'day', 'stamp', 'model', 'key']
const more = [
  'team',
  'provider',
  'error_type',
  'status',
  'fault',
  'group',
  'request',
  'done',
  'x[]',
]
const pages = ['/', '/groups', '/events', '/alerts', '/silences', '/reports', '/configuration']
const api = ['now', 'groups', 'events', 'alerts', 'silences', 'reports', 'digests', 'none']
const paths = [...pages, ...api.map((name) => `/api/v1/${name}`)]

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '-1',
    '1e9',
    '999999999999999999',
    'NaN',
    '0.5',
    '%',
    "'; DROP TABLE x; --",
    '\0',
  ),
  fc.constantFrom(
    'hour',
    'month',
    '2026-11-23',
    '9999-99-99',
    '1767225600000.1',
    '..',
    '../../etc',
  ),
  fc.constant('x'.repeat(6000)),
)

/** An address with this query, whatever is in it. */
const addressOf = (path: string, params: readonly (readonly [string, string])[]): string => {
  const query = params.map(([name, text]) => `${name}=${encodeURIComponent(text.toWellFormed())}`)
  return `${path}?${query.join('&')}`
}

describe('nonsense', () => {
  it('in a query is passed over: there is an answer, small, and never an error of ours', async () => {
    const params = fc.array(fc.tuple(fc.constantFrom(...names, ...more), value), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), params, async (path, given) => {
        const answer = await ask(addressOf(path, given))
        expect(answer.status).toBeLessThan(500)
        expect((await answer.text()).length).toBeLessThan(200_000)
      }),
      { numRuns: 150 },
    )
  })
  it.each([
    '/groups/%E0%A4%A',
    '/groups/%00',
    '/groups/..%2f..%2fetc%2fpasswd',
    '/alerts/%F0%28%8C%28',
    `/alerts/${'x'.repeat(8000)}`,
    '/digests/%2e%2e/2026-11-22',
    '/digests/daily/nonsense/mail',
    '/artifacts/2026-11-23/%2e%2e%2f%2e%2e%2flookout.db',
    '/artifacts/%2e%2e/lookout.db',
    '/artifacts/2026-11-23/none.json',
    '/assets/../../package.json',
    '/api/v1/groups/%00',
    '/api/v1/openapi.json/..',
    '//evil.example/',
  ])('as the path %s is not found', async (path) => {
    const answer = await ask(path)
    expect([400, 404]).toContain(answer.status)
    expect(await answer.text()).not.toContain('SQLite')
  })
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])(
    'as a method is refused: %s',
    async (method) => {
      for (const path of ['/', '/silences', '/api/v1/groups', '/metrics'])
        expect((await ask(path, { method })).status, path).toBe(404)
    },
  )
  it('as JSON is refused with a reason', async () => {
    const headers = { 'content-type': 'application/json' }
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '"x"',
      '{"matchers": {"a": 1}}',
      '[[[[[[[[]]]]]]]]',
    ]) {
      const answer = await ask('/api/v1/silences', { method: 'POST', headers, body })
      expect(answer.status, body).toBe(400)
      expect(await answer.json()).toHaveProperty('error')
    }
  })
  it('that is larger than an address may be is refused by the server itself', async () => {
    expect((await ask(`/?q=${'x'.repeat(20_000)}`)).status).toBe(431)
  })
})

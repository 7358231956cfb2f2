import { get } from 'node:http'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/domain/units.ts'
import { artifacts } from '../../src/web/api/schemas.ts'
import { makeDigestNotification } from '../state/contract/make.ts'
import { NOW, withPage } from './with-page.ts'

const { page } = withPage('', 1)

/** The headers as they come over the wire, each as often as it was sent; a body is not waited for. */
const headersOf = (path: string, host = 'localhost'): Promise<ReadonlyMap<string, string[]>> =>
  new Promise((done, fail) => {
    get(page().url + path, { headers: { host } }, (answer) => {
      answer.resume()
      done(new Map(Object.entries(answer.headersDistinct).map(([k, v]) => [k, v ?? []])))
    }).on('error', fail)
  })

const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const usual = {
  'content-security-policy': pagePolicy,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

const expectHeaders = async (
  path: string,
  wanted: Readonly<Record<string, string>>,
  host?: string,
) => {
  const headers = await headersOf(path, host)
  for (const [name, value] of Object.entries(wanted))
    expect([path, name, headers.get(name)]).toEqual([path, name, [value]])
  return headers
}

describe('security headers on the wire', () => {
  it.each([
    '/',
    '/groups',
    '/sign-in',
    '/healthz',
    '/readyz',
    '/metrics',
    '/no/such/page',
    '/api/v1/now',
    '/api/v1/none',
    '/api/v1/openapi.json',
    '/assets/none',
  ])('%s has each of them once', async (path) => {
    const headers = await expectHeaders(path, usual)
    // Whether there is TLS is known to the reverse proxy alone, and what it promises holds for a whole domain.
    expect(headers.has('strict-transport-security')).toBe(false)
    expect(headers.has('x-powered-by')).toBe(false)
  })

  it('a refusal has them too', async () => {
    await expectHeaders('/', usual, 'evil.example')
    await expectHeaders('/api/v1/now', usual, 'evil.example')
  })

  it('an asset may be kept, and nothing else differs', async () => {
    const html = await (await fetch(page().url)).text()
    const assets = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
    expect(assets.length).toBeGreaterThan(1)
    for (const path of assets)
      await expectHeaders(path, {
        ...usual,
        'cache-control': 'public, max-age=31536000, immutable',
      })
  })

  it('a file of a report can do nothing', async () => {
    const listed = await fetch(`${page().url}/api/v1/artifacts/2026-11-23`)
    const { files } = artifacts.parse(await listed.json())
    expect(files.length).toBeGreaterThan(0)
    for (const file of files)
      await expectHeaders(`/artifacts/${file}`, {
        ...usual,
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      })
  })

  it('a mail brings its styles along, and only our own page may show it', async () => {
    const notification = makeDigestNotification('d-1', '2026-11-22')
    const made = {
      digest: 'daily',
      day: '2026-11-22',
      uptoEvent: 0,
      now: NOW - HOUR_MS,
      notification,
    }
    await page().store.makeDigest({ ...made, queue: [] })
    await expectHeaders('/digests/daily/2026-11-22/mail', {
      ...usual,
      'x-frame-options': 'SAMEORIGIN',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    })
  })
})

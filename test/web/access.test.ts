import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { form, formTokenOf, NOW, withPage } from './with-page.ts'

const token = 'correct-horse'
const { ask, clock } = withPage(
  `web: { token: ${token}, metricsToken: scrape-me, basePath: /lookout }`,
)

const signIn = (given: string, next = '/', headers: Record<string, string> = {}) =>
  ask('/sign-in', form({ token: given, next }, headers))
const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')?.split(';')[0] ?? ''
const bearer = (value: string) => ({ headers: { authorization: `Bearer ${value}` } })

describe('signing in', () => {
  it('leads everybody else to the form, and back to the page they asked for', async () => {
    const asked = await ask('/groups?period=day')
    expect(asked.status).toBe(302)
    const to = asked.headers.get('location')
    expect(to).toBe('/lookout/sign-in?next=%2Fgroups%3Fperiod%3Dday')
    const done = await signIn(token, '/groups?period=day')
    expect(done.status).toBe(303)
    expect(done.headers.get('location')).toBe('/lookout/groups?period=day')
  })
  it('gives a cookie that scripts and other sites do not get, and that holds for the prefix', async () => {
    const cookie = (await signIn(token)).headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^lookout_session=[^;]+; Max-Age=604800; Path=\/lookout; HttpOnly/)
    expect(cookie).toContain('SameSite=Strict')
    expect(cookie).not.toContain('Secure')
    const behind = await signIn(token, '/', { 'x-forwarded-proto': 'https' })
    expect(behind.headers.get('set-cookie')).toContain('Secure')
  })
  it('knows the cookie again, until it is over or was tampered with', async () => {
    const cookie = cookieOf(await signIn(token))
    expect((await ask('/', { headers: { cookie } })).status).toBe(200)
    expect((await ask('/', { headers: { cookie: `${cookie.slice(0, -2)}xx` } })).status).toBe(302)
    clock.now = NOW + 8 * DAY_MS
    expect((await ask('/', { headers: { cookie } })).status).toBe(302)
    clock.now = NOW
  })
  it.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/sign-out',
    'javascript:1',
  ])('never leads on to %s', async (next) => {
    expect((await signIn(token, next)).headers.get('location')).toBe('/lookout/')
  })
  it('asks a link from elsewhere to come once more, with the cookie', async () => {
    const answer = await ask('/groups', { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('refresh')).toBe('0')
    expect(await answer.text()).not.toContain('prod')
  })
})

describe('wrong tokens', () => {
  it('has five tries a minute, whatever the headers say of where they come from', async () => {
    clock.now = NOW + HOUR_MS
    for (let n = 0; n < 5; n++) {
      const answer = await signIn('wrong', '/', { 'x-forwarded-for': `203.0.113.${n}` })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
    const locked = await signIn(token)
    expect(locked.status).toBe(429)
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask('/api/v1/now', bearer(token))).status).toBe(429)
    clock.now = NOW + 62 * MINUTE_MS
    expect((await signIn(token)).status).toBe(303)
    clock.now = NOW
  })
})

describe('bearer tokens', () => {
  it('open the API and the page', async () => {
    expect((await ask('/api/v1/now', bearer(token))).status).toBe(200)
    expect((await ask('/', bearer(token))).status).toBe(200)
  })
  it('are needed for the API: it answers 401 in JSON and never shows a form', async () => {
    const answer = await ask('/api/v1/now')
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({ error: 'a bearer token is needed' })
  })
  it('open /metrics by a token of its own, which opens nothing else', async () => {
    expect((await ask('/metrics')).status).toBe(401)
    expect((await ask('/metrics', bearer('scrape-me'))).status).toBe(200)
    expect((await ask('/api/v1/now', bearer('scrape-me'))).status).toBe(401)
  })
  it('are not asked for by health', async () => {
    expect((await ask('/healthz')).status).toBe(200)
    expect((await ask('/readyz')).status).toBe(200)
  })
})

describe('forms', () => {
  const silence = { matchers: 'model=gpt-4.1', duration: '3600000', author: 'anna', reason: 'move' }
  const session = async () => {
    const cookie = cookieOf(await signIn(token))
    const page = await (await ask('/silences', { headers: { cookie } })).text()
    return { cookie, token: formTokenOf(page) }
  }
  it('are taken from our own page', async () => {
    const { cookie, token: own } = await session()
    const done = await ask('/silences', form({ ...silence, form: own }, { cookie }))
    expect(done.headers.get('location')).toBe('/lookout/silences?done=added')
    expect(await (await ask('/silences', { headers: { cookie } })).text()).toContain('anna')
  })
  it('are refused without the token of this session, and from other sites even with it', async () => {
    const { cookie, token: own } = await session()
    const { token: other } = await session()
    const without = await ask('/silences', form(silence, { cookie }))
    const stolen = await ask('/silences', form({ ...silence, form: other }, { cookie }))
    const foreign = { cookie, 'sec-fetch-site': 'cross-site' }
    const elsewhere = await ask('/silences', form({ ...silence, form: own }, foreign))
    expect([without.status, stolen.status, elsewhere.status]).toEqual([403, 403, 403])
  })
  it('end the session', async () => {
    const { cookie, token: own } = await session()
    const done = await ask('/sign-out', form({ form: own }, { cookie }))
    expect(done.headers.get('set-cookie')).toMatch(/lookout_session=; Max-Age=0/)
  })
  it('have a bound on their size', async () => {
    const answer = await ask('/sign-in', form({ token: 'x'.repeat(50_000) }))
    expect(answer.status).toBe(413)
  })
})

describe('every answer', () => {
  it.each([
    '/',
    '/sign-in',
    '/healthz',
    '/metrics',
    '/no/such/page',
    '/api/v1/none',
    '/assets/none',
  ])('of %s carries the security headers', async (path) => {
    const { headers } = await ask(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe('no-store')
  })
  it('is the same with the prefix and without, as reverse proxies take it off or leave it on', async () => {
    const plain = await ask('/sign-in')
    const prefixed = await ask('/lookout/sign-in')
    expect(prefixed.status).toBe(200)
    const html = await prefixed.text()
    expect(html).toBe(await plain.text())
    expect(html).toContain('href="/lookout/assets/')
    expect((await ask('/lookoutx/sign-in')).status).toBe(302)
  })
})

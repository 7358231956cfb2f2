import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { form, formTokenOf, withPage } from './with-page.ts'

const { page, ask } = withPage('', 1)

/** fetch does not let a Host header be made up; a page that had its name pointed here would send one. */
const askAs = (host: string, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(page().url)
    const sent = request({ host: '127.0.0.1', port, path, headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })

describe('the page without a token', () => {
  it('is open under local names alone', async () => {
    expect(await askAs('localhost:8080', '/')).toBe(200)
    expect(await askAs('127.0.0.1', '/')).toBe(200)
    expect(await askAs('[::1]:8080', '/')).toBe(200)
    expect(await askAs('evil.example', '/')).toBe(403)
    expect(await askAs('localhost.evil.example', '/api/v1/now')).toBe(403)
    expect(await askAs('evil.example', '/metrics')).not.toBe(200)
  })
  it('still tells health under any name', async () => {
    expect(await askAs('lookout:8080', '/healthz')).toBe(200)
  })
  it('still takes no form but its own', async () => {
    const fields = { matchers: 'model=x', duration: '3600000', author: 'a', reason: 'b' }
    expect((await ask('/silences', form(fields))).status).toBe(403)
    const token = formTokenOf(await (await ask('/silences')).text())
    expect((await ask('/silences', form({ ...fields, form: token }))).status).toBe(303)
  })
  it('takes no JSON from other sites', async () => {
    const body = JSON.stringify({
      matchers: 'a=b',
      durationMs: MINUTE_MS,
      author: 'a',
      reason: 'b',
    })
    const plain = await ask('/api/v1/silences', { method: 'POST', body })
    expect(plain.status).toBe(403)
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }
    const foreign = await ask('/api/v1/silences', { method: 'POST', body, headers })
    expect(foreign.status).toBe(403)
  })
})

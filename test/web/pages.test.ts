import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { makeEvent } from '../state/contract/make.ts'
import { form, formTokenOf, NOW, withPage } from './with-page.ts'

const { page, ask } = withPage('locale: en')
const chinese = withPage('locale: zh-CN', 1)

const paths = [
  '/',
  '/?period=hour',
  '/?period=week',
  '/?period=month',
  '/groups',
  '/groups?sort=title&q=rate&model=gpt-4.1-mini',
  '/events',
  '/alerts',
  '/alerts/a-firing',
  '/alerts/a-azure',
  '/silences',
  '/reports',
  '/reports?day=2026-11-23',
  '/configuration',
]

const html = async (path: string, from = ask): Promise<string> => {
  const answer = await from(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}

const hostile = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>'

describe('every page', () => {
  it.each(paths)('%s is small, closed, and has nothing inline', async (path) => {
    const text = await html(path)
    expect(Buffer.byteLength(text)).toBeLessThan(150_000)
    expect(text).toContain('</html>')
    expect(text).not.toMatch(/\sstyle=|<style|\son\w+=|javascript:|<script(?! src="\/assets\/)/)
    // Nothing is asked of another host.
    expect(text).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//)
  })
  it.each(paths)('%s speaks Chinese, too', async (path) => {
    const text = await html(path, chinese.ask)
    expect(text).toContain('<html lang="zh-CN">')
    expect(text).toContain('概览')
    expect(text).not.toContain('undefined')
  })
  it('says why an alert fired in its own language', async () => {
    const text = await html('/alerts', chinese.ask)
    expect(text).toContain('15 分钟内失败 22 次（阈值 20）')
    expect(text).not.toMatch(/expected|failures in/)
  })
  it('shows what clients wrote as text, whatever it is', async () => {
    const { store } = page()
    const event = makeEvent('r-hostile', NOW - MINUTE_MS, {
      kind: 'hostile',
      model: hostile,
      keyName: hostile,
      team: hostile,
      errorType: hostile,
      message: `${hostile}\u202e\u001b[31mred`,
      group: {
        fingerprint: 'fp-hostile',
        version: 1,
        template: `<model> ${hostile}`,
        title: hostile,
      },
    })
    await store.commitPage({
      table: 'SpendLogs',
      events: [event],
      visibleAt: [null],
      mark: null,
      late: false,
      now: NOW,
    })
    for (const path of [
      '/',
      '/groups',
      '/groups/fp-hostile',
      '/events',
      `/groups?model=${encodeURIComponent(hostile)}&q=%22%3E%3Cb%3E`,
    ]) {
      const text = await html(path)
      expect(text, path).not.toContain('<script>alert')
      expect(text, path).not.toContain('<img')
      expect(text, path).not.toContain('\u202e')
      expect(text, path).not.toContain('"><b>')
    }
  })
  it('shows no secret of the configuration', async () => {
    const text = await html('/configuration')
    expect(text).toContain('postgresql://lookout:***@db:5432/litellm')
    expect(text).not.toContain('B000')
    expect(text).not.toContain('secret@')
  })
})

describe('finding things', () => {
  it('narrows groups down by the address', async () => {
    const all = await html('/groups')
    const some = await html('/groups?model=gemini-flash')
    expect(all).toContain('Rate limit reached')
    expect(some).toContain('The service is currently unavailable')
    expect(some).not.toContain('Rate limit reached for')
    expect(some).toContain('<option selected value="gemini-flash">')
  })
  it('says when nothing fits', async () => {
    expect(await html('/groups?q=no-such-words')).toContain('No groups match these filters')
    expect(await html('/events?q=no-such-request')).toContain(
      'No failure with request ID “no-such-request”',
    )
  })
  it('finds a request id', async () => {
    const { rows } = await page().store.views.events({ filter: {}, before: null, limit: 40 })
    const wanted = rows.at(-1)?.requestId ?? ''
    const text = await html(`/events?q=${wanted}`)
    expect(text.match(/data-copy="/g)).toHaveLength(1)
    expect(text).toContain(`data-copy="${wanted}"`)
  })
  it('pages through failures without a gap and without one twice', async () => {
    const seen: string[] = []
    let path: string | undefined = '/events?limit=30'
    for (let n = 0; n < 4 && path !== undefined; n++) {
      const text = await html(path)
      seen.push(...[...text.matchAll(/data-copy="([^"]+)"/g)].map(([, id = '']) => id))
      path = /href="([^"]*before=[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
      if (path !== undefined) path += '&limit=30'
    }
    const all = await page().store.views.events({ filter: {}, before: null, limit: 120 })
    expect(seen).toEqual(all.rows.map(({ requestId }) => requestId))
  })
  it('answers 404 for what is not there', async () => {
    for (const path of ['/groups/none', '/alerts/none', '/digests/daily/2020-01-01', '/nothing']) {
      expect((await ask(path)).status, path).toBe(404)
    }
  })
})

describe('silences', () => {
  it('says what is wrong and keeps what was typed', async () => {
    const token = formTokenOf(await html('/silences'))
    const fields = { matchers: 'model=~"("', duration: '3600000', author: 'anna', reason: 'why' }
    const answer = await ask('/silences', form({ ...fields, form: token }))
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(text).toContain('cannot be read')
    expect(text).toContain('model=~&quot;(&quot;')
    expect(text).toContain('value="anna"')
  })
  it('silences and ends', async () => {
    const token = formTokenOf(await html('/silences'))
    const fields = { matchers: 'model=gpt-4.1', duration: '3600000', author: 'anna', reason: 'why' }
    await ask('/silences', form({ ...fields, form: token }))
    const [made] = await page().store.silences()
    expect(made).toMatchObject({ author: 'anna', endsAt: NOW + HOUR_MS })
    await ask(`/silences/${made?.id}/end`, form({ form: token }))
    expect((await page().store.silences())[0]?.endsAt).toBe(NOW)
  })
})

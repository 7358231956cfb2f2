import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeDigestNotification } from '../state/contract/make.ts'
import { fillDigest } from '../support/believable.ts'
import { NOW, withPage } from './with-page.ts'

const { page, ask } = withPage('', 1)
const chinese = withPage('locale: zh-CN', 1)
const folder = '2026-11-23'

describe('artifacts on the page', () => {
  it('are listed by day and opened as what they are, unable to act', async () => {
    const listed = await (await ask(`/reports?day=${folder}`)).text()
    const [, path = ''] = /href="(\/artifacts\/[^"]+analysis[^"]+json)"/.exec(listed) ?? []
    const answer = await ask(path)
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.json()).toEqual([{ request_id: 'r-1', error_message: '<b>bold</b>' }])
  })
  it.each([
    '/artifacts/..%2f..%2fetc/passwd',
    '/artifacts/2026-11-23/..%2f..%2flookout.db',
    '/artifacts/2026-11-23/%2e%2e%2flookout.db',
    '/artifacts/%2e%2e/lookout.db',
    '/artifacts/2026-11-23/.hidden.json',
    '/artifacts/2026-11-23/link.json',
    '/artifacts/2026-11-24/stolen.txt',
    '/artifacts/2026-11-23/folder.json',
    '/artifacts/2026-11-23/none.json',
  ])('%s leads nowhere', async (path) => {
    const output = join(page().folder, 'output')
    const outside = join(page().folder, 'outside')
    mkdirSync(join(output, folder, 'folder.json'), { recursive: true })
    mkdirSync(outside, { recursive: true })
    writeFileSync(join(outside, 'stolen.txt'), 'secret')
    try {
      symlinkSync(join(outside, 'stolen.txt'), join(output, folder, 'link.json'))
      symlinkSync(outside, join(output, '2026-11-24'))
    } catch {
      // There from the case before.
    }
    const answer = await ask(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('secret')
  })
  it('shows a digest as the mail it became, which may do nothing', async () => {
    const notification = makeDigestNotification('d-1', '2026-11-22')
    await page().store.makeDigest({
      digest: 'daily',
      day: '2026-11-22',
      uptoEvent: 0,
      now: NOW,
      notification,
      queue: [],
    })
    expect(await (await ask('/digests/daily/2026-11-22')).text()).toContain('<iframe')
    const mail = await ask('/digests/daily/2026-11-22/mail')
    const policy = mail.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('sandbox')
    expect(policy).not.toContain('script-src')
    expect(mail.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    // As it was sent: not late by how old it is now.
    expect(await mail.text()).not.toContain('late')
  })
  it('shows the mail in the language it was sent in, with its charts inside', async () => {
    await fillDigest(chinese.page().store, NOW, 'fp-x')
    const mail = await (await chinese.ask('/digests/daily/2026-11-22/mail')).text()
    expect(mail).toContain('日报')
    expect(mail.match(/src="data:image\/png;base64,[A-Za-z0-9+/=]{1000,}"/g)?.length).toBe(4)
    expect(mail).not.toContain('cid:')
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/domain/units.ts'
import { executable, NOW, token, type Visit, withBrowser } from './with-browser.ts'

const { visit, url, clock, stack } = withBrowser()

const visits: Visit[] = []
const open = async (...options: Parameters<typeof visit>): Promise<Visit> => {
  const made = await visit(...options)
  visits.push(made)
  return made
}
afterEach(async () => {
  const complaints = visits.flatMap((each) => each.complaints)
  for (const { page } of visits.splice(0)) await page.context().close()
  expect(complaints).toEqual([])
})

describe.skipIf(executable === undefined)('in a browser', () => {
  it('signs in with the token, by keyboard alone, and signs out', async () => {
    const { page } = await open()
    await page.context().clearCookies()
    await page.goto(url('/groups?period=day'))
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    // The field has the focus already.
    await page.keyboard.type(token)
    await page.keyboard.press('Enter')
    await page.waitForURL(url('/groups?period=day'))
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/lookout' })
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.goto(url('/'))
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })

  it('gets from the first page to a request id in three clicks, and copies it', async () => {
    const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(url('/'))
    await page.getByRole('link', { name: 'Request timed out' }).first().click()
    await page.getByText('All failures of this group').click()
    await page.waitForURL(/\/events\?group=/)
    await page.getByRole('button', { name: /^Copy/ }).first().click()
    const copied = await page.evaluate('navigator.clipboard.readText()')
    const found = await stack().store.views.request(String(copied))
    expect(found[0]?.group.title).toContain('Request timed out')
  })

  it('narrows groups down without the script, too', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await open({ javaScriptEnabled })
      await page.goto(url('/groups'))
      await page.getByRole('combobox', { name: 'Model' }).selectOption('gemini-flash')
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Apply' }).click()
      await page.waitForURL(/model=gemini-flash/)
      await page.getByRole('link', { name: 'The service is currently unavailable' }).waitFor()
      expect(await page.getByRole('link', { name: /Rate limit reached/ }).count()).toBe(0)
      await page.getByRole('link', { name: 'First seen' }).click()
      await page.waitForURL(/sort=first/)
      expect(page.url()).toContain('model=gemini-flash')
    }
  })

  it('silences from an alert and ends it again', async () => {
    const { page } = await open()
    await page.goto(url('/alerts/a-firing'))
    await page.getByLabel('Your name').fill('anna')
    await page.getByLabel('Reason').fill('moving to another region')
    await page.getByRole('button', { name: 'Silence', exact: true }).click()
    await page.getByText('Silenced.').waitFor()
    const [made] = await stack().store.silences()
    expect(made).toMatchObject({ author: 'anna', endsAt: NOW + 4 * HOUR_MS })
    await page.getByRole('button', { name: /^End now/ }).click()
    await page.getByText('The silence has ended.').waitFor()
    expect((await stack().store.silences())[0]?.endsAt).toBe(NOW)
  })

  it('opens artifacts and shows a digest as a mail', async () => {
    const { page } = await open()
    await page.goto(url('/reports'))
    await page.getByRole('link', { name: /^2026-11-23\/09/ }).click()
    await page.getByRole('link', { name: /llm_analysis/ }).click()
    await page.getByText('Most failures are of one kind').waitFor()
    await page.goto(url('/reports'))
    await page.getByRole('link', { name: '2026-11-22' }).click()
    const mail = page.frameLocator('iframe')
    await mail
      .getByText(/no failed requests/i)
      .last()
      .waitFor()
  })

  it('refreshes by itself and leaves alone what somebody types', async () => {
    const { page } = await open()
    await page.clock.install({ time: NOW })
    await page.goto(url('/'))
    const footer = page.locator('footer')
    expect(await footer.textContent()).toContain('10:00:00')
    clock.now = NOW + 31_000
    await page.clock.fastForward(31_000)
    await page.getByText('As of 10:00:31').waitFor()
    await page.goto(url('/groups'))
    await page.getByRole('searchbox').fill('half a wo')
    clock.now = NOW + 70_000
    await page.clock.fastForward(40_000)
    expect(await page.getByRole('searchbox').inputValue()).toBe('half a wo')
    clock.now = NOW
  })

  it('says that it is old when Lookout does not answer any more, until it does', async () => {
    const { page, complaints } = await visit()
    await page.clock.install({ time: NOW })
    await page.goto(url('/'))
    await page.route(url('/'), (route) => route.abort())
    await page.clock.fastForward(31_000)
    await page.getByText('this page is out of date').waitFor()
    await page.unroute(url('/'))
    await page.clock.fastForward(31_000)
    await page.getByText('this page is out of date').waitFor({ state: 'hidden' })
    // The browser says of the broken request what there is to say.
    expect(complaints.filter((line) => !line.includes('ERR_FAILED'))).toEqual([])
    await page.context().close()
  })

  it('fits a phone', async () => {
    const { page } = await open({ viewport: { width: 375, height: 740 } })
    for (const path of [
      '/',
      '/groups',
      '/events',
      '/alerts',
      '/alerts/a-firing',
      '/silences',
      '/reports',
      '/configuration',
    ]) {
      await page.goto(url(path))
      const wide = await page.evaluate('document.documentElement.scrollWidth')
      expect(wide, path).toBeLessThanOrEqual(375)
    }
  })
})

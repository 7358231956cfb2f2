import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { HOUR_MS } from '../../src/domain/units.ts'
import { makeDigestNotification } from '../state/contract/make.ts'
import { fillAlerts, fillEvents } from '../support/believable.ts'
import { type PageStack, startPage, writeReport } from '../support/page-stack.ts'

export const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
if (executable === undefined) {
  if (process.env['CI']) throw new Error('Chromium is needed in CI: apt-get install chromium')
  process.stderr.write(
    'no Chromium here: the browser tests are skipped (apt-get install chromium)\n',
  )
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: executable ?? '', args: flags })

export const token = 'correct-horse'
export const NOW = Date.UTC(2026, 10, 23, 10, 0, 0)

export interface Visit {
  readonly page: Page
  /** What the browser complained of; empty where all is well. */
  readonly complaints: readonly string[]
}

/** A browser and the page over believable failures, behind a token and a prefix, for all tests of a file. */
export const withBrowser = () => {
  let browser: Browser | null = null
  let stack: PageStack | null = null
  let cookies: Awaited<ReturnType<import('playwright-core').BrowserContext['cookies']>> = []
  const clock = { now: NOW }
  const started = (): { browser: Browser; stack: PageStack } => {
    if (browser === null || stack === null) throw new Error('the browser has not started')
    return { browser, stack }
  }
  const visit = async (options: BrowserContextOptions = {}): Promise<Visit> => {
    const context = await started().browser.newContext({
      viewport: { width: 1280, height: 900 },
      ...options,
    })
    await context.addCookies(cookies)
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(started().stack.url)) complaints.push(`asked ${request.url()}`)
    })
    return { page, complaints }
  }
  const url = (path: string): string => `${started().stack.url}/lookout${path}`
  const signIn = async (page: Page): Promise<void> => {
    await page.goto(url('/sign-in'))
    await page.getByLabel('Token').fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: /firing/ }).waitFor()
  }

  beforeAll(async () => {
    if (executable === undefined) return
    stack = await startPage(() => clock.now, {
      yaml: `web: { token: ${token}, basePath: /lookout }`,
    })
    await fillEvents(stack.store, NOW, { days: 2, perHour: 12 })
    await fillAlerts(stack.store, NOW)
    await writeReport(stack, NOW - HOUR_MS)
    const notification = makeDigestNotification('d-1', '2026-11-22')
    const made = { digest: 'daily', day: '2026-11-22', uptoEvent: 0, now: NOW, notification }
    await stack.store.makeDigest({ ...made, queue: [] })
    browser = await launch()
    const first = await visit()
    await signIn(first.page)
    cookies = await first.page.context().cookies()
    expect(first.complaints).toEqual([])
    await first.page.context().close()
  })
  afterAll(async () => {
    await browser?.close()
    await stack?.stop()
  })
  return { visit, url, signIn, clock, stack: () => started().stack, forget: () => (cookies = []) }
}

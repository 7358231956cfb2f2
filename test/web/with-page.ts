import { afterAll, beforeAll } from 'vitest'
import { HOUR_MS } from '../../src/domain/units.ts'
import { fillAlerts, fillEvents } from '../support/believable.ts'
import { type PageStack, startPage, writeReport } from '../support/page-stack.ts'

export const NOW = Date.UTC(2026, 10, 23, 10, 0, 0)

/** The page over a week of believable failures, for all tests of a file; the clock may be set. */
export const withPage = (yaml = '', days = 2) => {
  const clock = { now: NOW }
  let stack: PageStack | null = null
  beforeAll(async () => {
    stack = await startPage(() => clock.now, { yaml })
    await fillEvents(stack.store, NOW, { days, perHour: 10 })
    await fillAlerts(stack.store, NOW)
    await writeReport(stack, NOW - HOUR_MS)
  })
  afterAll(() => stack?.stop())
  const page = (): PageStack => {
    if (stack === null) throw new Error('the page has not started')
    return stack
  }
  return {
    page,
    clock,
    /** Asks without following; headers as given. */
    ask: (path: string, init: RequestInit = {}): Promise<Response> =>
      fetch(page().url + path, { redirect: 'manual', ...init }),
  }
}

/** A form as a browser sends it. */
export const form = (
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  headers: { 'sec-fetch-site': 'same-origin', ...headers },
})

/** The token that the forms of a page carry. */
export const formTokenOf = (html: string): string =>
  /name="form" value="([^"]+)"/.exec(html)?.[1] ?? ''

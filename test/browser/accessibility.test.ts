import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { executable, withBrowser } from './with-browser.ts'

const { visit, url, stack } = withBrowser()

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** What axe finds, in the browser's own world: the page's policy lets no script in. */
const violations = `axe.run(document, { resultTypes: ['violations'], iframes: false,
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then(({ violations }) => violations.map(({ id, nodes }) => ({ id,
    nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => ({ html, failureSummary })) })))`

const pages = async (): Promise<readonly string[]> => {
  const { rows } = await stack().store.views.events({ filter: {}, before: null, limit: 1 })
  return [
    '/',
    '/groups',
    `/groups/${rows[0]?.group.fingerprint}`,
    '/events',
    '/alerts',
    '/alerts/a-firing',
    '/silences?done=added',
    '/reports?day=2026-11-23',
    '/digests/daily/2026-11-22',
    '/configuration',
    '/sign-in',
    '/groups/none',
  ]
}

describe.skipIf(executable === undefined)('axe finds nothing wrong', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 375],
  ] as const)('on any page in the %s scheme at %i pixels', async (colorScheme, width) => {
    const { page } = await visit({ colorScheme, viewport: { width, height: 900 } })
    const all: [string, readonly Violation[]][] = []
    for (const path of (await pages()).slice(0, width < 500 ? 7 : undefined)) {
      await page.goto(url(path))
      await page.evaluate(axe.source)
      const found: readonly Violation[] = await page.evaluate(violations)
      if (found.length > 0) all.push([path, found])
    }
    await page.context().close()
    expect(all).toEqual([])
  })
})

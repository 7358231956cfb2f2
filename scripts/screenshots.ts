// Makes the README's pictures of the page: `node scripts/screenshots.ts [FOLDER]` (default docs/images). The page is the
// real one with made-up failures; the browser is Debian's Chromium. Look at them before you commit them.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DAY_MS, MINUTE_MS } from '../src/domain/units.ts'
import { launch } from '../test/browser/with-browser.ts'
import { fillAlerts, fillDigest, fillEvents, fillRequests } from '../test/support/believable.ts'
import { startPage, writeReport } from '../test/support/page-stack.ts'

const now = Date.UTC(2026, 10, 23, 10, 2, 40)
const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'docs', 'images')

const shots = [
  { name: 'now', path: '/', scheme: 'light', width: 1200, height: 800 },
  { name: 'now-dark', path: '/?period=week', scheme: 'dark', width: 1200, height: 800 },
  { name: 'groups', path: '/groups', scheme: 'light', width: 1200, height: 700 },
  { name: 'group', path: '/groups/:group', scheme: 'light', width: 1200, height: 860 },
  { name: 'phone', path: '/', scheme: 'dark', width: 390, height: 780 },
] as const

const stack = await startPage(() => now)
const browser = await launch()
try {
  await fillEvents(stack.store, now, { days: 9, perHour: 26 })
  await fillRequests(stack.store, now)
  await fillAlerts(stack.store, now)
  await writeReport(stack, now - 2 * MINUTE_MS - 40_000)
  const found = { from: now - DAY_MS, to: now, filter: {}, search: 'currently unavailable' }
  const { rows } = await stack.store.views.groupPage({
    ...found,
    sort: 'count',
    steps: 1,
    offset: 0,
    limit: 1,
  })
  const fingerprint = rows[0]?.fingerprint ?? ''
  await fillDigest(stack.store, now, fingerprint)
  mkdirSync(folder, { recursive: true })
  for (const { name, path, scheme, width, height } of shots) {
    const page = await browser.newPage({ colorScheme: scheme, viewport: { width, height } })
    await page.goto(stack.url + path.replace(':group', fingerprint))
    await page.screenshot({ path: join(folder, `${name}.png`) })
    await page.close()
    process.stdout.write(`${join(folder, name)}.png\n`)
  }
} finally {
  await browser.close()
  await stack.stop()
}

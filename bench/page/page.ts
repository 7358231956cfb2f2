import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openState } from '../../src/state/store.ts'
import { quiet } from '../../test/state/quiet.ts'
import { fillAlerts, fillEvents } from '../../test/support/believable.ts'
import { startPage } from '../../test/support/page-stack.ts'

const rounds = 20
const paths = [
  '/',
  '/?period=hour',
  '/?period=week',
  '/?period=month',
  '/groups',
  '/groups?period=month&model=gpt-4.1',
  '/groups/:group',
  '/groups/:group?period=day',
  '/events',
  '/events?model=gpt-4.1&key=mobile-ios',
  '/events?q=none-such',
  '/alerts',
  '/alerts/a-firing',
  '/configuration',
  '/metrics',
]

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Work of this process until the first byte and in all, milliseconds; the machine may be busy with others. */
const measure = async (url: string) => {
  const cpu = process.cpuUsage()
  const began = performance.now()
  const answer = await fetch(url)
  const first = performance.now() - began
  const bytes = (await answer.arrayBuffer()).byteLength
  const { user, system } = process.cpuUsage(cpu)
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return { first, bytes, work: (user + system) / 1000 }
}

/** First byte and size of each page over a state of a million failures in 30 days. `folder` keeps the state for the next run. */
const benchPage = async (folder: string, now: number): Promise<string> => {
  const file = join(folder, 'lookout.db')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    const store = await openState(`sqlite:${file}`, { log: quiet, now: () => now })
    await fillEvents(store, now, { days: 30, perHour: 1180 })
    await fillAlerts(store, now)
    await store.close()
  }
  const stack = await startPage(() => now, { folder })
  const began = performance.now()
  await stack.parts.store.views.warm(new AbortController().signal)
  const lines = [`read ahead: ${Math.round(performance.now() - began)} ms`]
  const to = Math.floor(now / 3_600_000) * 3_600_000
  const { rows } = await stack.parts.store.views.groupPage({
    from: to - 30 * 86_400_000,
    to,
    filter: {},
    search: '',
    sort: 'count',
    steps: 30,
    offset: 0,
    limit: 1,
  })
  for (const path of paths) {
    const url = stack.url + path.replace(':group', rows[0]?.fingerprint ?? '')
    const measured = []
    for (let round = 0; round < rounds; round++) measured.push(await measure(url))
    const first = median(measured.map((one) => one.first))
    const work = median(measured.map((one) => one.work))
    lines.push(
      `${path.padEnd(40)} first byte ${first.toFixed(1).padStart(6)} ms  work ${work.toFixed(1).padStart(6)} ms  ${((measured[0]?.bytes ?? 0) / 1000).toFixed(1).padStart(6)} kB`,
    )
  }
  lines.push(`memory: ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
  await stack.stop()
  return lines.join('\n')
}

/** `npm run bench -- page [FOLDER]`: FOLDER keeps the state for the next run; without it, a minute goes into filling one. */
export const run = async ([kept]: string[]): Promise<number> => {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'lookout-bench-'))
  // The same moment each time: what is kept was filled for it.
  process.stdout.write(`${await benchPage(folder, Date.UTC(2026, 10, 23, 8, 7))}\n`)
  if (kept === undefined) rmSync(folder, { recursive: true, force: true })
  return 0
}

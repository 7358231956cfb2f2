import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { growHeapSlowly } from '../../src/app/heap.ts'
import { nodeFlags } from '../../test/support/node-flags.ts'
import { configOf, openLookout } from './lookout.ts'
import { psql } from './psql.ts'

/** What a process of its own measured. Baseline in bytes. */
export interface Measured {
  readonly ms: number
  readonly peak: number
  readonly count: number
}

interface Place {
  readonly url: string
  readonly folder: string
  /** How far back the rows go, whole hours. */
  readonly hours: number
}

const reaching = (hours: number): string =>
  `source: { firstLookback: ${hours}h, statementTimeout: 5m }`

const ownPeak = (): number => process.resourceUsage().maxRSS * 1024

const works: Readonly<Record<string, (place: Place) => Promise<Measured>>> = {
  /** One poll over all there is, from an empty state to a committed one. */
  poll: async ({ url, folder, hours }) => {
    const lookout = await openLookout(configOf(url, folder, reaching(hours)))
    const began = performance.now()
    const { added } = await lookout.poll()
    const ms = performance.now() - began
    await lookout.close()
    return { ms, peak: ownPeak(), count: added }
  },
  /** One report over what a poll left in the state. */
  report: async ({ url, folder, hours }) => {
    const lookout = await openLookout(configOf(url, folder, reaching(hours)))
    const began = performance.now()
    const { reports } = await lookout.jobs.report(lookout.signal)
    const ms = performance.now() - began
    await lookout.close()
    return { ms, peak: ownPeak(), count: reports }
  },
  /** All failures as one JSON text by psql, then parsed: both processes' memory counts. */
  former: async ({ url }) => {
    const sql = `SELECT json_agg(row_to_json(t)) FROM "LiteLLM_SpendLogs" AS t WHERE status = 'failure'`
    const began = performance.now()
    const answer = await psql(url, sql, true)
    const rows: unknown = JSON.parse(answer.output.toString('utf8'))
    const ms = performance.now() - began
    const count = Array.isArray(rows) ? rows.length : 0
    return { ms, peak: ownPeak() + answer.peak, count }
  },
}

/** In the process of its own: does one work and prints what it took. */
export const run = async ([
  name = '',
  url = '',
  folder = '',
  hours = '1',
]: string[]): Promise<number> => {
  const work = Object.hasOwn(works, name) ? works[name] : undefined
  if (work === undefined) return 2
  // The way it is compared with is plain Node.
  if (name !== 'former') growHeapSlowly()
  process.stdout.write(`${JSON.stringify(await work({ url, folder, hours: Number(hours) }))}\n`)
  return 0
}

const main = join(import.meta.dirname, '../main.ts')
const most = 64 * 1024 * 1024

/** Does one of the works in a process of its own, whose memory nothing else has grown. */
export const inChild = async (
  work: 'poll' | 'report' | 'former',
  { url, folder, hours }: Place,
  flags: readonly string[] = [],
): Promise<Measured> => {
  const ours = work === 'former' ? ['--disable-warning=ExperimentalWarning'] : nodeFlags
  const args = [...ours, ...flags, main, 'child', work]
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...args, url, folder, String(hours)],
    { maxBuffer: most },
  )
  const said: Measured = JSON.parse(stdout)
  return said
}

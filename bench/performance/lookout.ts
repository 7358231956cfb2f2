import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { openJobs } from '../../src/app/open/open-jobs.ts'
import { openParts } from '../../src/app/open/open-parts.ts'
import type { Config } from '../../src/config/config-schema.ts'
import { loadConfig } from '../../src/config/load.ts'
import { createSource } from '../../src/source/create-source.ts'
import { quiet } from '../../test/state/quiet.ts'

/** The triggers hardly ever trigger: the benchmark does. No seeding, so that a poll is a poll. */
export const calm = `
poll: { schedule: '0 0 1 1 *' }
report: { schedule: '0 0 1 1 *' }
sweep: { schedule: '0 0 1 1 *' }
prune: { schedule: '0 0 1 1 *' }
web: { port: 0 }
`

export const environment = (url: string, folder: string): Record<string, string> => ({
  DATABASE_URL: url,
  STATE_URL: `sqlite:${join(folder, 'lookout.db')}`,
  OUTPUT_DIR: join(folder, 'output'),
})

export const newFolder = (parent: string): string => mkdtempSync(join(parent, 'home-'))

export const configOf = (url: string, folder: string, yaml = ''): Config => {
  const env = environment(url, folder)
  const loaded = loadConfig({ file: 'bench.yaml', env, readFile: () => calm + yaml })
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  return loaded.config
}

/** The daemon's jobs in this process, run by hand. */
export const openLookout = async (config: Config, now?: () => number) => {
  const clock = { now: now ?? Date.now }
  const world = { clock, log: quiet, random: () => 0.5, newId: () => crypto.randomUUID() }
  const opened = await openParts(config, world)
  // The daemon's source has the real clock; one that is to believe in another has to be made here.
  const parts =
    now === undefined
      ? opened
      : { ...opened, source: createSource({ url: config.source.url }, quiet, clock) }
  const { signal } = new AbortController()
  const jobs = openJobs(config, parts, world, () => {}, false, signal)
  return {
    parts,
    jobs,
    signal,
    /** What a poll cycle does, but for what sends or learns the past. Returns what the poll found. */
    poll: async () => {
      const { regroup, poll, evaluate } = jobs.pollSteps
      await regroup(signal)
      const outcome = await poll(signal)
      await regroup(signal)
      const since = await parts.store.watchSince(outcome.databaseNow)
      await evaluate(since, 0, null)
      return outcome
    },
    close: async () => {
      await parts.source.close()
      await parts.store.close()
    },
  }
}

import { join } from 'node:path'
import { inChild } from './child.ts'
import { readProfile, type Share } from './cpu-profile.ts'
import { usualTraffic } from './fill.ts'
import { newFolder } from './lookout.ts'
import { openStage } from './stage.ts'

const folder = 'output/profile'
const shown = 15

const table = (title: string, shares: readonly Share[]): string =>
  [
    title,
    ...shares
      .slice(0, shown)
      .map(({ name, share }) => `  ${(100 * share).toFixed(1).padStart(5)} %  ${name}`),
  ].join('\n')

/**
 * `npm run bench -- profile [--rows N] [--server URL]`: one poll over a backlog and the report of it, each with a CPU
 * profile in output/profile, which any viewer draws as a flame graph, and where the time went by room and function.
 */
export const run = async (args: string[]): Promise<number> => {
  const stage = await openStage(args)
  try {
    const filled = await stage.filled(usualTraffic(stage.largest))
    const place = { ...filled, folder: newFolder(stage.folder) }
    for (const work of ['poll', 'report'] as const) {
      const name = `${work}.cpuprofile`
      const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}`]
      const { ms } = await inChild(work, place, flags)
      const { owners, functions } = readProfile(join(folder, name))
      process.stdout.write(`${work}: ${Math.round(ms)} ms, ${join(folder, name)}\n`)
      process.stdout.write(`${table('by room', owners)}\n${table('by function', functions)}\n\n`)
    }
    return 0
  } finally {
    await stage.stop()
  }
}

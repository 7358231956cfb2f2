import { statSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { DAY_MS } from '../../src/domain/units.ts'
import { openState } from '../../src/state/store.ts'
import { quiet } from '../../test/state/quiet.ts'
import { fillAlerts, fillEvents } from '../../test/support/believable.ts'
import { type Figure, figure, timed } from './figure.ts'
import { configOf, newFolder, openLookout } from './lookout.ts'
import { pages } from './pages.ts'
import type { Stage } from './stage.ts'

const days = 30

/** Milliseconds that `work` took, and the longest that it let nothing else run. */
const held = async (
  work: () => Promise<unknown>,
): Promise<{ readonly ms: number; readonly longest: number }> => {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const ms = await timed(work)
  delay.disable()
  return { ms, longest: delay.max / 1e6 }
}

const countEvents = (file: string): number => {
  const state = new DatabaseSync(file, { readOnly: true })
  const row = state.prepare('SELECT count(*) AS n FROM events').get()
  state.close()
  return Number(row?.['n'])
}

/** A state of a million failures of thirty days: its size, the pages, a digest, a night's pruning. */
export const state = async (stage: Stage): Promise<readonly Figure[]> => {
  const now = Date.UTC(2026, 10, 23, 8, 7)
  const folder = newFolder(stage.folder)
  const file = join(folder, 'lookout.db')
  const store = await openState(`sqlite:${file}`, { log: quiet, now: () => now })
  await fillEvents(store, now, { days, perHour: stage.quick ? 118 : 1180 })
  await fillAlerts(store, now)
  await store.close()
  const bytes = statSync(file).size
  const count = countEvents(file)
  const looked = await pages(folder, now)
  // Nobody is asked for rows here: the address leads nowhere.
  const config = configOf('postgresql://nobody@127.0.0.1:9/none', folder)
  const lookout = await openLookout(config, () => now)
  let made = 0
  const digests = await timed(async () => {
    made = (await lookout.jobs.digest.run(lookout.signal)).made
  })
  const before = { events: now - (days - 1) * DAY_MS, groups: 0, reports: 0 }
  const prune = await held(() => lookout.parts.store.prune(before))
  await lookout.close()
  return [
    figure('state: bytes an event', bytes / count, 'bytes', 400, `${count} events`),
    ...looked,
    figure(
      'state: digest of a day',
      digests / made,
      'ms',
      2000,
      `mean of ${made}, of some ${Math.round(count / days)} events`,
    ),
    figure(
      'state: longest hold while a day is pruned',
      prune.longest,
      'ms',
      100,
      `${Math.round(prune.ms)} ms in all, in batches`,
    ),
  ]
}

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { openState } from '../../src/state/store.ts'
import { quiet } from '../../test/state/quiet.ts'
import { fillAlerts, fillEvents } from '../../test/support/believable.ts'
import { type Figure, figure, median, timed } from './figure.ts'
import { configOf, newFolder, openLookout } from './lookout.ts'
import type { Stage } from './stage.ts'

const hour = 3_600_000
const day = 24 * hour
const days = 30
const rounds = 7

/** A state of a million failures of thirty days: its size, the page's questions, a digest, a night's pruning. */
export const state = async (stage: Stage): Promise<readonly Figure[]> => {
  const now = Date.UTC(2026, 10, 23, 8, 7)
  const folder = newFolder(stage.folder)
  const file = join(folder, 'lookout.db')
  const store = await openState(`sqlite:${file}`, { log: quiet, now: () => now })
  await fillEvents(store, now, { days, perHour: stage.quick ? 118 : 1180 })
  await fillAlerts(store, now)
  await store.close()
  const bytes = statSync(file).size
  // Nobody is asked for rows here: the address leads nowhere.
  const config = configOf('postgresql://nobody@127.0.0.1:9/none', folder)
  const lookout = await openLookout(config, () => now)
  const { views } = lookout.parts.store
  const warm = await timed(() => views.warm(lookout.signal))
  const month = { from: now - days * day, to: now }
  const group = { filter: {}, search: '', sort: 'count', steps: 30, offset: 0, limit: 50 } as const
  const { failures: count, rows } = await views.groupPage({ ...month, ...group })
  const fingerprint = rows[0]?.fingerprint ?? ''
  const pages: Readonly<Record<string, () => Promise<unknown>>> = {
    chart: () => views.failures({ ...month, stepMs: day }, {}, 'errorType'),
    groups: () => views.groupPage({ ...month, ...group }),
    group: () => views.affected({ group: fingerprint }, month),
    events: () => views.events({ filter: {}, before: null, limit: 50 }),
    'events of a key': () =>
      views.events({ filter: { key: 'mobile-ios' }, before: null, limit: 50 }),
    choices: () => views.choices(),
    alerts: () => views.alerts({ offset: 0, limit: 50 }),
    watcher: () => views.watcher(),
  }
  const found: [string, number][] = []
  for (const [name, look] of Object.entries(pages)) {
    const times: number[] = []
    for (let round = 0; round < rounds; round++) times.push(await timed(look))
    found.push([name, median(times)])
  }
  const [slowest = ['none', Number.NaN]] = found.toSorted((a, b) => b[1] - a[1])
  let made = 0
  const digests = await timed(async () => {
    made = (await lookout.jobs.digest.run(lookout.signal)).made
  })
  const before = { events: now - (days - 1) * day, groups: 0, reports: 0 }
  const prune = await timed(() => lookout.parts.store.prune(before))
  await lookout.close()
  const told = found.map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(', ')
  return [
    figure('state: bytes an event', bytes / count, 'bytes', 400, `${count} events`),
    figure(`state: slowest page (${slowest[0]})`, slowest[1], 'ms', 100, told),
    figure('state: reading ahead for the page', warm, 'ms', null),
    figure(
      'state: digest of a day',
      digests / made,
      'ms',
      2000,
      `mean of ${made}, of some ${Math.round(count / days)} events`,
    ),
    figure('state: pruning a day', prune, 'ms', null, 'in batches, other work in between'),
  ]
}

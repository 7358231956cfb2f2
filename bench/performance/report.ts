import { inChild } from './child.ts'
import { firstRun } from './daemon.ts'
import { type Figure, figure, median } from './figure.ts'
import { failuresOnly, usualTraffic } from './fill.ts'
import { newFolder } from './lookout.ts'
import type { Stage } from './stage.ts'

const rounds = 3

/** The five artifacts of all failures, full rows, against one JSON text by psql that Node parses; in turn. */
export const report = async (stage: Stage): Promise<readonly Figure[]> => {
  // Not fewer: a small report's memory is that of an empty Node, which says nothing.
  const filled = await stage.filled(
    stage.quick ? failuresOnly(30_000) : usualTraffic(stage.largest),
  )
  const place = { ...filled, folder: newFolder(stage.folder) }
  // Once for nothing: who comes second should not find the cache warmer.
  await inChild('former', place)
  const former: Awaited<ReturnType<typeof inChild>>[] = []
  const ours: Awaited<ReturnType<typeof firstRun>>[] = []
  for (let round = 0; round < rounds; round++) {
    former.push(await inChild('former', place))
    ours.push(await firstRun(stage, filled, 'report'))
  }
  const [before, now] = [former, ours].map((all) => ({
    ms: median(all.map(({ ms }) => ms)),
    peak: median(all.map(({ peak }) => peak)),
  }))
  if (before === undefined || now === undefined) throw new Error('nothing was measured')
  const inMb = (bytes: number) => Math.round(bytes / 1e6)
  return [
    figure(
      'report: time / former implementation',
      now.ms / before.ms,
      '×',
      0.8,
      `${ours[0]?.count} failures: ${Math.round(now.ms)} ms, ${Math.round(before.ms)} ms`,
    ),
    figure(
      'report: memory / former implementation',
      now.peak / before.peak,
      '×',
      0.25,
      `${inMb(now.peak)} MB, ${inMb(before.peak)} MB`,
    ),
  ]
}

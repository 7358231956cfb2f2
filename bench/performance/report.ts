import { inChild } from './child.ts'
import { type Figure, figure } from './figure.ts'
import { failuresOnly, usualTraffic } from './fill.ts'
import { newFolder } from './lookout.ts'
import type { Stage } from './stage.ts'

/** The five artifacts of all failures, full rows, against one JSON text by psql that Node parses. */
export const report = async (stage: Stage): Promise<readonly Figure[]> => {
  // Not fewer: a small report's memory is that of an empty Node, which says nothing.
  const filled = await stage.filled(
    stage.quick ? failuresOnly(30_000) : usualTraffic(stage.largest),
  )
  const place = { ...filled, folder: newFolder(stage.folder) }
  const { count } = await inChild('poll', place)
  await inChild('former', place)
  const former = await inChild('former', place)
  const ours = await inChild('report', place)
  const inMb = (bytes: number) => Math.round(bytes / 1e6)
  return [
    figure(
      'report: time / former way',
      ours.ms / former.ms,
      '×',
      0.8,
      `${count} failures: ${Math.round(ours.ms)} ms, ${Math.round(former.ms)} ms`,
    ),
    figure(
      'report: memory / former way',
      ours.peak / former.peak,
      '×',
      0.25,
      `${inMb(ours.peak)} MB, ${inMb(former.peak)} MB`,
    ),
  ]
}

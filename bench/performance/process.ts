import { ddl } from '../../test/support/litellm-shapes.ts'
import { firstRun, startBenchDaemon } from './daemon.ts'
import { type Figure, figure, median } from './figure.ts'
import { failuresOnly } from './fill.ts'
import type { Stage } from './stage.ts'

const emptySource = ({ made }: Stage): Promise<string> =>
  made('bench_empty', async (client) => void (await client.query(ddl('2026-03'))))

/** From the process's start to the first poll that is committed, on a source without rows. */
export const start = async (stage: Stage): Promise<readonly Figure[]> => {
  const url = await emptySource(stage)
  const times: number[] = []
  const work: number[] = []
  for (let round = 0; round < 5; round++) {
    const daemon = await startBenchDaemon(stage, url)
    times.push(await daemon.said(/^poll done$/))
    work.push(daemon.processor())
    await daemon.stop()
  }
  const note = `median of 5; fastest ${Math.round(Math.min(...times))} ms`
  return [
    figure('start: to the first poll committed', median(times), 'ms', 1000, note),
    figure('start: processor time of it', median(work), 'ms', null),
  ]
}

/** The most that the daemon ever held, over backlogs of growing size, their first report included. */
export const memory = async (stage: Stage): Promise<readonly Figure[]> => {
  const sizes = stage.quick ? [6_000, 60_000] : [6_000, 60_000, 600_000]
  const points: { rows: number; value: number }[] = []
  for (const rows of sizes) {
    const { peak } = await firstRun(stage, await stage.filled(failuresOnly(rows)), 'report')
    points.push({ rows, value: peak / 1e6 })
  }
  const notified = points.map(({ rows, value }) => `${rows / 1000} k: ${Math.round(value)} MB`)
  return [
    figure(
      'memory: peak, largest / smallest backlog',
      (points.at(-1)?.value ?? Number.NaN) / (points[0]?.value ?? 0),
      '×',
      1.15,
      notified.join(', '),
      { of: 'MB', points },
    ),
    figure('memory: peak', Math.max(...points.map(({ value }) => value)), 'MB', 200),
  ]
}

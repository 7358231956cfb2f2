import { setTimeout as sleep } from 'node:timers/promises'
import { ddl } from '../../test/support/litellm-shapes.ts'
import { startBenchDaemon } from './daemon.ts'
import { type Figure, figure, median } from './figure.ts'
import { failuresOnly, minuteMs } from './fill.ts'
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

/** A daemon with nothing to do but to poll each minute, after its first report. */
export const idle = async (stage: Stage): Promise<readonly Figure[]> => {
  const { url, hours } = await stage.filled(failuresOnly(6_000))
  const yaml = `source: { firstLookback: ${hours}h }`
  // The bells as they are by default: a poll each minute.
  const daemon = await startBenchDaemon(stage, url, yaml, 'web: { port: 0 }\n')
  await daemon.said(/^report done$/)
  const [before, began] = [daemon.processor(), performance.now()]
  await sleep(stage.minutes * minuteMs)
  const share = (daemon.processor() - before) / (performance.now() - began)
  const { now } = daemon.memory()
  await daemon.stop()
  return [
    figure('idle: memory', now / 1e6, 'MB', 120, `after ${stage.minutes} minutes`),
    figure('idle: share of a core', share * 100, '%', 0.5),
  ]
}

/** The most that the daemon ever held, over backlogs of growing size, their first report included. */
export const memory = async (stage: Stage): Promise<readonly Figure[]> => {
  const sizes = stage.quick ? [6_000, 60_000] : [6_000, 60_000, 600_000]
  const peaks: number[] = []
  for (const rows of sizes) {
    const { url, hours } = await stage.filled(failuresOnly(rows))
    const daemon = await startBenchDaemon(stage, url, `source: { firstLookback: ${hours}h }`)
    await daemon.said(/^report done$/)
    peaks.push(daemon.memory().peak / 1e6)
    await daemon.stop()
  }
  const told = sizes.map((rows, at) => `${rows / 1000} k: ${Math.round(peaks[at] ?? 0)} MB`)
  return [
    figure(
      'memory: peak, largest / smallest backlog',
      (peaks.at(-1) ?? 0) / (peaks[0] ?? 0),
      '×',
      1.15,
      told.join(', '),
    ),
    figure('memory: peak', Math.max(...peaks), 'MB', 200),
  ]
}

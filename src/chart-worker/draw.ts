import { fork } from 'node:child_process'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import type { Draw } from '../render/charts/mail-charts.ts'

/** Its source, or what was built of it: this module may then be in any file. */
const chartWorker = join(
  dirname(findPackageJSON(import.meta.url) ?? ''),
  import.meta.url.endsWith('.ts') ? 'src/chart-worker/worker.ts' : 'dist/chart-worker/worker.js',
)

const isPictures = (value: unknown): value is readonly Uint8Array[] =>
  Array.isArray(value) && value.every((each) => each instanceof Uint8Array)

/** How much of a failing child's output is reported, characters. */
const longestWords = 500

/**
 * Draws in a short-lived process: ECharts, resvg and the fonts take about 130 MB for a few images a day, and a thread
 * returned none of it when it ended. Also, a crash in native code cannot end the daemon. `timeoutMs` for all of it.
 */
export const createDraw =
  (timeoutMs = 30_000): Draw =>
  (charts, signal) =>
    new Promise((resolve, reject) => {
      if (charts.length === 0) {
        resolve([])
        return
      }
      const child = fork(chartWorker, [], {
        serialization: 'advanced',
        // It needs none of our flags and no secret of the environment.
        execArgv: [
          '--disable-warning=ExperimentalWarning',
          '--max-old-space-size=96',
          '--max-semi-space-size=2',
        ],
        env: {},
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        killSignal: 'SIGKILL',
      })
      let said = ''
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(0, longestWords)
      })
      child.once('error', reject)
      child.once('message', (message) => {
        if (isPictures(message) && message.length === charts.length) resolve(message)
        else reject(new Error('the charts came back as something else'))
      })
      child.once('close', (code, by) =>
        reject(new Error(`drawing ended with ${by ?? `exit code ${code}`}: ${said.trim()}`)),
      )
      child.send(charts.map(({ width, height, option }) => ({ width, height, option })))
    })

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { imageEnvironment, nodeFlags } from '../../test/support/node-flags.ts'
import { builtMain } from './built.ts'
import { calm, environment, newFolder } from './lookout.ts'
import { baselineOf, processorTime } from './memory.ts'
import type { Filled, Stage } from './stage.ts'

export interface BenchDaemon {
  /** Milliseconds from the start of the process to the first line that says this. */
  readonly said: (message: RegExp) => Promise<number>
  /** The longest that a job took of those whose last line says this, milliseconds. */
  readonly longest: (message: RegExp) => number
  /** New failures of all polls so far. */
  readonly found: () => number
  /** Resident memory, bytes. */
  readonly memory: () => { readonly now: number; readonly peak: number }
  /** Milliseconds of processor time so far. */
  readonly processor: () => number
  /** Its state, a SQLite file that others may read. */
  readonly stateFile: string
  readonly stop: () => Promise<void>
}

/** A line of its log: what it says, when (milliseconds from the start), how long it took, new failures. */
interface Line {
  readonly message: string
  readonly at: number
  readonly ms: number
  readonly added: number
}

/** The real daemon in a process of its own, with a log to follow. */
export const startBenchDaemon = async (
  stage: Stage,
  url: string,
  yaml = '',
  triggers = calm,
  prepare: (stateFile: string) => Promise<void> = async () => {},
): Promise<BenchDaemon> => {
  const main = await builtMain(stage.folder)
  const folder = newFolder(stage.folder)
  const file = join(folder, 'lookout.yaml')
  const stateFile = join(folder, 'lookout.db')
  await prepare(stateFile)
  writeFileSync(file, `${triggers}log: { level: debug }\n${yaml}`)
  const began = performance.now()
  const child = spawn(process.execPath, [...nodeFlags, main, 'run', '--config', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...imageEnvironment, PATH: process.env['PATH'] ?? '', ...environment(url, folder) },
  })
  const lines: Line[] = []
  const waiting = new Set<() => void>()
  let trouble = ''
  createInterface({ input: child.stdout }).on('line', (text) => {
    const said: Partial<Line> & { level?: string; error?: string } = JSON.parse(text)
    const { message = '', ms = 0, added = 0 } = said
    lines.push({ message, at: performance.now() - began, ms, added })
    // With schedules that hardly ever trigger there is no retry, so waiting would never end.
    if (said.level === 'error' && triggers === calm)
      trouble ||= `${said.message} (${said.error ?? ''})`
    for (const look of waiting) look()
  })
  const gone = once(child, 'exit')
  return {
    said: (message) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find((line) => message.test(line.message))
          if (found === undefined && trouble === '') return
          waiting.delete(look)
          if (found === undefined)
            reject(new Error(`the daemon failed: ${trouble}; it did not log ${message}`))
          else resolve(found.at)
        }
        waiting.add(look)
        look()
        void gone.then(([code, signal]) =>
          reject(
            new Error(
              `the daemon ended (${signal ?? code}, ${lines.at(-1)?.message}) before it logged ${message}`,
            ),
          ),
        )
      }),
    longest: (message) =>
      Math.max(...lines.filter((line) => message.test(line.message)).map(({ ms }) => ms)),
    found: () => lines.reduce((sum, { added }) => sum + added, 0),
    memory: () => baselineOf(child.pid ?? 0),
    processor: () => processorTime(child.pid ?? 0),
    stateFile,
    stop: async () => {
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** What a job of the daemon as it is shipped took at its first run: milliseconds, failures found before, and the most memory so far, in bytes. */
export const firstRun = async (stage: Stage, { url, hours }: Filled, job: 'poll' | 'report') => {
  const daemon = await startBenchDaemon(stage, url, `source: { firstLookback: ${hours}h }`)
  const done = new RegExp(`^${job} done$`)
  try {
    await daemon.said(done)
    return { ms: daemon.longest(done), count: daemon.found(), peak: daemon.memory().peak }
  } finally {
    await daemon.stop()
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** An event as `error_logs_analysis_*.json` has it. */
export interface LookoutEvent {
  readonly request_id: string
  readonly model: string
  readonly status: string
  readonly error_type: string
  readonly error_message: string
  readonly provider: string
  readonly fault: string
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export interface Lookout {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

/** Where Lookout keeps what it writes, and the environment it runs in: nothing of the caller's own. */
export const lookoutIn = (folder: string, databaseUrl: string): Lookout => ({
  folder,
  env: {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    TZ: 'UTC',
    DATABASE_URL: databaseUrl,
    STATE_URL: `sqlite:${path.join(folder, 'state.db')}`,
    OUTPUT_DIR: path.join(folder, 'output'),
    LOG_LEVEL: 'warn',
    NO_PROXY: '127.0.0.1,localhost',
  },
})

/** Starts one command of Lookout's command line. */
export const command = (lookout: Lookout, args: readonly string[]) =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    cwd: lookout.folder,
    env: lookout.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Runs one command to its end and resolves with its standard output. Throws with its standard error. */
export const answerOf = async (lookout: Lookout, args: readonly string[]): Promise<string> => {
  const child = command(lookout, args)
  const [out, err]: [string[], string[]] = [[], []]
  child.stdout.on('data', (data) => out.push(String(data)))
  child.stderr.on('data', (data) => err.push(String(data)))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`lookout ${args.join(' ')} ended with ${code}: ${err.join('')}`)
  return out.join('')
}

/** All events of the last day, by `analyze` and its artifact. */
export const analyzed = async (lookout: Lookout): Promise<readonly LookoutEvent[]> => {
  const output = path.join(lookout.folder, 'analyzed')
  await answerOf(lookout, ['analyze', '--no-llm', '--limit', '100000', '--output', output])
  const found = readdirSync(output, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name).startsWith('error_logs_analysis_'))
    .sort()
    .at(-1)
  if (found === undefined) throw new Error(`analyze wrote no error_logs_analysis file in ${output}`)
  return JSON.parse(readFileSync(path.join(output, found), 'utf8'))
}

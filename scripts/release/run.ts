import { spawnSync } from 'node:child_process'
import { delimiter, dirname } from 'node:path'

// What an installed `lookout` finds as `node` is the one that this script runs on, whatever the machine has.
const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
}

/** Runs a command to its end, its output handed on; throws when it fails. */
export const run = (command: string, args: readonly string[], cwd: string): void => {
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: 'inherit' })
  if (status !== 0)
    throw new Error(`${[command, ...args].join(' ')}: ${error?.message ?? 'failed'}`)
}

/** Runs a command and gives what it wrote to standard output, failed or not. */
export const ask = (
  command: string,
  args: readonly string[],
  cwd: string,
): { readonly status: number | null; readonly stdout: string } => {
  const { status, stdout, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (error !== undefined) throw error
  return { status, stdout }
}

/** The same for one that must not fail. */
export const answerOf = (...asked: Parameters<typeof ask>): string => {
  const { status, stdout } = ask(...asked)
  if (status !== 0) throw new Error(`${[asked[0], ...asked[1]].join(' ')}: failed`)
  return stdout
}

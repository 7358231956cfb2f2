import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export interface Ran {
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end; throws with what it printed when it fails. */
export const run = async (
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> =>
  execute(command, [...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, ...options.env },
    maxBuffer: 64 * 1024 * 1024,
  })

export const docker = (...args: readonly string[]): Promise<Ran> => run('docker', args)

/** Asks again until the answer is there; throws what was seen last. */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | undefined>,
  withinMs = 90_000,
): Promise<T> => {
  const end = Date.now() + withinMs
  let last = 'no answer'
  while (Date.now() < end) {
    try {
      const answer = await ask()
      if (answer !== undefined) return answer
    } catch (error) {
      last = String(error)
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`waited ${withinMs / 1000} s for ${what}: ${last}`)
}

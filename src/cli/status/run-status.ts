import { resolve } from 'node:path'
import { configOf, neededState } from '../command-setup.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { runStatus } from './status-command.ts'

export interface StatusFlags {
  readonly config?: string
  readonly backup?: string
  readonly json?: boolean
}

/** `lookout status`: reads the state beside a running daemon. */
export const run = async (
  io: CommandIo,
  { config: file, backup, json = false }: StatusFlags,
): Promise<ExitCode> => {
  const config = configOf(file, io, { sourceNeeded: false })
  const { timezone } = config
  const store = await neededState(config, io)
  try {
    const copy = backup === undefined ? {} : { backup: resolve(backup) }
    return await runStatus(store, { json, timezone, ...copy }, io)
  } finally {
    await store.close()
  }
}

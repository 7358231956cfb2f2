import { openSource, unfiltered } from '../../app/open/open-source.ts'
import { configOf, quietLog } from '../command-setup.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { runKeys } from './keys-command.ts'

export interface KeysFlags {
  readonly config?: string
  readonly days: number
  readonly json?: boolean
}

/** `lookout keys`: without the configured filters, since it is there to write them. */
export const run = async (
  io: CommandIo,
  { config: file, days, json = false }: KeysFlags,
): Promise<ExitCode> => {
  const config = configOf(file, io)
  const { pageSize, window: windowMs } = config.source
  const source = openSource(unfiltered(config), quietLog(config, io), io)
  try {
    return await runKeys(source, { days, json, pageSize, windowMs }, io)
  } finally {
    await source.close()
  }
}

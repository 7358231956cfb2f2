import { existsSync, readFileSync } from 'node:fs'
import { createLog } from '../app/log.ts'
import type { Config } from '../config/config-schema.ts'
import { type Loaded, loadConfig } from '../config/load.ts'
import type { Logger } from '../domain/ports.ts'
import { stateFile } from '../state/location.ts'
import { openState, type Store } from '../state/store.ts'
import { type CommandIo, ConfigurationError } from './io.ts'

/** Loads the configuration that `--config` and the environment give. */
export const configurationOf = (
  file: string | undefined,
  io: Pick<CommandIo, 'env'>,
  about: { readonly sourceNeeded: boolean } = { sourceNeeded: true },
): Loaded =>
  loadConfig({
    ...about,
    ...(file === undefined ? {} : { file }),
    env: io.env,
    readFile: (path) => readFileSync(path, 'utf8'),
  })

/** The same for commands that only go on with a good one. Throws ConfigurationError. */
export const configOf = (...given: Parameters<typeof configurationOf>): Config => {
  const loaded = configurationOf(...given)
  if (!loaded.ok) throw new ConfigurationError(loaded.problems)
  return loaded.config
}

/** The log of a one-shot command: warnings and worse, on standard error; `debug` still shows all. */
export const quietLog = (config: Config, io: CommandIo): Logger =>
  createLog(
    { level: config.log.level === 'debug' ? 'debug' : 'warn', instance: config.instance },
    { write: (line) => io.stderr.write(line) },
  )

/** Opens the state beside a running daemon; null where there is none: opening would make an empty one. */
export const existingState = async (config: Config, io: CommandIo): Promise<Store | null> =>
  existsSync(stateFile(config.state.url))
    ? await openState(config.state.url, { log: quietLog(config, io), now: io.now })
    : null

/** The same for commands that are about the state. */
export const neededState = async (config: Config, io: CommandIo): Promise<Store> => {
  const store = await existingState(config, io)
  if (store !== null) return store
  const path = stateFile(config.state.url)
  throw new Error(`no state at ${path}: no daemon has run with this STATE_URL yet (lookout run)`)
}

import { existsSync } from 'node:fs'
import type { Config } from '../config/config-schema.ts'
import { stateFile } from '../state/location.ts'
import { openState, type Store } from '../state/store.ts'
import type { CommandIo } from './io.ts'
import { quietLog } from './quiet-log.ts'

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

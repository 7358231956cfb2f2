import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { runStatus } from '../../commands/status.ts'
import { stateFile } from '../../state/location.ts'
import { openState } from '../../state/store.ts'
import type { Run } from './command.ts'
import { configOf } from './configuration.ts'
import { flagOf, textOf } from './parse.ts'
import { quietLog } from './quiet-log.ts'

/** `lookout status`: reads the state beside a running daemon. */
export const run: Run = async (invocation, io) => {
  const config = configOf(invocation, io, { sourceNeeded: false })
  const path = stateFile(config.state.url)
  // Opening would make an empty one, and an empty answer.
  if (!existsSync(path)) {
    throw new Error(`no state at ${path}: no daemon has run with this STATE_URL yet (lookout run)`)
  }
  const store = await openState(config.state.url, { log: quietLog(config, io), now: io.now })
  try {
    const backup = textOf(invocation, 'backup')
    return await runStatus(
      store,
      {
        json: flagOf(invocation, 'json'),
        timezone: config.timezone,
        ...(backup === undefined ? {} : { backup: resolve(backup) }),
      },
      io,
    )
  } finally {
    await store.close()
  }
}

import { resolve } from 'node:path'
import type { Run } from '../command.ts'
import { configOf } from '../configuration.ts'
import { neededState } from '../existing-state.ts'
import { flagOf, textOf } from '../parse.ts'
import { runStatus } from './status-command.ts'

/** `lookout status`: reads the state beside a running daemon. */
export const run: Run = async (invocation, io) => {
  const config = configOf(invocation, io, { sourceNeeded: false })
  const store = await neededState(config, io)
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

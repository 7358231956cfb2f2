import type { Run } from '../command.ts'
import { configOf } from '../configuration.ts'
import { neededState } from '../existing-state.ts'
import { UsageError } from '../io.ts'
import { flagOf } from '../parse.ts'
import { type GroupsRequest, runGroups } from './groups-command.ts'

const requestOf = (words: readonly string[]): GroupsRequest => {
  const [action = 'list', one, other, ...rest] = words
  if (action === 'list' && one === undefined) return { action }
  if (action === 'join' && one !== undefined && other !== undefined && rest.length === 0)
    return { action, from: one, into: other }
  if (action === 'apart' && one !== undefined && other === undefined)
    return { action, fingerprint: one }
  throw new UsageError(
    `groups takes nothing, join FINGERPRINT INTO, or apart FINGERPRINT, not "${words.join(' ')}"`,
  )
}

/** `lookout groups`: reads and changes the state beside a running daemon. */
export const run: Run = async (invocation, io) => {
  const request = requestOf(invocation.positionals)
  const config = configOf(invocation, io, { sourceNeeded: false })
  const store = await neededState(config, io)
  try {
    return await runGroups(
      store,
      request,
      {
        json: flagOf(invocation, 'json'),
        timezone: config.timezone,
        pinned: config.grouping.pinned,
      },
      io,
    )
  } finally {
    await store.close()
  }
}

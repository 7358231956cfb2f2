import { configOf, neededState } from '../command-setup.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { type GroupsRequest, runGroups } from './groups-command.ts'

interface Flags {
  readonly config?: string
  readonly json?: boolean
}

/** Reads and changes the state beside a running daemon. */
const onState = async (
  io: CommandIo,
  { config: file, json = false }: Flags,
  request: GroupsRequest,
): Promise<ExitCode> => {
  const config = configOf(file, io, { sourceNeeded: false })
  const { timezone, grouping } = config
  const store = await neededState(config, io)
  try {
    return await runGroups(store, request, { json, timezone, pinned: grouping.pinned }, io)
  } finally {
    await store.close()
  }
}

/** `lookout groups` */
export const runList = (io: CommandIo, flags: Flags): Promise<ExitCode> =>
  onState(io, flags, { action: 'list' })

/** `lookout groups join` */
export const runJoin = (
  io: CommandIo,
  from: string,
  into: string,
  flags: Flags,
): Promise<ExitCode> => onState(io, flags, { action: 'join', from, into })

/** `lookout groups split` */
export const runSplit = (io: CommandIo, fingerprint: string, flags: Flags): Promise<ExitCode> =>
  onState(io, flags, { action: 'split', fingerprint })

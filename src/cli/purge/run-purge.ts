import { openSource } from '../../app/open/open-source.ts'
import { createArtifactFiles } from '../../artifacts/artifact-files.ts'
import { createArtifactStore } from '../../artifacts/artifact-store.ts'
import { isOfUser } from '../../classify/redaction/user-columns.ts'
import type { Config } from '../../config/config-schema.ts'
import type { StoredEvent } from '../../domain/event.ts'
import type { Store } from '../../state/store.ts'
import { configOf, existingState, quietLog } from '../command-setup.ts'
import { type CommandIo, type ExitCode, UsageError } from '../io.ts'
import { type PurgePorts, runPurge } from './purge-command.ts'
import type { PurgeTarget } from './purge-match.ts'

/** Whole rows may be large: so many are asked for at a time. */
const batchSize = 50

export interface PurgeFlags {
  readonly config?: string
  readonly user?: string
  readonly key?: string
  readonly request?: string
  readonly yes?: boolean
  readonly json?: boolean
}

const targetOf = (flags: PurgeFlags): PurgeTarget => {
  const given = (['user', 'key', 'request'] as const).flatMap((kind) => {
    const value = flags[kind]
    return value === undefined || value.trim() === '' ? [] : [{ kind, value }]
  })
  const [target] = given
  if (target === undefined || given.length > 1)
    throw new UsageError('choose one of --user, --key, --request (lookout purge --help)')
  return target
}

/** The state has no users: only LiteLLM's own rows have them, for as long as they exist. */
async function* requestsOf(
  config: Config,
  store: Store | null,
  user: string,
  io: CommandIo,
  signal: AbortSignal,
): AsyncGenerator<string> {
  if (store === null) return
  if (config.source.url === '') {
    io.stderr.write(
      'DATABASE_URL is not set: requests of a user are found in the artifacts only.\n',
    )
    return
  }
  const source = openSource(config, quietLog(config, io), io)
  async function* theirs(batch: readonly StoredEvent[]): AsyncGenerator<string> {
    for (const { key, json } of await source.fullRows(batch, signal))
      if (isOfUser(JSON.parse(json), user)) yield key.requestId
  }
  try {
    let batch: StoredEvent[] = []
    const period = { from: 0, to: Number.MAX_SAFE_INTEGER, afterEvent: 0 }
    for await (const event of store.periodEvents({
      ...period,
      uptoEvent: await store.newestEvent(),
    })) {
      if (batch.push(event) < batchSize) continue
      yield* theirs(batch)
      batch = []
    }
    yield* theirs(batch)
  } finally {
    await source.close()
  }
}

const filesOf = (dir: string): PurgePorts['files'] => {
  const store = createArtifactStore(dir)
  const { lines, remove } = createArtifactFiles(dir)
  return {
    list: () => store.list(),
    lines,
    remove,
    write: (file, chunks) => {
      const [folder = '', name = ''] = file.split('/')
      return store.write(folder, name, chunks)
    },
  }
}

/** `lookout purge`: may run beside a daemon; what it changes is one transaction, and each file a rename. */
export const run = async (io: CommandIo, flags: PurgeFlags): Promise<ExitCode> => {
  const target = targetOf(flags)
  const config = configOf(flags.config, io, { sourceNeeded: false })
  const state = await existingState(config, io)
  try {
    return await runPurge(
      {
        state:
          state === null
            ? null
            : { ...state, purge: async (what) => ({ ...(await state.purge(what)) }) },
        files: filesOf(config.artifacts.dir),
        requestsOf: (user, signal) => requestsOf(config, state, user, io, signal),
      },
      { target, yes: flags.yes ?? false, json: flags.json ?? false },
      io,
    )
  } finally {
    await state?.close()
  }
}

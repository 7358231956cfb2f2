import { jsonArray } from '../../artifacts/contents/json-array.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import {
  type ArtifactRow,
  artifactRows,
  createMentions,
  kindOfFile,
  type PurgeTarget,
} from './purge-match.ts'

export interface PurgeOptions {
  readonly target: PurgeTarget
  /** Without it nothing is changed, and what would be is shown. */
  readonly yes: boolean
  readonly json: boolean
}

interface PurgeFiles {
  readonly list: () => Promise<readonly string[]>
  readonly lines: (file: string) => AsyncIterable<string>
  readonly write: (file: string, chunks: AsyncIterable<string>) => Promise<unknown>
  readonly remove: (file: string) => Promise<void>
}

interface PurgeState {
  readonly purgeable: (
    target: StateTarget,
  ) => Promise<{ readonly events: number; readonly requestIds: readonly string[] }>
  readonly purge: (target: StateTarget) => Promise<Readonly<Record<string, number>>>
}

interface StateTarget {
  readonly requestIds: readonly string[]
  readonly key: string | null
}

export interface PurgePorts {
  /** Null: there is no state. */
  readonly state: PurgeState | null
  readonly files: PurgeFiles
  /** Requests of a user, which only LiteLLM's own table has; none where it was not asked. */
  readonly requestsOf: (user: string, signal: AbortSignal) => AsyncIterable<string>
}

interface FilePlan {
  readonly file: string
  readonly rows: number
}

interface Plan {
  readonly rewrite: readonly FilePlan[]
  readonly remove: readonly string[]
}

const stateTarget = (target: PurgeTarget, ids: ReadonlySet<string>): StateTarget => ({
  requestIds: [...ids],
  key: target.kind === 'key' ? target.value : null,
})

interface Found {
  readonly ids: ReadonlySet<string>
  readonly messages: ReadonlySet<string>
  readonly events: number | null
}

/** First pass: the requests that are meant, and the beginnings of messages that are theirs alone, to find them in prompts. */
const find = async (
  { state, files, requestsOf }: PurgePorts,
  target: PurgeTarget,
  signal: AbortSignal,
): Promise<Found> => {
  const ids = new Set<string>(target.kind === 'request' ? [target.value] : [])
  const messages = new Set<string>()
  if (target.kind === 'user') for await (const id of requestsOf(target.value, signal)) ids.add(id)
  const rows = async (each: (row: ArtifactRow, theirs: boolean) => void): Promise<void> => {
    for (const file of await files.list()) {
      signal.throwIfAborted()
      if (kindOfFile(file) !== 'rows') continue
      for await (const row of artifactRows(files.lines(file))) each(row, row.isOf(target, ids))
    }
  }
  await rows(({ requestId }, theirs) => {
    if (theirs && requestId !== '') ids.add(requestId)
  })
  const inState = await state?.purgeable(stateTarget(target, ids))
  for (const id of inState?.requestIds ?? []) ids.add(id)
  await rows(({ message }, theirs) => {
    if (theirs && message !== '') messages.add(message)
  })
  await rows(({ message }, theirs) => {
    if (!theirs) messages.delete(message)
  })
  return { ids, messages, events: inState?.events ?? null }
}

const planOf = async (
  ports: PurgePorts,
  target: PurgeTarget,
  { ids, messages }: Found,
  signal: AbortSignal,
): Promise<Plan> => {
  const rewrite: FilePlan[] = []
  const remove: string[] = []
  const mentions = createMentions(target, ids, messages)
  for (const file of await ports.files.list()) {
    signal.throwIfAborted()
    const kind = kindOfFile(file)
    if (kind === 'rows') {
      let rows = 0
      for await (const row of artifactRows(ports.files.lines(file)))
        if (row.isOf(target, ids)) rows++
      if (rows > 0) rewrite.push({ file, rows })
    } else if (kind === 'text') {
      const lines: string[] = []
      for await (const line of ports.files.lines(file)) lines.push(line)
      if (mentions(lines.join('\n'))) remove.push(file)
    }
  }
  // The full rows go last: they say whose a request was, should this be interrupted and run again.
  const last = ({ file }: FilePlan) => (file.includes('error_logs_full') ? 1 : 0)
  return { rewrite: rewrite.sort((a, b) => last(a) - last(b)), remove }
}

async function* kept(
  lines: AsyncIterable<string>,
  target: PurgeTarget,
  ids: ReadonlySet<string>,
): AsyncGenerator<unknown> {
  for await (const row of artifactRows(lines)) if (!row.isOf(target, ids)) yield row.row
}

const report = (
  io: CommandIo,
  json: boolean,
  done: boolean,
  state: Readonly<Record<string, number>> | null,
  plan: Plan,
): void => {
  const rows = plan.rewrite.reduce((sum, file) => sum + file.rows, 0)
  if (json) {
    io.stdout.write(`${JSON.stringify({ done, state, files: plan }, null, 2)}\n`)
    return
  }
  const lines = [
    state === null
      ? 'state      none'
      : `state      ${Object.entries(state)
          .map(([name, count]) => `${count} ${name}`)
          .join(', ')}`,
    `rows       ${rows} in ${plan.rewrite.length} files`,
    `prompts    ${plan.remove.length} files of prompts and answers`,
    ...plan.remove.map((file) => `           ${file}`),
  ]
  io.stdout.write(`${lines.join('\n')}\n`)
  io.stderr.write(
    done
      ? 'Purged. Backups, other copies of the state and messages already sent are not affected.\n'
      : 'Nothing was deleted. Add --yes to delete.\n',
  )
}

/** Deletes what one user, key or request wrote, from the state and the artifacts. Counts stay. */
export const runPurge = async (
  ports: PurgePorts,
  { target, yes, json }: PurgeOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  const found = await find(ports, target, io.signal)
  const plan = await planOf(ports, target, found, io.signal)
  if (!yes) {
    report(io, json, false, found.events === null ? null : { events: found.events }, plan)
    return 0
  }
  const state = (await ports.state?.purge(stateTarget(target, found.ids))) ?? null
  for (const file of plan.remove) await ports.files.remove(file)
  for (const { file } of plan.rewrite)
    await ports.files.write(file, jsonArray(kept(ports.files.lines(file), target, found.ids)))
  report(io, json, true, state, plan)
  return 0
}

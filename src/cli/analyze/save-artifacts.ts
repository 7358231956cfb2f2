import { DateTime } from 'luxon'
import { artifactName } from '../../artifacts/contents/contents.ts'
import { type ArtifactKind, artifactKinds } from '../../domain/artifact.ts'
import type { RowKey, StoredEvent } from '../../domain/event.ts'
import { messageOf } from '../../domain/reason.ts'
import type {
  ArtifactStore,
  Chunks,
  FullRow,
  FullRowSource,
} from '../../pipeline/report/report-ports.ts'

/** Whole rows may be megabytes each: only so many are held at a time. */
const ROWS_AT_ONCE = 50

export interface Saver {
  readonly save: (kind: ArtifactKind, chunks: () => Chunks) => Promise<void>
  readonly files: () => readonly string[]
  /** Why nothing more was written; null when all went well. */
  readonly trouble: () => string | null
}

/** Writes artifacts under a name that is free in all five kinds. After a failure it writes no more and says why. */
export const createSaver = async (
  store: ArtifactStore,
  write: Readonly<Record<ArtifactKind, boolean>>,
  startedAt: number,
  timezone: string,
): Promise<Saver> => {
  const local = DateTime.fromMillis(startedAt, { zone: timezone })
  const folder = local.toFormat('yyyy-MM-dd')
  const files: string[] = []
  let stamp = local.toFormat('HHmmss')
  let trouble: string | null = null
  const attempt = async (work: () => Promise<void>) => {
    if (trouble !== null) return
    try {
      await work()
    } catch (cause) {
      trouble = messageOf(cause)
    }
  }
  const taken = async () => {
    const found = artifactKinds.map((kind) => store.exists(folder, artifactName(kind, stamp)))
    return (await Promise.all(found)).includes(true)
  }
  await attempt(async () => {
    for (let n = 2; await taken(); n++) stamp = `${local.toFormat('HHmmss')}-${n}`
  })
  return {
    save: (kind, chunks) =>
      attempt(async () => {
        if (!write[kind]) return
        const file = await store.write(folder, artifactName(kind, stamp), chunks())
        // The prompt may be written again, with what was cut from its answer.
        if (!files.includes(file)) files.push(file)
      }),
    files: () => files,
    trouble: () => trouble,
  }
}

const keyOf = ({ table, startTime, requestId }: RowKey): string =>
  `${table} ${startTime} ${requestId}`

/** Whole rows in the order of the events; one that is gone meanwhile is left out. */
export async function* wholeRows(
  source: FullRowSource,
  events: readonly StoredEvent[],
  signal: AbortSignal,
): AsyncGenerator<FullRow> {
  for (let i = 0; i < events.length; i += ROWS_AT_ONCE) {
    const batch = events.slice(i, i + ROWS_AT_ONCE)
    const rows = await source.fullRows(batch, signal)
    const byKey = new Map(rows.map((row) => [keyOf(row.key), row]))
    for (const event of batch) {
      const row = byKey.get(keyOf(event))
      if (row !== undefined) yield row
    }
  }
}

/** A list as what the content makers take. */
export async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

import type { ClassifiedEvent, ErrorEvent, RowKey, SourceTable } from '../../domain/event.ts'
import type { Clock } from '../../domain/ports.ts'
import type { OwnCalls } from '../../explain/model-ports.ts'
import { createPageSize } from './page-size.ts'
import type { FailureSource, HighWaterMark, PollStore, Slice } from './poll-ports.ts'

export type Classify = (event: ErrorEvent, now: number) => ClassifiedEvent

export type IntakeStore = Pick<PollStore, 'commitPage'> & Pick<OwnCalls, 'isOwnCall'>

/** Circumstances under which rows were read. Times in epoch milliseconds, by the database's clock. */
export interface ReadAbout {
  /** By a re-read, after their period had been reported. */
  readonly late: boolean
  readonly databaseNow: number
  /** Rows inserted after this have a true createdAt; null if none has. */
  readonly truthfulAfter: number | null
  /** The previous poll was moments ago: new rows became visible just now. */
  readonly prompt: boolean
}

const visibleAt = (event: ErrorEvent, about: ReadAbout): number | null => {
  const { createdAt } = event
  if (createdAt !== null && about.truthfulAfter !== null && createdAt > about.truthfulAfter)
    return createdAt
  return about.prompt ? about.databaseNow : null
}

/** Brings rows into the state: Lookout's own calls are dropped, the rest is classified and committed. */
export const createIntake = (store: IntakeStore, classify: Classify, clock: Clock) => {
  return async (
    table: SourceTable,
    read: readonly ErrorEvent[],
    mark: HighWaterMark | null,
    about: ReadAbout,
  ): Promise<number> => {
    const own = await store.isOwnCall(read.map((event) => event.requestId))
    const kept = read.filter((event) => !own.has(event.requestId))
    if (kept.length === 0 && mark === null) return 0
    const outcome = await store.commitPage({
      table,
      events: kept.map((event) => classify(event, about.databaseNow)),
      visibleAt: kept.map((event) => visibleAt(event, about)),
      mark,
      late: about.late,
      now: clock.now(),
    })
    return outcome.added
  }
}

export type Intake = ReturnType<typeof createIntake>

/** Maximum number of cached identities that were read and dropped (filters, own calls). */
const mostLeftOut = 100_000

const nameOf = (key: RowKey): string => `${key.table} ${key.startTime} ${key.requestId}`

/** Reads a range again by identities, and fetches and commits only what is new. */
export const createReread = (
  source: Pick<FailureSource, 'keys' | 'readKeys'>,
  store: Pick<PollStore, 'unknown'>,
  intake: Intake,
  pageSize: number,
) => {
  // Rows that were dropped are not in the state, but must not be fetched again at every poll.
  const leftOut = new Set<string>()
  const size = createPageSize(pageSize)

  const take = async (
    table: SourceTable,
    fresh: readonly RowKey[],
    about: ReadAbout,
    signal: AbortSignal,
  ): Promise<number> => {
    let [added, done] = [0, 0]
    while (done < fresh.length) {
      const part = fresh.slice(done, done + size.current())
      const read = await source.readKeys(part, signal)
      done += part.length
      size.learn(read)
      added += await intake(table, read, null, about)
      for (const key of await store.unknown(part)) leftOut.add(nameOf(key))
    }
    if (leftOut.size > mostLeftOut) leftOut.clear()
    return added
  }

  return async (
    stretch: Pick<Slice, 'table' | 'from'> & { readonly to: number },
    about: ReadAbout,
    signal: AbortSignal,
  ): Promise<number> => {
    let added = 0
    let after: RowKey | null = null
    // Identities are small: ten pages of them cost less than one page of rows.
    const limit = pageSize * 10
    for (;;) {
      signal.throwIfAborted()
      const keys: readonly RowKey[] = await source.keys({ ...stretch, after, limit }, signal)
      const unknown = await store.unknown(keys)
      const fresh = unknown.filter((key) => !leftOut.has(nameOf(key)))
      added += await take(stretch.table, fresh, about, signal)
      after = keys.at(-1) ?? null
      if (keys.length < limit) return added
    }
  }
}

export type Reread = ReturnType<typeof createReread>

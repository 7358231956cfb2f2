import type { ClassifiedEvent, ErrorEvent, RowKey, SourceTable } from '../events/event.ts'
import type { OwnCalls } from './explain-ports.ts'
import type { FailureSource, Mark, PollStore, Slice } from './poll-ports.ts'
import type { Clock, Logger } from './ports.ts'

export interface PollOptions {
  readonly pageSize: number
  /** The longest stretch of time one query reads, milliseconds. */
  readonly windowMs: number
  /** How far behind the mark each poll reads again, milliseconds. */
  readonly overlapMs: number
  /** How far behind the database's clock the mark stays, milliseconds. */
  readonly settleMs: number
  readonly firstLookbackMs: number
}

export type Classify = (event: ErrorEvent, now: number) => ClassifiedEvent

export interface PollOutcome {
  readonly added: number
  readonly pages: number
  /** The database's clock when the poll began, epoch milliseconds. */
  readonly databaseNow: number
}

type Store = PollStore & Pick<OwnCalls, 'isOwnCall'>

/** Takes what was read to the state: what is known or Lookout's own is dropped, the rest classified and committed. */
export const createIntake = (store: Store, classify: Classify, clock: Clock) => {
  return async (
    table: SourceTable,
    read: readonly ErrorEvent[],
    mark: Mark | null,
    about: { readonly late: boolean; readonly databaseNow: number },
  ): Promise<number> => {
    const own = await store.isOwnCall(read.map((event) => event.requestId))
    const events = read
      .filter((event) => !own.has(event.requestId))
      .map((event) => classify(event, about.databaseNow))
    if (events.length === 0 && mark === null) return 0
    const page = { table, events, mark, late: about.late, now: clock.now() }
    return (await store.commitPage(page)).added
  }
}

export type Intake = ReturnType<typeof createIntake>
export type Reread = ReturnType<typeof createReread>

/** Reads again a stretch that was read before, by identities; fetches and commits only what is new. */
export const createReread = (
  source: FailureSource,
  store: Pick<PollStore, 'unknown'>,
  intake: Intake,
  pageSize: number,
) => {
  return async (
    stretch: Pick<Slice, 'table' | 'from'> & { readonly to: number },
    about: { readonly late: boolean; readonly databaseNow: number },
    signal: AbortSignal,
  ): Promise<number> => {
    let added = 0
    let after: RowKey | null = null
    // Identities are small: ten pages of them cost less than one page of rows.
    const limit = pageSize * 10
    for (;;) {
      const keys: readonly RowKey[] = await source.keys({ ...stretch, after, limit }, signal)
      const fresh = await store.unknown(keys)
      for (let i = 0; i < fresh.length; i += pageSize) {
        const rows = await source.readKeys(fresh.slice(i, i + pageSize), signal)
        added += await intake(stretch.table, rows, null, about)
      }
      after = keys.at(-1) ?? null
      if (keys.length < limit) return added
    }
  }
}

const beginOf = (startTime: number): Mark => ({ startTime, requestId: '' })

/**
 * One poll: for each table first the overlap again, then everything after the mark, page by page. The mark follows the
 * pages but stays a settle margin behind the database's clock; the last query has no upper end, so that a fresh row
 * (or one from the future) is seen at once.
 */
export const createPoll = (
  source: FailureSource,
  store: Store,
  classify: Classify,
  options: PollOptions,
  clock: Clock,
  log: Logger,
) => {
  const intake = createIntake(store, classify, clock)
  const reread = createReread(source, store, intake, options.pageSize)

  const forward = async (
    table: SourceTable,
    start: Mark,
    databaseNow: number,
    signal: AbortSignal,
  ): Promise<{ added: number; pages: number }> => {
    const settled = databaseNow - options.settleMs
    let mark = start
    let from = start.startTime
    let after: Mark | null = start.requestId === '' ? null : start
    let [added, pages] = [0, 0]
    while (true) {
      signal.throwIfAborted()
      const end = from + options.windowMs
      const to = end < settled ? end : null
      const rows = await source.read({ table, from, to, after, limit: options.pageSize }, signal)
      const last = rows.length === options.pageSize ? rows.at(-1) : undefined
      after = last ? { startTime: last.startTime, requestId: last.requestId } : null
      from = last?.startTime ?? to ?? settled
      // A page may hold rows younger than the settle margin, or from the future: they never take the mark along.
      const reached = from > settled ? beginOf(settled) : (after ?? beginOf(from))
      if (reached.startTime >= mark.startTime) mark = reached
      added += await intake(table, rows, mark, { late: false, databaseNow })
      pages++
      if (last === undefined && to === null) return { added, pages }
    }
  }

  /** A mark ahead of the database's clock (an older database was restored, a clock was set back) would hide new rows. */
  const capped = (mark: Mark | undefined, table: SourceTable, databaseNow: number) => {
    if (mark === undefined || mark.startTime <= databaseNow) return mark
    log.warn(
      { table, mark: new Date(mark.startTime), databaseNow: new Date(databaseNow) },
      `the mark of ${table} is ahead of the database's clock; reading from that clock on`,
    )
    return beginOf(databaseNow - options.settleMs)
  }

  return async (signal: AbortSignal): Promise<PollOutcome> => {
    const databaseNow = await source.now(signal)
    const tables = await source.tables(signal)
    const marks = await store.marks()
    await store.watchSince(databaseNow)
    const sum = { added: 0, pages: 0 }
    for (const table of tables) {
      const known = capped(marks.get(table), table, databaseNow)
      const mark = known ?? beginOf(databaseNow - options.firstLookbackMs)
      const about = { late: false, databaseNow }
      if (known) {
        const { startTime } = known
        const overlap = { table, from: startTime - options.overlapMs, to: startTime + 1 }
        sum.added += await reread(overlap, about, signal)
      }
      const read = await forward(table, mark, databaseNow, signal)
      sum.added += read.added
      sum.pages += read.pages
    }
    log.debug({ ...sum, tables }, `poll: ${sum.added} new`)
    return { ...sum, databaseNow }
  }
}

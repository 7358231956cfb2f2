import type { SourceTable } from '../../domain/event.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import { beginOf, type CursorPlan, planCursor } from './cursor.ts'
import type { Intake, ReadAbout, Reread } from './intake.ts'
import type { Overlap } from './overlap.ts'
import { createPageSize } from './page-size.ts'
import type { FailureSource, HighWaterMark, PollStore } from './poll-ports.ts'

export interface PollOptions {
  readonly pageSize: number
  /** The longest time range that one query reads, milliseconds. */
  readonly windowMs: number
  /** How far behind the high-water mark each poll reads again. */
  readonly overlap: Overlap
  /** How far behind the database's clock the high-water mark stays, milliseconds. */
  readonly settleMs: number
  readonly firstLookbackMs: number
}

export interface PollOutcome {
  readonly added: number
  readonly pages: number
  /** The database's clock when the poll began, epoch milliseconds. */
  readonly databaseNow: number
  /** The database's clock less ours, milliseconds; too small by the time that its answer took, never too large. */
  readonly offset: number
  /** Start of SpendLogs' newest row of any outcome; null: none, or unknown. */
  readonly newest: number | null
}

/** A poll this soon after the previous one sees rows when they become visible. */
const promptMs = 3 * MINUTE_MS
/** Clocks that differ by more than this are worth a warning. */
const apartMs = MINUTE_MS

/**
 * One poll: for each table first the overlap again, then everything after the high-water mark, page by page. The last
 * query has no upper end, so that a new row (or one from the future) is seen at once; the cursor decides how far the
 * mark follows.
 */
export const createPoll = (
  source: FailureSource,
  store: PollStore,
  intake: Intake,
  reread: Reread,
  options: PollOptions,
  clock: Clock,
  log: Logger,
) => {
  const pageSize = createPageSize(options.pageSize)
  let lastPoll: number | null = null
  let apart = false

  const compareClocks = (databaseNow: number): number => {
    // Right after the answer: connecting may have taken seconds, which is no difference of clocks.
    const offset = databaseNow - clock.now()
    if (Math.abs(offset) > apartMs !== apart) {
      apart = !apart
      if (apart)
        log.warn({ offset }, "the database's clock differs from ours; the database's is used")
      else log.info({ offset }, "the database's clock and ours agree again")
    }
    return offset
  }

  const forward = async (
    table: SourceTable,
    { start, limit }: CursorPlan,
    about: ReadAbout,
    signal: AbortSignal,
  ): Promise<{ added: number; pages: number }> => {
    const settled = about.databaseNow - options.settleMs
    const ask = (from: number, after: HighWaterMark | null) => {
      const limit = pageSize.current()
      const end = from + options.windowMs
      const to = end < settled ? end : null
      const sent = Promise.withResolvers<void>()
      const rows = source.read({ table, from, to, after, limit }, signal, sent.resolve)
      // If reading stops earlier, it has another reason; this query's error is thrown when it is awaited.
      rows.then(
        () => sent.resolve(),
        () => sent.resolve(),
      )
      return { to, rows, limit, sent: sent.promise }
    }
    let asked = ask(start.startTime, start.requestId === '' ? null : start)
    let [added, pages] = [0, 0]
    while (true) {
      signal.throwIfAborted()
      const rows = await asked.rows
      pageSize.learn(rows)
      const last = rows.length === asked.limit ? rows.at(-1) : undefined
      const after = last ? { startTime: last.startTime, requestId: last.requestId } : null
      const from = last?.startTime ?? asked.to ?? settled
      // The database reads the next page while this one is classified and committed. A commit blocks the process, so
      // the query must have been sent before.
      const next = last === undefined && asked.to === null ? null : ask(from, after)
      await next?.sent
      // A page may have rows younger than the settle margin, or from the future: they never move the mark.
      const reached = from > limit ? beginOf(limit) : (after ?? beginOf(from))
      const mark = reached.startTime < start.startTime ? start : reached
      // A range without failures needs no commit: the next page's mark covers it.
      if (rows.length > 0 || next === null) added += await intake(table, rows, mark, about)
      pages++
      if (next === null) return { added, pages }
      asked = next
    }
  }

  const say = (table: SourceTable, plan: CursorPlan, fields: object): void => {
    const about = { table, ...fields, from: new Date(plan.start.startTime) }
    if (plan.reason === 'source went back')
      log.warn(
        about,
        `${table} ends earlier than before (restored, or a lagging replica): continuing from there`,
      )
    else if (plan.reason === 'mark ahead of the clock')
      log.warn(
        about,
        `the high-water mark of ${table} was ahead of the database's clock: continuing from the clock`,
      )
    else if (plan.reason === 'first run') log.info(about, `first read of ${table}`)
  }

  const readTable = async (
    table: SourceTable,
    known: HighWaterMark | undefined,
    databaseNow: number,
    signal: AbortSignal,
  ): Promise<{ added: number; pages: number; newest: number | null }> => {
    const { newest, truthfulAfter } = await source.horizon(table, databaseNow, signal)
    const newestSeen = await store.newestSeen(table)
    const plan = planCursor({
      mark: known,
      databaseNow,
      settleMs: options.settleMs,
      firstLookbackMs: options.firstLookbackMs,
      newest,
      newestSeen,
    })
    say(table, plan, {
      newest: newest && new Date(newest),
      newestSeen: newestSeen && new Date(newestSeen),
    })
    const prompt = lastPoll !== null && databaseNow - lastPoll < promptMs
    const about = { late: false, databaseNow, truthfulAfter, prompt }
    let again = 0
    if (plan.overlap) {
      const { startTime } = plan.start
      const stretch = { table, from: startTime - (await options.overlap()), to: startTime + 1 }
      again = await reread(stretch, about, signal)
    }
    const { added, pages } = await forward(table, plan, about, signal)
    if (newest !== newestSeen) await store.recordNewest(table, newest)
    return { added: added + again, pages, newest }
  }

  return async (signal: AbortSignal): Promise<PollOutcome> => {
    const databaseNow = await source.now(signal)
    const offset = compareClocks(databaseNow)
    const tables = await source.tables(signal)
    const marks = await store.marks()
    await store.watchSince(databaseNow)
    const sum = { added: 0, pages: 0 }
    let newest: number | null = null
    // A table that is skipped continues from its mark when it is due again.
    for (const table of tables.filter(source.isDue)) {
      const read = await readTable(table, marks.get(table), databaseNow, signal)
      sum.added += read.added
      sum.pages += read.pages
      if (table === 'SpendLogs') newest = read.newest
    }
    lastPoll = databaseNow
    log.debug({ ...sum, tables }, `poll: ${sum.added} new`)
    return { ...sum, databaseNow, offset, newest }
  }
}

export type Poll = ReturnType<typeof createPoll>

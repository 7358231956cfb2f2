import type { SourceTable } from '../../domain/event.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import type { Reread } from './intake.ts'
import type { FailureSource } from './poll-ports.ts'

export interface SweepOptions {
  /** Ages at which a slice of the past is read again, milliseconds. */
  readonly agesMs: readonly number[]
  /** The longest slice that one query reads, milliseconds. */
  readonly windowMs: number
  /**
   * How long one sweep may keep the database busy, milliseconds: the configured share of the time between two sweeps.
   */
  readonly budgetMs: number
  /**
   * After a long downtime a sweep starts no further back than this: what has been deleted would be counted again.
   * Milliseconds.
   */
  readonly reachMs: number
  /** How far back the very first poll read, milliseconds. */
  readonly firstLookbackMs: number
}

/**
 * Re-reads slices of the past as they reach given ages: rows found there arrived later than the overlap. Oldest age
 * first, since nothing reads there again; what exceeds the budget is left for the next sweep.
 */
export const createSweep = (
  source: Pick<FailureSource, 'now' | 'tables' | 'horizon'>,
  store: SweepStore,
  reread: Reread,
  options: SweepOptions,
  clock: Clock,
  log: Logger,
) => {
  return async (signal: AbortSignal): Promise<{ readonly found: number }> => {
    const databaseNow = await source.now(signal)
    const tables = await source.tables(signal)
    const began = clock.now()
    // Rows from before the first look-back were never to be reported: they are not late.
    const begin = ((await store.watchingSince()) ?? databaseNow) - options.firstLookbackMs
    let found = 0
    for (const age of options.agesMs.toSorted((a, b) => b - a)) {
      for (const table of tables) {
        const end = databaseNow - age
        const { truthfulAfter } = await source.horizon(table, databaseNow, signal)
        const about = { late: true, databaseNow, truthfulAfter, prompt: false }
        const swept = (await store.sweptUpTo(table, age)) ?? begin
        // If a database's clock was ahead for a while, slices that were swept too young are swept again at their age.
        if (swept > end) await store.recordSweep(table, age, end)
        let from = Math.max(swept, databaseNow - options.reachMs)
        while (from < end) {
          if (clock.now() - began > options.budgetMs) {
            log.warn(
              { table, age, from: new Date(from), end: new Date(end) },
              'the sweep used up its share of database time; the next one continues here',
            )
            return { found }
          }
          signal.throwIfAborted()
          const to = Math.min(from + options.windowMs, end)
          found += await reread({ table, from, to }, about, signal)
          await store.recordSweep(table, age, to)
          from = to
        }
      }
    }
    if (found > 0) log.info({ found }, `the sweep found ${found} late failures`)
    return { found }
  }
}

export interface SweepStore {
  /** How far each table was swept at each age: epoch milliseconds of startTime; absent for never. */
  readonly sweptUpTo: (table: SourceTable, ageMs: number) => Promise<number | null>
  /** Start of monitoring, epoch milliseconds; null before the first poll. */
  readonly watchingSince: () => Promise<number | null>
  readonly recordSweep: (table: SourceTable, ageMs: number, upTo: number) => Promise<void>
}

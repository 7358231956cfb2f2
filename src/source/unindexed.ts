import type { SourceTable } from '../domain/event.ts'
import type { Clock, Logger } from '../domain/ports.ts'
import { HOUR_MS, MINUTE_MS } from '../domain/units.ts'
import type { Connection } from './connection/connection.ts'
import { isStatementTimeout } from './connection/explain-error.ts'
import type { LogTable } from './failure-sql.ts'
import { createTableThrottle } from './table-throttle.ts'

/**
 * How long the statistics are trusted when they say that nothing was inserted: one scan of the table an hour. If they
 * miss an insert, as old servers may, the sweep finds the row.
 */
const BELIEVED_FOR = HOUR_MS
/** A table with no more rows than this is always read: that costs less than finding out whether to. */
const SMALL = 20_000
/** Longer pauses than this are logged, milliseconds. */
const SIGNIFICANT = MINUTE_MS
/** For how long a table is skipped that is too large to be scanned at all. */
const TOO_LARGE_FOR = HOUR_MS

interface Known {
  /** Rows ever inserted; null if the server does not count them: then the statistics are not trusted. */
  readonly inserted: number | null
  /** Start of the newest row, epoch milliseconds. */
  readonly newest: number
  readonly until: number
  /** Whether that is trusted whatever the statistics say. */
  readonly tooLarge: boolean
}

export interface Unindexed {
  /** Whether nothing starts at `from` (epoch ms) or later, for a table where a read to find out is expensive. */
  readonly isEmptyFrom: (log: LogTable, from: number, signal: AbortSignal) => Promise<boolean>
  /** Runs a read of such a table and measures its time. */
  readonly timed: <T>(log: LogTable, work: () => Promise<T>) => Promise<T>
  /** Whether a poll may read the table now; if not, it has already used its share of the database's time. */
  readonly isDue: (table: SourceTable) => boolean
}

/**
 * Avoids reading tables without an index on startTime (ErrorLogs), where any read by time scans the whole table: the
 * newest row is only looked up after an insert. Where LiteLLM no longer writes the table, there has been none for
 * years. A table that is written is read so rarely that it uses no more than `share` of the database's time.
 */
export function createUnindexed(
  connection: Connection,
  share: number,
  clock: Clock,
  log: Logger,
): Unindexed {
  const memory = new Map<string, Known>()
  const throttle = createTableThrottle(share, clock)

  const isDear = ({ shape }: LogTable): boolean => !shape.timeIndexed && shape.estimatedRows > SMALL

  async function countInserted(table: LogTable, signal: AbortSignal): Promise<number | null> {
    // A standby replays inserts without counting them.
    const [row] = await connection.transaction(`asking about ${table.table}`, signal, (query) =>
      query(
        `SELECT CASE WHEN NOT pg_is_in_recovery() AND current_setting('track_counts') = 'on'
           THEN pg_stat_get_tuples_inserted($1::bigint::oid)::float8 END AS "inserted"`,
        [table.shape.oid],
      ),
    )
    const inserted = row?.['inserted']
    return typeof inserted === 'number' ? inserted : null
  }

  async function look(table: LogTable, signal: AbortSignal): Promise<Known> {
    const now = clock.now()
    const last = memory.get(table.table)
    if (last?.tooLarge === true && now < last.until) return last
    // Counted before reading: an insert between the two is looked for again, never missed.
    const inserted = await countInserted(table, signal)
    if (last !== undefined && inserted !== null && inserted === last.inserted && now < last.until) {
      return last
    }
    try {
      const [row] = await connection.transaction(
        `looking through ${table.table}`,
        signal,
        (query) =>
          query(`SELECT round(extract(epoch from max(${table.stamps.instant('startTime')})) * 1000)::float8
          AS "newest" FROM ${table.shape.sql} AS t`),
      )
      const newest = row?.['newest']
      return {
        inserted,
        newest: typeof newest === 'number' ? newest : Number.NEGATIVE_INFINITY,
        until: now + BELIEVED_FOR,
        tooLarge: false,
      }
    } catch (error) {
      if (!isStatementTimeout(error)) throw error
      log.warn(
        { table: table.table, rows: table.shape.estimatedRows },
        `${table.shape.name} is too large to read without an index on "startTime" and is skipped; delete old rows or add the index`,
      )
      const until = now + TOO_LARGE_FOR
      return { inserted, newest: Number.NEGATIVE_INFINITY, until, tooLarge: true }
    }
  }

  return {
    isEmptyFrom: async (table, from, signal) => {
      if (!isDear(table)) return false
      const known = await look(table, signal)
      memory.set(table.table, known)
      return known.newest < from
    },
    timed: async (table, work) => {
      if (!isDear(table)) return work()
      const began = clock.now()
      try {
        return await work()
      } finally {
        throttle.spent(table.table, clock.now() - began)
        const restMs = Math.round(throttle.of(table.table))
        if (restMs > SIGNIFICANT)
          log.debug(
            { table: table.table, rows: table.shape.estimatedRows, restMs },
            `${table.shape.name} has no index on "startTime": polls pause reading it for a while`,
          )
      }
    },
    isDue: (table) => throttle.of(table) === 0,
  }
}

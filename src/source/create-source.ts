import { IANAZone } from 'luxon'
import type { ErrorEvent, RowKey, SourceTable } from '../domain/event.ts'
import type { Clock, Logger } from '../domain/ports.ts'
import type { TrafficSource } from '../pipeline/evaluate/no-data.ts'
import type { FailureSource, Slice } from '../pipeline/ingest/poll-ports.ts'
import type { RequestSource } from '../pipeline/ingest/requests-ports.ts'
import type { FullRow, FullRowSource } from '../pipeline/report/report-ports.ts'
import { createConnection, type Query } from './connection/connection.ts'
import { parseConnectionUrl } from './connection/connection-url.ts'
import { grantStatements, SourceError } from './connection/explain-error.ts'
import {
  byKeysStatement,
  keysStatement,
  type LogTable,
  logTable,
  type Stretch,
} from './failure-sql.ts'
import { passes } from './filters.ts'
import { countRows, readHorizon } from './horizon.ts'
import { readRequestCounts } from './request-counts.ts'
import { fullRowsOf, selectFullRows } from './rows/full-rows.ts'
import { createNameBook } from './rows/name-book.ts'
import { bisecting, readByKeys, readPage } from './rows/read-events.ts'
import { createRepeated } from './rows/repeated.ts'
import { describeSource } from './shape/describe-source.ts'
import type { SourceDescription } from './shape/description.ts'
import { createSchemaCache } from './shape/schema-cache.ts'
import { type Shape, usableTables } from './shape/shape.ts'
import { type SourceOptions, withDefaults } from './source-filters.ts'
import { createUnindexed } from './unindexed.ts'

const TABLES: readonly SourceTable[] = ['SpendLogs', 'ErrorLogs']

export interface Source extends TrafficSource, FailureSource, FullRowSource, RequestSource {
  /** Describes the source for people: tables, privileges, which table is in use. */
  readonly describe: (signal: AbortSignal) => Promise<SourceDescription>
  readonly close: () => Promise<void>
}

/**
 * LiteLLM's tables, read-only. Every call is one or a few short transactions; nothing connects before the first call. A
 * page shorter than its limit is the last of its slice, with filters too. Throws SourceError, also here for an invalid
 * URL.
 */
export function createSource(options: SourceOptions, log: Logger, clock: Clock): Source {
  const settings = withDefaults(options)
  const target = parseConnectionUrl(settings.url, settings.caFile)
  const { where, schema, user } = target
  if (!IANAZone.isValidZone(settings.timezone)) {
    throw new SourceError(`source.timezone is no time zone: ${settings.timezone}`, {
      where,
      code: 'TIMEZONE',
      retry: false,
      remedy: 'Use an IANA name, such as Europe/Berlin.',
    })
  }
  const connection = createConnection(target, settings, log)
  const book = createSchemaCache(connection, schema, settings.shapeInterval, clock, log)
  const names = createNameBook()
  const unindexed = createUnindexed(connection, settings.unindexedShare, clock, log)
  const newRepeated = createRepeated()

  function logOf(table: SourceTable, shape: Shape): LogTable {
    const found = shape.tables.get(table)
    if (found === undefined || !usableTables(shape).includes(table)) throw noTable(table, shape)
    return logTable(table, found, settings.timezone)
  }

  function noTable(table: string, shape: Shape): SourceError {
    const [other] = shape.elsewhere
    // Maybe only the token table is readable: that says nothing about the logs.
    const there = TABLES.some((log) => table.endsWith(log) && shape.tables.has(log))
    const grant = `As the owner of the tables, run: ${grantStatements(schema, user)}`
    const hint =
      other === undefined
        ? 'Point DATABASE_URL at the database LiteLLM writes to; the tables appear when it first starts.'
        : `The tables are in schema ${other}: append ?schema=${other} to DATABASE_URL.`
    return new SourceError(
      there
        ? `no right to read ${table} at ${where}`
        : `no ${table} in schema ${schema} at ${where}`,
      { where, code: there ? '42501' : '42P01', retry: false, remedy: there ? grant : hint },
    )
  }

  /** One transaction on one log table, with its cached schema or, if that proves wrong, the current one. */
  async function on<T>(
    what: string,
    table: SourceTable,
    signal: AbortSignal,
    work: (log: LogTable, query: Query, shape: Shape) => Promise<T>,
  ): Promise<T> {
    return book.withShape(signal, (shape) => {
      const found = logOf(table, shape)
      return connection.transaction(`${what} ${table}`, signal, (query) =>
        work(found, query, shape),
      )
    })
  }

  const readerOf = (shape: Shape) => ({ settings, names, shape, now: clock.now() })

  async function databaseNow(signal: AbortSignal): Promise<number> {
    const [row] = await connection.transaction('reading the clock', signal, (query) =>
      query('SELECT floor(extract(epoch from clock_timestamp()) * 1000)::float8 AS "now"'),
    )
    return Number(row?.['now'])
  }

  /**
   * Reads a range with one statement, or with several if it takes too long; or not at all if the table cannot be read.
   */
  async function through<T>(
    what: string,
    { table, ...stretch }: Slice,
    signal: AbortSignal,
    work: (found: LogTable, part: Stretch, query: Query, shape: Shape) => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    const isEmpty = await book.withShape(signal, (shape) => {
      const found = logOf(table, shape)
      return unindexed.timed(found, () => unindexed.isEmptyFrom(found, stretch.from, signal))
    })
    if (isEmpty) return []
    return bisecting(stretch, clock.now(), (part) =>
      on(what, table, signal, (found, query, shape) =>
        unindexed.timed(found, () => work(found, part, query, shape)),
      ),
    )
  }

  const read: FailureSource['read'] = async (slice, signal, sent) => {
    const events: ErrorEvent[] = []
    let { after } = slice
    // Filtered rows do not fill a page: a short one must mean the end.
    while (events.length < slice.limit) {
      const rows: readonly ErrorEvent[] = await through(
        'reading',
        { ...slice, after },
        signal,
        (found, part, query, shape) =>
          readPage(readerOf(shape), found, part, (text, values) => {
            const answer = query(text, values)
            sent?.()
            return answer
          }),
      )
      events.push(...rows.filter((event) => passes(settings.filters, event)))
      after = rows.at(-1) ?? null
      if (rows.length < slice.limit) break
    }
    return events.slice(0, slice.limit)
  }

  const byTable = (keys: readonly RowKey[]) =>
    TABLES.map((table) => ({
      table,
      // No row has a NUL in its id, and the database rejects queries for one.
      keys: keys.filter((key) => key.table === table && !key.requestId.includes('\0')),
    })).filter((group) => group.keys.length > 0)

  return {
    now: databaseNow,
    tables: async (signal) => {
      const shape = await book.current(signal)
      const tables = usableTables(shape)
      if (tables.length === 0) throw noTable('LiteLLM_SpendLogs', shape)
      return tables
    },
    isDue: unindexed.isDue,
    read,
    keys: async (slice, signal) =>
      through('reading keys of', slice, signal, async (found, part, query) => {
        const { text, values } = keysStatement(found, part)
        const rows = await query(text, values)
        return rows.map(
          (row): RowKey => ({
            table: slice.table,
            requestId: String(row['id']),
            startTime: Number(row['start']),
          }),
        )
      }),
    horizon: (table, now, signal) =>
      book.withShape(signal, async (shape) => {
        const found = logOf(table, shape)
        // Known without a query: it would be too expensive.
        if (!found.shape.timeIndexed) return { newest: null, truthfulAfter: null }
        return connection.transaction(`looking at the ends of ${table}`, signal, (query) =>
          readHorizon(found, now, query),
        )
      }),
    rowsBetween: (table, from, to, most, signal) =>
      on('counting rows of', table, signal, (found, query) =>
        countRows(found, { from, to, most }, query),
      ),
    readKeys: async (keys, signal) => {
      const events: ErrorEvent[] = []
      for (const group of byTable(keys)) {
        const found = await on('reading', group.table, signal, (found, query, shape) =>
          readByKeys(readerOf(shape), found, group.keys, query),
        )
        events.push(...found)
      }
      return events
    },
    fullRows: async (keys, signal) => {
      const { includePrompts, maxValueBytes } = settings
      const rows: FullRow[] = []
      for (const group of byTable(keys)) {
        const found = await on('reading rows of', group.table, signal, async (found, query) => {
          const repeated = newRepeated()
          const select = selectFullRows(found, includePrompts, maxValueBytes, repeated)
          const { text, values } = byKeysStatement(found, group.keys, select)
          return fullRowsOf(
            found,
            includePrompts,
            maxValueBytes,
            repeated,
            await query(text, values),
          )
        })
        rows.push(...found)
      }
      return rows
    },
    requestCounts: (span, signal) =>
      book.withShape(signal, async (shape) => {
        // ErrorLogs has no successes: without SpendLogs the number of requests is unknown.
        if (!usableTables(shape).includes('SpendLogs')) return null
        const found = logOf('SpendLogs', shape)
        return connection.transaction('counting requests of SpendLogs', signal, (query) =>
          readRequestCounts(readerOf(shape), found, span, query),
        )
      }),
    describe: async (signal) => {
      const shape = await book.current(signal)
      const now = await databaseNow(signal)
      return describeSource(connection, target, settings.timezone, shape, now, signal)
    },
    close: connection.close,
  }
}

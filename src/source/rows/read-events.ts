import type { ErrorEvent } from '../../domain/event.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import type { Position } from '../../pipeline/ingest/poll-ports.ts'
import type { Query, Row } from '../connection/connection.ts'
import { isStatementTimeout } from '../connection/explain-error.ts'
import { byKeysStatement, type LogTable, pageStatement, type Stretch } from '../failure-sql.ts'
import { passes } from '../filters.ts'
import type { Shape } from '../shape/shape.ts'
import type { SourceSettings } from '../source-filters.ts'
import { selectEvents } from './event-columns.ts'
import type { NameBook } from './name-book.ts'
import { namesWanted, rowToEvent, unpacked } from './row-to-event.ts'

/** What reading events needs besides a transaction. */
export interface Reader {
  readonly settings: SourceSettings
  readonly names: NameBook
  readonly shape: Shape
  /** Epoch milliseconds. */
  readonly now: number
}

async function toEvents(
  reader: Reader,
  log: LogTable,
  found: readonly Row[],
  query: Query,
): Promise<readonly ErrorEvent[]> {
  const rows = found.map(unpacked)
  const wanted = rows.map(namesWanted)
  const names = await reader.names.resolve(
    { keys: wanted.map(({ key }) => key), teams: wanted.map(({ team }) => team) },
    reader.shape,
    query,
    reader.now,
  )
  return rows.map((row) => rowToEvent(log.table, row, names))
}

/** Failures of one page, before the filters. */
export async function readPage(
  reader: Reader,
  log: LogTable,
  stretch: Stretch,
  query: Query,
): Promise<readonly ErrorEvent[]> {
  const select = selectEvents(log, reader.settings.maxMessageChars)
  const { text, values } = pageStatement(log, stretch, select)
  return toEvents(reader, log, await query(text, values), query)
}

/** The rows with these identities as events, those that pass the filters. */
export async function readByKeys(
  reader: Reader,
  log: LogTable,
  keys: readonly Position[],
  query: Query,
): Promise<readonly ErrorEvent[]> {
  const select = selectEvents(log, reader.settings.maxMessageChars)
  const { text, values } = byKeysStatement(log, keys, select)
  const events = await toEvents(reader, log, await query(text, values), query)
  return events.filter((event) => passes(reader.settings.filters, event))
}

/** If a range this short is still too slow, its length is not the reason. Milliseconds. */
const SHORTEST = MINUTE_MS

/**
 * Reads a range in key order; if the database cancels the statement for its duration, reads the halves one after the
 * other, so that a sparse month can be read with the same timeout as a busy hour. `now` (epoch ms) is used for an open
 * end.
 */
export async function bisecting<T>(
  stretch: Stretch,
  now: number,
  read: (stretch: Stretch) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await read(stretch)
  } catch (error) {
    const from = Math.max(stretch.from, stretch.after?.startTime ?? stretch.from)
    const to = stretch.to ?? now
    if (!isStatementTimeout(error) || to - from < SHORTEST) throw error
    const middle = Math.floor((from + to) / 2)
    const first = await bisecting({ ...stretch, to: middle }, now, read)
    if (first.length >= stretch.limit) return first
    const rest = { ...stretch, from: middle, after: null, limit: stretch.limit - first.length }
    return [...first, ...(await bisecting(rest, now, read))]
  }
}

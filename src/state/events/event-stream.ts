import type { StoredEvent } from '../../domain/event.ts'
import { int, intOrNull } from '../columns.ts'
import type { Database, Executor, Row, Snapshot } from '../database.ts'
import {
  OWN_COLUMNS,
  SERIES_COLUMNS,
  type SeriesPart,
  seriesPart,
  storedEvent,
} from './event-rows.ts'

/** Events with a number in (after, upto], without twins. */
export interface EventRange {
  /** Only those with time in [from, to], epoch milliseconds. */
  readonly period?: { readonly from: number; readonly to: number }
  readonly after: number
  readonly upto: number
}

const BATCH = 500

// `+e.id` keeps the planner on the index by time, and the cursor is the bound of that range: each entry is read once in
// the whole stream.
const batchSql = (order: 'ASC' | 'DESC'): string => {
  const beyond = order === 'ASC' ? '>' : '<'
  return `SELECT ${OWN_COLUMNS} FROM events e
    WHERE e.time_ms >= $1 AND e.time_ms <= $2 AND +e.id > $3 AND +e.id <= $4 AND e.twin_of IS NULL
      AND (e.time_ms ${beyond} $5 OR +e.id ${beyond} $6)
    ORDER BY e.time_ms ${order}, e.id ${order} LIMIT $7`
}

const SERIES = `SELECT ${SERIES_COLUMNS} FROM series s JOIN groups g ON g.id = s.group_id WHERE s.id = $1`
/** Maximum number of cached series. */
const MOST = 5_000

/** Events are many and their series few: each series is read once, and all its events share its texts. */
const createStored = (db: Pick<Executor, 'all'>) => {
  const known = new Map<number, SeriesPart>()
  return async (row: Row): Promise<StoredEvent> => {
    const id = int(row, 'series_id')
    const part = known.get(id)
    if (part !== undefined) return storedEvent(row, part)
    const [series = {}] = await db.all(SERIES, [id])
    const read = seriesPart(series)
    if (known.size >= MOST) known.clear()
    known.set(id, read)
    return storedEvent(row, read)
  }
}

const SPAN = `SELECT MIN(time_ms) AS first, MAX(time_ms) AS last FROM events
  WHERE id > $1 AND id <= $2 AND twin_of IS NULL`

const spanOf = async (snapshot: Snapshot, after: number, upto: number) => {
  const [row = {}] = await snapshot.all(SPAN, [after, upto])
  const [from, to] = [intOrNull(row, 'first'), intOrNull(row, 'last')]
  return from === null || to === null ? null : { from, to }
}

/**
 * The events in order of time, in batches, of which memory holds one. All are read as of the first batch, although
 * commits continue: a row that replaces its twin changes its time, and would otherwise be skipped or occur twice.
 */
export async function* streamEvents(
  db: Pick<Database, 'snapshot'>,
  { period, after, upto }: EventRange,
  order: 'ASC' | 'DESC',
): AsyncGenerator<StoredEvent> {
  const snapshot = db.snapshot()
  try {
    const sql = batchSql(order)
    const stored = createStored(snapshot)
    const span = period ?? (await spanOf(snapshot, after, upto))
    if (span === null) return
    let { from: first, to: last } = span
    let id = order === 'ASC' ? 0 : Number.MAX_SAFE_INTEGER
    while (true) {
      const cursor = order === 'ASC' ? first : last
      const rows = await snapshot.all(sql, [first, last, after, upto, cursor, id, BATCH])
      for (const row of rows) yield await stored(row)
      const end = rows.at(-1)
      if (end === undefined || rows.length < BATCH) return
      if (order === 'ASC') first = int(end, 'time_ms')
      else last = int(end, 'time_ms')
      id = int(end, 'id')
    }
  } finally {
    snapshot.close()
  }
}

/** Number of the newest event, 0 for none. */
export const readNewestEvent = async (db: Executor): Promise<number> => {
  const [row = {}] = await db.all('SELECT COALESCE(MAX(id), 0) AS id FROM events')
  return int(row, 'id')
}

import type { StoredEvent } from '../../domain/event.ts'
import { int } from '../columns.ts'
import type { Executor, Row } from '../database.ts'
import {
  OWN_COLUMNS,
  SERIES_COLUMNS,
  type SeriesPart,
  STORED_COLUMNS,
  STORED_FROM,
  seriesPart,
  storedEvent,
} from './event-rows.ts'

/** Events with time in [from, to) (epoch milliseconds) and number in (after, upto], twins left out. */
export interface EventRange {
  readonly from: number
  readonly to: number
  readonly after: number
  readonly upto: number
}

const BATCH = 500

// `+e.id` keeps the planner on the index by time, and the cursor is itself the bound of the range there:
// each entry is then passed once in the whole stream.
const batchSql = (order: 'ASC' | 'DESC'): string => {
  const beyond = order === 'ASC' ? '>' : '<'
  return `SELECT ${OWN_COLUMNS} FROM events e
    WHERE e.time_ms >= $1 AND e.time_ms <= $2 AND +e.id > $3 AND +e.id <= $4 AND e.twin_of IS NULL
      AND (e.time_ms ${beyond} $5 OR +e.id ${beyond} $6)
    ORDER BY e.time_ms ${order}, e.id ${order} LIMIT $7`
}

const SERIES = `SELECT ${SERIES_COLUMNS} FROM series s JOIN groups g ON g.id = s.group_id WHERE s.id = $1`
const ALONE = `SELECT ${STORED_COLUMNS} ${STORED_FROM} WHERE e.id = $1`
/** Series remembered at a time. */
const MOST = 5_000

/** Events are many and their series few: each series is read once, and its texts are shared by all its events. */
const createStored = (db: Executor) => {
  const known = new Map<number, SeriesPart>()
  const look = async (series: number): Promise<SeriesPart | null> => {
    const [row] = await db.all(SERIES, [series])
    if (row === undefined) return null
    if (known.size >= MOST) known.clear()
    const part = seriesPart(row)
    known.set(series, part)
    return part
  }
  return async (row: Row): Promise<StoredEvent | null> => {
    const series = int(row, 'series_id')
    const part = known.get(series) ?? (await look(series))
    if (part !== null) return storedEvent(row, part)
    // Joined to another group since the batch was read: its series is another one now.
    const [again] = await db.all(ALONE, [int(row, 'id')])
    return again === undefined ? null : storedEvent(again)
  }
}

/** The events in the order of their times, in batches: memory holds one, commits go on between them. */
export async function* streamEvents(
  db: Executor,
  { from, to, after, upto }: EventRange,
  order: 'ASC' | 'DESC',
): AsyncGenerator<StoredEvent> {
  const sql = batchSql(order)
  const stored = createStored(db)
  let first = from
  let last = to - 1
  let id = order === 'ASC' ? 0 : Number.MAX_SAFE_INTEGER
  while (true) {
    const cursor = order === 'ASC' ? first : last
    const rows = await db.all(sql, [first, last, after, upto, cursor, id, BATCH])
    for (const row of rows) {
      const event = await stored(row)
      if (event !== null) yield event
    }
    const end = rows.at(-1)
    if (end === undefined || rows.length < BATCH) return
    if (order === 'ASC') first = int(end, 'time_ms')
    else last = int(end, 'time_ms')
    id = int(end, 'id')
  }
}

/** Number of the newest event, 0 for none. */
export const readNewestEvent = async (db: Executor): Promise<number> => {
  const [row = {}] = await db.all('SELECT COALESCE(MAX(id), 0) AS id FROM events')
  return int(row, 'id')
}

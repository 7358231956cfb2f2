import type { ClassifiedEvent, Dimensions, RowKey, StoredEvent } from '../../domain/event.ts'
import { inChunks, int, tableNumber, tableOf, text, tuples } from '../columns.ts'
import type { Executor, Row, Value } from '../database.ts'
import { DIMENSIONS, dimensions } from './dimensions.ts'
import { packId, requestId } from './request-id.ts'
import type { Place } from './series.ts'

const LATE = 1
const FROM_FUTURE = 2

/** What an event has besides its own values. */
export interface Kept extends Place {
  readonly late: boolean
  /** Number of the event whose twin this row is; null for an event. */
  readonly twinOf: number | null
}

const COLUMNS = 'tbl, request_id, start_ms, time_ms, series_id, flags, twin_of, message'
const CELL_NAMES = COLUMNS.split(', ')

const cells = (event: ClassifiedEvent, kept: Kept): readonly Value[] => [
  tableNumber(event.table),
  packId(event.requestId),
  event.startTime,
  event.time,
  kept.seriesId,
  (kept.late ? LATE : 0) | (event.fromFuture ? FROM_FUTURE : 0),
  kept.twinOf,
  event.message,
]

/** Adds events that are known to be new, numbered in this order. */
export const insertEvents = (
  tx: Executor,
  events: readonly (readonly [ClassifiedEvent, Kept])[],
): Promise<void> =>
  inChunks(
    events.map(([event, kept]) => cells(event, kept)),
    (count, params) =>
      tx.run(`INSERT INTO events (${COLUMNS}) VALUES ${tuples(count, CELL_NAMES.length)}`, params),
  )

const insertCells = async (tx: Executor, row: readonly Value[]): Promise<number> => {
  const [added = {}] = await tx.all(
    `INSERT INTO events (${COLUMNS}) VALUES ${tuples(1, CELL_NAMES.length)} RETURNING id`,
    row,
  )
  return int(added, 'id')
}

/** Adds one event and returns its number. */
export const insertEvent = (tx: Executor, event: ClassifiedEvent, kept: Kept): Promise<number> =>
  insertCells(tx, cells(event, kept))

const readCells = async (tx: Executor, id: number): Promise<readonly Value[]> => {
  const [row = {}] = await tx.all(`SELECT ${COLUMNS} FROM events WHERE id = $1`, [id])
  return CELL_NAMES.map((name) => {
    const value = row[name]
    const known = typeof value === 'string' || typeof value === 'number'
    return known || value instanceof Uint8Array ? value : null
  })
}

const withTwin = (row: readonly Value[], twinOf: number | null): readonly Value[] =>
  row.with(CELL_NAMES.indexOf('twin_of'), twinOf)

/** Replaces the row that was counted before with this one; the former stays stored as its twin. */
export const takeOverEvent = async (
  tx: Executor,
  id: number,
  event: ClassifiedEvent,
  kept: Kept,
): Promise<void> => {
  const before = await readCells(tx, id)
  const sets = CELL_NAMES.map((name, index) => `${name} = $${index + 1}`).join(', ')
  await tx.run(`UPDATE events SET ${sets} WHERE id = $${CELL_NAMES.length + 1}`, [
    ...cells(event, kept),
    id,
  ])
  await insertCells(tx, withTwin(before, id))
}

/** Gives an event the newest number. */
export const renumberEvent = async (tx: Executor, id: number): Promise<void> => {
  const row = await readCells(tx, id)
  await tx.run('DELETE FROM events WHERE id = $1', [id])
  await insertCells(tx, row)
}

const KNOWN_TYPES = ['BIGINT', 'BIGINT', 'BIGINT', 'BLOB']

/** Those of these rows that are not stored yet. Each identity once. */
export const unknownRows = async <T extends RowKey>(
  db: Executor,
  rows: readonly T[],
): Promise<readonly T[]> => {
  const unique = new Map(rows.map((row) => [`${row.table} ${row.startTime} ${row.requestId}`, row]))
  const asked = [...unique.values()]
  const known = new Set<number>()
  const keys = asked.map((row, n) => [
    n,
    tableNumber(row.table),
    row.startTime,
    packId(row.requestId),
  ])
  await inChunks(keys, async (count, params) => {
    const found = await db.all(
      `WITH k (n, tbl, start_ms, request_id) AS (VALUES ${tuples(count, 4, KNOWN_TYPES)})
       SELECT k.n FROM k JOIN events e ON e.start_ms / 3600000 = k.start_ms / 3600000
       AND e.start_ms = k.start_ms AND e.request_id = k.request_id AND e.tbl = k.tbl`,
      params,
    )
    for (const row of found) known.add(int(row, 'n'))
  })
  return asked.filter((_, n) => !known.has(n))
}

/** An event's own columns; `e` are events. */
export const OWN_COLUMNS =
  'e.id, e.tbl, e.request_id, e.start_ms, e.time_ms, e.flags, e.message, e.series_id'
/** The columns it shares with all events of its series; `s` and `g` are series and groups. */
export const SERIES_COLUMNS = `${DIMENSIONS}, g.version, g.template, g.title`
/** All columns of an event that are reported. */
export const STORED_COLUMNS = `${OWN_COLUMNS}, ${SERIES_COLUMNS}`

export const STORED_FROM =
  'FROM events e JOIN series s ON s.id = e.series_id JOIN groups g ON g.id = s.group_id'

export type SeriesPart = Omit<Dimensions, 'fingerprint'> & Pick<StoredEvent, 'group'>

export const seriesPart = (row: Row): SeriesPart => {
  const { fingerprint, ...own } = dimensions(row)
  const [template, title] = [text(row, 'template'), text(row, 'title')]
  return { ...own, group: { fingerprint, version: int(row, 'version'), template, title } }
}

/** `series` is taken from the row itself unless given. */
export const storedEvent = (row: Row, series: SeriesPart = seriesPart(row)): StoredEvent => {
  const flags = int(row, 'flags')
  return {
    table: tableOf(row, 'tbl'),
    requestId: requestId(row, 'request_id'),
    startTime: int(row, 'start_ms'),
    time: int(row, 'time_ms'),
    model: series.model,
    provider: series.provider,
    keyHash: series.keyHash,
    keyName: series.keyName,
    team: series.team,
    status: series.status,
    errorType: series.errorType,
    message: text(row, 'message'),
    fault: series.fault,
    fromFuture: (flags & FROM_FUTURE) !== 0,
    late: (flags & LATE) !== 0,
    group: series.group,
  }
}

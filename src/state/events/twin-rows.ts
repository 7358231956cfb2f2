import { chooseTwin, TWIN_REACH_MS, type TwinRow } from '../../classify/twins.ts'
import type { ClassifiedEvent, SourceTable } from '../../domain/event.ts'
import { int, intOrNull, nameCell, nameOf, tableNumber, text } from '../columns.ts'
import type { Executor, Row } from '../database.ts'
import { insertEvent, type Kept, renumberEvent, takeOverEvent } from './event-rows.ts'
import type { Ledger } from './ledger.ts'
import { requestId } from './request-id.ts'
import type { Place } from './series.ts'

interface KnownRow extends TwinRow, Place {
  readonly id: number
}

interface Candidate extends KnownRow {
  readonly partner: KnownRow | null
}

const columns = (event: string, series: string, prefix: string): string =>
  ['id', 'start_ms', 'request_id', 'time_ms', 'message', 'series_id']
    .map((name) => `${event}.${name} AS ${prefix}${name}`)
    .concat(`${series}.group_id AS ${prefix}group_id`, `${series}.model AS ${prefix}model`)
    .join(', ')

/** Rows of `table` near a row that may be its twins, with their partners: an ErrorLogs row refers to its partner. */
const nearby = (table: SourceTable): string => `
  SELECT ${columns('e', 's', '')}, ${columns('p', 'ps', 'p_')}
  FROM events e JOIN series s ON s.id = e.series_id
  LEFT JOIN events p ON ${table === 'ErrorLogs' ? 'p.id = e.twin_of' : 'p.twin_of = e.id'}
  LEFT JOIN series ps ON ps.id = p.series_id
  WHERE e.time_ms >= $1 AND e.time_ms <= $2
    AND e.series_id IN (SELECT id FROM series WHERE model IN ($3, '') OR $3 = '')
    AND e.tbl = ${tableNumber(table)} AND (e.message = $4 OR e.message = '' OR $4 = '')`

const other = (table: SourceTable): SourceTable =>
  table === 'SpendLogs' ? 'ErrorLogs' : 'SpendLogs'

const knownRow = (row: Row, prefix: string, table: SourceTable): KnownRow => ({
  id: int(row, `${prefix}id`),
  table,
  startTime: int(row, `${prefix}start_ms`),
  requestId: requestId(row, `${prefix}request_id`),
  time: int(row, `${prefix}time_ms`),
  model: nameOf(row, `${prefix}model`),
  message: text(row, `${prefix}message`),
  seriesId: int(row, `${prefix}series_id`),
  groupId: int(row, `${prefix}group_id`),
})

const choose = async (tx: Executor, row: TwinRow): Promise<Candidate | null> => {
  const table = other(row.table)
  const found = await tx.all(nearby(table), [
    row.time - TWIN_REACH_MS,
    row.time + TWIN_REACH_MS,
    nameCell(row.model),
    row.message,
  ])
  const candidates = found.map((each) => ({
    ...knownRow(each, '', table),
    partner: intOrNull(each, 'p_id') === null ? null : knownRow(each, 'p_', row.table),
  }))
  return chooseTwin(row, candidates)
}

const setTwin = async (tx: Executor, id: number, twinOf: number | null): Promise<void> => {
  await tx.run('UPDATE events SET twin_of = $2 WHERE id = $1', [id, twinOf])
}

/** Finds a new partner for a row that lost its own, and then for the one that lost its partner by that, and so on. */
const pairAgain = async (tx: Executor, ledger: Ledger, lonely: KnownRow): Promise<void> => {
  let seeker: KnownRow | null = lonely
  while (seeker !== null) {
    // Before searching: its former partner has another one now, and only one twin.
    if (seeker.table === 'ErrorLogs') await setTwin(tx, seeker.id, null)
    const choice: Candidate | null = await choose(tx, seeker)
    if (choice === null) {
      if (seeker.table === 'SpendLogs') return
      // It is an event again, with a new number: no report may have claimed the old one as an event.
      await renumberEvent(tx, seeker.id)
      ledger.add(seeker)
      return
    }
    const [spend, error]: readonly KnownRow[] =
      seeker.table === 'SpendLogs' ? [seeker, choice] : [choice, seeker]
    if (spend === undefined || error === undefined) return
    await setTwin(tx, error.id, spend.id)
    if (choice.partner === null && seeker.table === 'SpendLogs') ledger.remove(choice)
    seeker = choice.partner
  }
}

/**
 * Adds a new row where the other table may have the same failure. The SpendLogs row is the event; an ErrorLogs row that
 * was counted before hands over its number, so that the failure stays in its report.
 */
export const insertBesideTwins = async (
  tx: Executor,
  ledger: Ledger,
  event: ClassifiedEvent,
  kept: Kept,
): Promise<void> => {
  const choice = await choose(tx, event)
  if (choice === null) {
    await insertEvent(tx, event, kept)
    ledger.add({ ...kept, time: event.time })
    return
  }
  if (event.table === 'ErrorLogs') {
    await insertEvent(tx, event, { ...kept, twinOf: choice.id })
  } else {
    ledger.add({ ...kept, time: event.time })
    if (choice.partner === null) {
      ledger.remove(choice)
      await takeOverEvent(tx, choice.id, event, kept)
    } else {
      await setTwin(tx, choice.id, await insertEvent(tx, event, kept))
    }
  }
  if (choice.partner !== null) await pairAgain(tx, ledger, choice.partner)
}

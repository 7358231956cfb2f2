import type { Fault, SourceTable } from '../domain/event.ts'
import { type Row, StateError, type Value } from './database.ts'

const wrong = (name: string, value: unknown): StateError =>
  new StateError('corrupt', `the state holds ${typeof value} where ${name} should be`)

export const text = (row: Row, name: string): string => {
  const value = row[name]
  if (typeof value !== 'string') throw wrong(name, value)
  return value
}

/** A name that may be missing: stored as '', so that missing names are equal in unique indexes. */
export const nameOf = (row: Row, name: string): string | null => text(row, name) || null

export const nameCell = (name: string | null): string => name ?? ''

export const bytes = (row: Row, name: string): Uint8Array => {
  const value = row[name]
  if (!(value instanceof Uint8Array)) throw wrong(name, value)
  return value
}

/** A whole number; PostgreSQL's driver returns bigint as text. */
export const int = (row: Row, name: string): number => {
  const value = row[name]
  if (typeof value === 'number') return value
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return Number(value)
  throw wrong(name, value)
}

export const intOrNull = (row: Row, name: string): number | null =>
  row[name] === null ? null : int(row, name)

export const oneOf = <T extends string>(row: Row, name: string, values: readonly T[]): T => {
  const value = values.find((known) => known === row[name])
  if (value === undefined) throw wrong(name, row[name])
  return value
}

const FAULTS: readonly Fault[] = ['caller', 'provider', 'capacity', 'proxy']

/** Null if the cause is unknown. */
export const faultOf = (row: Row, name = 'fault'): Fault | null =>
  text(row, name) === '' ? null : oneOf(row, name, FAULTS)

// A million rows have the table's name, so it is stored as one digit.
const TABLES: readonly SourceTable[] = ['SpendLogs', 'ErrorLogs']

export const tableNumber = (table: SourceTable): number => TABLES.indexOf(table)

export const tableOf = (row: Row, name: string): SourceTable => {
  const table = TABLES[int(row, name)]
  if (table === undefined) throw wrong(name, row[name])
  return table
}

/** Largest first: few different texts, so that every statement is prepared once. */
const CHUNKS = [100, 10, 1]

/** `($1,$2),($3,$4)` for two rows of two; with `types` each value is cast, as bare VALUES need it. */
export const tuples = (count: number, width: number, types?: readonly string[]): string =>
  Array.from({ length: count }, (_, row) => {
    const cells = Array.from({ length: width }, (_, column) => {
      const mark = `$${row * width + column + 1}`
      return types === undefined ? mark : `CAST(${mark} AS ${types[column]})`
    })
    return `(${cells.join(',')})`
  }).join(',')

/** Passes rows on in chunks, with the number of rows in each and their values in one list. */
export const inChunks = async (
  rows: readonly (readonly Value[])[],
  each: (count: number, params: readonly Value[]) => Promise<unknown>,
): Promise<void> => {
  let done = 0
  for (const size of CHUNKS) {
    while (rows.length - done >= size) {
      await each(size, rows.slice(done, done + size).flat())
      done += size
    }
  }
}

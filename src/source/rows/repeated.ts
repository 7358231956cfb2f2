import { REPEATED, type RowText, STAND_IN } from '../../domain/row-text.ts'
import type { Row } from '../connection/connection.ts'
import type { LogTable } from '../failure-sql.ts'

/** A longer one is sent with its row, like any other value. */
const LONGEST = 16_384
const MOST = 256

/**
 * JSON text of the metadata in two parts: with each row its own part, and the repeated part only if it is not known
 * yet.
 */
export interface Repeated {
  /** Hashes of the texts that need not be sent again. */
  readonly known: readonly string[]
  /**
   * The metadata of a row from what was sent of it: with a stand-in for the repeated part, and that part; null: there
   * is none.
   */
  readonly parts: (rest: string, row: Row) => RowText
}

export const hasRepeated = ({ shape }: LogTable, column: string): boolean =>
  column === 'metadata' && shape.columns.get(column)?.type === 'jsonb'

/** The metadata without the repeated part. */
export const REST = `CASE WHEN repeated.hash IS NULL THEN t.metadata ELSE repeated.unpacked - '${REPEATED}' END`

/** `known`: the parameter with the hashes. Values with the same hash are equal to PostgreSQL. */
export const repeatedSql = (maxBytes: number, known: string) => ({
  columns: [
    'repeated.hash::text AS "hash"',
    `CASE WHEN repeated.hash <> ALL (${known}::bigint[]) THEN repeated.value::text END AS "repeated"`,
  ],
  // OFFSET 0 prevents computing a value again for each place where it is named. Adding an empty object yields the same
  // object, but decompressed, which is most of the work: two things are taken from it. A value that is not an object
  // counts as missing, and its column is read.
  join: `CROSS JOIN LATERAL (SELECT unpacked, value, CASE WHEN jsonb_typeof(value) = 'object' AND pg_column_size(value) <= ${LONGEST}
      THEN jsonb_hash_extended(value, 0) END AS hash
    FROM (SELECT unpacked, CASE WHEN jsonb_typeof(unpacked) = 'object' THEN unpacked -> '${REPEATED}' END AS value
      FROM (SELECT CASE WHEN pg_column_size(t.metadata) <= ${maxBytes} THEN t.metadata || '{}' END AS unpacked OFFSET 0)
        AS whole OFFSET 0) AS part OFFSET 0) AS repeated`,
})

/** Keeps the repeated parts between statements; each call is for one statement and its answer. */
export const createRepeated = (): (() => Repeated) => {
  let newest = new Map<string, string>()
  return () => {
    // A running statement keeps the texts whose hashes it was given.
    if (newest.size >= MOST) newest = new Map()
    const texts = newest
    return {
      known: [...texts.keys()],
      parts: (rest, row) => {
        const hash = row['hash'] ?? null
        if (hash === null || !rest.startsWith('{')) return { json: rest, repeated: null }
        const repeated = texts.get(String(hash)) ?? String(row['repeated'])
        texts.set(String(hash), repeated)
        const json = `${rest.slice(0, -1)}${rest === '{}' ? '' : ', '}"${REPEATED}": ${STAND_IN}}`
        return { json, repeated }
      },
    }
  }
}

import type { Row } from './connection.ts'
import type { LogTable } from './failure-sql.ts'

/** What LiteLLM copies unchanged into each row of a model: two thirds of a row's bytes. */
const NAME = 'model_map_information'
/** A longer one is sent with its row, as if it were nothing special. */
const LONGEST = 16_384
const MOST = 256

/** JSON text of the metadata in pieces: with each row what is its own, and what repeats only where it is not known yet. */
export interface Repeated {
  /** Hashes of the texts that need not be sent again. */
  readonly known: readonly string[]
  /** The metadata of a row from what was sent of it. */
  readonly whole: (rest: string, row: Row) => string
}

export const hasRepeated = ({ shape }: LogTable, column: string): boolean =>
  column === 'metadata' && shape.columns.get(column)?.type === 'jsonb'

/** The metadata without what repeats. */
export const REST = `CASE WHEN repeated.hash IS NULL THEN t.metadata ELSE t.metadata - '${NAME}' END`

/** `known`: the parameter that holds the hashes. Values of one hash are equal to PostgreSQL. */
export const repeatedSql = (maxBytes: number, known: string) => ({
  columns: [
    'repeated.hash::text AS "hash"',
    `CASE WHEN repeated.hash <> ALL (${known}::bigint[]) THEN repeated.value::text END AS "repeated"`,
  ],
  // OFFSET 0 keeps the value from being unpacked for each place where it is named.
  join: `CROSS JOIN LATERAL (SELECT value, CASE WHEN jsonb_typeof(value) = 'object' AND pg_column_size(value) <= ${LONGEST}
      THEN jsonb_hash_extended(value, 0) END AS hash
    FROM (SELECT CASE WHEN pg_column_size(t.metadata) <= ${maxBytes} THEN t.metadata -> '${NAME}' END AS value
      OFFSET 0) AS part OFFSET 0) AS repeated`,
})

/** Remembers what repeats, from one statement to the next; each call is for one statement and its answer. */
export const createRepeated = (): (() => Repeated) => {
  let newest = new Map<string, string>()
  return () => {
    // A statement under way keeps the texts whose hashes it was told.
    if (newest.size >= MOST) newest = new Map()
    const texts = newest
    return {
      known: [...texts.keys()],
      whole: (rest, row) => {
        const hash = row['hash'] ?? null
        if (hash === null || !rest.startsWith('{')) return rest
        const text = texts.get(String(hash)) ?? String(row['repeated'])
        texts.set(String(hash), text)
        return `${rest.slice(0, -1)}${rest === '{}' ? '' : ', '}"${NAME}": ${text}}`
      },
    }
  }
}

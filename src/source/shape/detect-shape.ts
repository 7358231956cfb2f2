import type { Query, Row } from '../connection/connection.ts'
import { quoted } from '../quote.ts'
import type { Column, Shape, TableShape } from './shape.ts'

const PREFIX = 'LiteLLM_'
const TABLES = ['SpendLogs', 'ErrorLogs', 'VerificationToken', 'TeamTable']

// The catalogue rather than information_schema: the latter hides what may not be read, and the remedy must name it.
const COLUMNS = `
  SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, NULL) AS "type", a.atttypmod AS "typmod",
    has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT') AS "readable"
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE n.nspname = $1 AND c.relname = ANY($2::text[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  ORDER BY c.relname, a.attnum`

// A partitioned table's own statistics are empty unless ANALYZE was run on it by hand, so those of its partitions are
// added up.
const TABLE_FACTS = `
  WITH RECURSIVE part AS (
    SELECT c.oid AS root, c.oid FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = ANY($2::text[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    UNION ALL
    SELECT part.root, i.inhrelid FROM part JOIN pg_catalog.pg_inherits i ON i.inhparent = part.oid
  )
  SELECT c.relname AS "table", c.relkind::text AS "kind", c.oid::bigint AS "oid",
    (SELECT coalesce(sum(greatest(p.reltuples, pg_stat_get_live_tuples(p.oid), 0)), 0)::float8
     FROM part JOIN pg_catalog.pg_class p ON p.oid = part.oid
     WHERE part.root = c.oid AND p.relkind <> 'p') AS "rows",
    (SELECT coalesce(json_agg(array(
        SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum ORDER BY k.place
      )), '[]') FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL) AS "indexes"
  FROM pg_catalog.pg_class c WHERE c.oid IN (SELECT root FROM part)`

const ELSEWHERE = `
  SELECT n.nspname AS "schema" FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relname = $2 AND n.nspname <> $1 AND c.relkind IN ('r', 'p', 'v') ORDER BY 1`

function indexesOf(value: unknown): readonly (readonly string[])[] {
  if (!Array.isArray(value)) return []
  return value.map((columns) => (Array.isArray(columns) ? columns.map(String) : []))
}

function tableShape(schema: string, facts: Row, columns: readonly Row[]): TableShape {
  const name = String(facts['table'])
  const kind = String(facts['kind'])
  const indexes = indexesOf(facts['indexes'])
  const readable = columns.filter((column) => column['readable'] === true)
  return {
    name,
    sql: `${quoted(schema)}.${quoted(name)}`,
    oid: Number(facts['oid']),
    columns: new Map(
      readable.map((column): [string, Column] => {
        const typmod = Number(column['typmod'])
        // Without a stated precision a time has all six digits.
        return [
          String(column['column']),
          { type: String(column['type']), precision: typmod < 0 ? 6 : typmod },
        ]
      }),
    ),
    unreadable: columns
      .filter((column) => column['readable'] !== true)
      .map((column) => String(column['column'])),
    partitioned: kind === 'p',
    timeIndexed: kind === 'v' || kind === 'f' || indexes.some(([first]) => first === 'startTime'),
    indexes,
    estimatedRows: Number(facts['rows']),
  }
}

/** Finds LiteLLM's tables in a schema: three reads of the catalogue, which need no privileges on the tables. */
export async function detectShape(query: Query, schema: string): Promise<Shape> {
  const names = TABLES.map((table) => PREFIX + table)
  const columns = await query(COLUMNS, [schema, names])
  const facts = await query(TABLE_FACTS, [schema, names])
  const elsewhere = await query(ELSEWHERE, [schema, `${PREFIX}SpendLogs`])
  return {
    schema,
    tables: new Map(
      facts.map((table) => [
        String(table['table']).slice(PREFIX.length),
        tableShape(
          schema,
          table,
          columns.filter((column) => column['table'] === table['table']),
        ),
      ]),
    ),
    elsewhere: elsewhere.map((row) => String(row['schema'])),
  }
}

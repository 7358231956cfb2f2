import { MINUTE_MS } from '../domain/units.ts'
import type { Query, Row } from './connection/connection.ts'
import { keysStatement, type LogTable } from './failure-sql.ts'
import { stampText, UTC_SINCE } from './rows/stamps.ts'
import type { TableShape } from './shape/shape.ts'

/** What a read of a log table adds to the catalogue's information: see TableDescription. */
export interface CheapCheck {
  readonly bytes: number | null
  readonly readWhole: boolean
  readonly oldestLocal: number | null
}

/** Tables without an index on startTime are only scanned up to this many rows. */
const MOST_UNINDEXED = 1_000_000
/** Smaller tables may well be scanned: that is as fast as an index. */
const SMALL = 20_000
/** As far back as a poll usually reads. */
const POLL = 15 * MINUTE_MS

export function isCheap(shape: TableShape): boolean {
  return shape.timeIndexed || shape.estimatedRows <= MOST_UNINDEXED
}

interface PlanNode {
  readonly 'Node Type'?: unknown
  readonly 'Relation Name'?: unknown
  readonly Plans?: readonly PlanNode[]
}

function readWhole(node: PlanNode): readonly string[] {
  const inside = (node.Plans ?? []).flatMap(readWhole)
  return node['Node Type'] === 'Seq Scan' ? [...inside, String(node['Relation Name'])] : inside
}

function planOf([row]: readonly Row[]): PlanNode {
  const plans = row?.['QUERY PLAN']
  return (Array.isArray(plans) && plans[0]?.Plan) || {}
}

/** Bytes on disk, including all partitions. */
async function sizeOf({ oid }: TableShape, query: Query): Promise<number | null> {
  const [row] = await query(
    `WITH RECURSIVE part AS (
       SELECT $1::oid AS oid UNION ALL
       SELECT i.inhrelid FROM part JOIN pg_catalog.pg_inherits i ON i.inhparent = part.oid)
     SELECT sum(pg_total_relation_size(oid))::float8 AS "bytes" FROM part`,
    [oid],
  )
  const bytes = row?.['bytes']
  return typeof bytes === 'number' ? bytes : null
}

/** Checks a log table as a poll would at `now`, epoch milliseconds, with a few short statements. */
export async function lookAt(log: LogTable, now: number, query: Query): Promise<CheapCheck> {
  const { shape, stamps } = log
  const stretch = { from: now - POLL, to: null, after: null, limit: 1000 }
  const { text, values } = keysStatement(log, stretch)
  const whole = readWhole(planOf(await query(`EXPLAIN (FORMAT JSON) ${text}`, values)))
  const [large] = await query(
    `SELECT coalesce(max(reltuples), 0)::float8 AS "rows" FROM pg_catalog.pg_class
     WHERE relname = ANY($1::text[])`,
    [whole],
  )
  const zoned = shape.columns.get('startTime')?.type === 'timestamp with time zone'
  const [oldest] =
    zoned || !isCheap(shape)
      ? []
      : await query(
          `SELECT ${stamps.epoch('startTime')} AS "at" FROM ${shape.sql} AS t
           WHERE t."startTime" < $1::timestamp ORDER BY t."startTime" LIMIT 1`,
          [stampText(UTC_SINCE)],
        )
  const at = oldest?.['at']
  return {
    bytes: await sizeOf(shape, query),
    readWhole: Number(large?.['rows']) > SMALL,
    oldestLocal: typeof at === 'number' ? at : null,
  }
}

import { DAY_MS } from '../../domain/units.ts'
import { quoted } from '../quote.ts'
import type { TableShape } from '../shape/shape.ts'

/** Since v1.60 (February 2025) LiteLLM writes timestamps without zone in UTC; before, in the proxy's local time. */
export const UTC_SINCE = Date.UTC(2025, 1, 1)
/** Beyond these, PostgreSQL and JavaScript cannot exchange a time; no real one is out there. */
const FIRST = Date.UTC(1, 0, 1)
const LAST = Date.UTC(9999, 11, 31)

/** How one table's times are read and compared. `zone`: of the timestamps without zone from before February 2025. */
export interface Stamps {
  /** A time column in epoch milliseconds, UTC. */
  readonly epoch: (column: string) => string
  /** A time column as `timestamptz`. */
  readonly instant: (column: string) => string
  /**
   * The key by which rows are ordered and identified, for reads from `from` (epoch ms) on; a whole number of
   * milliseconds.
   */
  readonly key: (from: number) => { readonly sql: string; readonly type: string }
  /** Bounds on the bare column, so that its index is used. `to` null: no upper end. The key's own bounds are inside. */
  readonly bounds: (
    from: number,
    to: number | null,
  ) => { readonly lower: number; readonly upper: number; readonly exact: boolean }
}

/** A time as text that PostgreSQL reads in the same way as `timestamp` (which ignores the Z) and as `timestamptz`. */
export function stampText(time: number): string {
  return new Date(Math.min(Math.max(time, FIRST), LAST)).toISOString()
}

export function stampsOf(table: TableShape, alias: string, zone: string): Stamps {
  const bare = (column: string) => `${alias}.${quoted(column)}`
  const typeOf = (column: string) => table.columns.get(column)?.type ?? ''
  const zoned = (column: string) => typeOf(column) === 'timestamp with time zone'
  const start = table.columns.get('startTime')
  const local = zone !== 'UTC' && !zoned('startTime')
  // PostgreSQL converts, so that the order of the keys and their values cannot differ when clocks change.
  const instant = (column: string) => {
    if (zoned(column)) return bare(column)
    const utc = `${bare(column)} AT TIME ZONE 'UTC'`
    if (zone === 'UTC') return `(${utc})`
    const old = `${bare(column)} AT TIME ZONE '${zone}'`
    return `(CASE WHEN ${bare(column)} < '${stampText(UTC_SINCE)}'::timestamp THEN ${old} ELSE ${utc} END)`
  }
  const whole = (sql: string) => `date_trunc('milliseconds', ${sql})`
  // An index works only for the bare column: anything else is only for installations and years that need it.
  const isOld = (from: number) => local && from < UTC_SINCE + DAY_MS
  const fine = (start?.precision ?? 3) > 3
  return {
    instant,
    epoch: (column) => `round(extract(epoch from ${whole(instant(column))}) * 1000)::float8`,
    key: (from) => {
      if (isOld(from)) return { sql: whole(instant('startTime')), type: 'timestamptz' }
      const type = zoned('startTime') ? 'timestamptz' : 'timestamp'
      return { sql: fine ? whole(bare('startTime')) : bare('startTime'), type }
    },
    bounds: (from, to) => {
      const slack = isOld(from) ? DAY_MS : 0
      return { lower: from - slack, upper: (to ?? LAST) + slack, exact: slack === 0 }
    },
  }
}

import type pg from 'pg'
import { historyBetween } from '../traffic/demo-history.ts'
import type { Random } from '../traffic/random.ts'
import { insertCast, insertSpendRows } from './insert.ts'

export interface Filled {
  readonly requests: number
  readonly failures: number
}

/** Fills in keys, teams and the requests of [from, to), epoch milliseconds; says how many. Stops early at the signal. */
export const fillHistory = async (
  pool: pg.Pool,
  random: Random,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<Filled> => {
  await insertCast(pool)
  let requests = 0
  let failures = 0
  for (const rows of historyBetween(random, from, to)) {
    if (signal.aborted) break
    await insertSpendRows(pool, rows)
    requests += rows.length
    failures += rows.filter((row) => row.status === 'failure').length
  }
  // Fresh statistics: autovacuum would take a minute to notice that the table is no longer empty.
  await pool.query('ANALYZE')
  return { requests, failures }
}

import type { LatenessCount } from '../../domain/lateness.ts'
import { DAY_MS } from '../../domain/units.ts'
import { int } from '../columns.ts'
import type { Database, Executor } from '../database.ts'

/** Adds a row to each of these buckets, on the day it was seen. */
export const addLateness = async (
  tx: Executor,
  seen: number,
  buckets: ReadonlyMap<number, number>,
): Promise<void> => {
  for (const [bucket, n] of buckets) {
    await tx.run(
      `INSERT INTO lateness (day, bucket, n) VALUES ($1, $2, $3)
       ON CONFLICT (day, bucket) DO UPDATE SET n = lateness.n + excluded.n`,
      [Math.floor(seen / DAY_MS), bucket, n],
    )
  }
}

export const createLateness = (db: Database) => ({
  /** Rows by lateness, of those seen since `since` (epoch ms, by whole days). */
  lateness: async (since: number): Promise<readonly LatenessCount[]> => {
    const rows = await db.all(
      'SELECT bucket, SUM(n) AS n FROM lateness WHERE day >= $1 GROUP BY bucket ORDER BY bucket',
      [Math.floor(since / DAY_MS)],
    )
    return rows.map((row) => ({ bucket: int(row, 'bucket'), count: int(row, 'n') }))
  },
})

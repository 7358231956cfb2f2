import type { Stage } from './stage.ts'
import { connected } from './stage.ts'

/** What the database did, by pg_stat_statements. */
export interface DatabaseWork {
  /** Pages of tables and indexes read, cached or not. */
  readonly buffers: number
  readonly ms: number
}

const SUMS = `SELECT coalesce(sum(shared_blks_hit + shared_blks_read), 0)::float8 AS buffers,
    coalesce(sum(total_exec_time), 0)::float8 AS ms
  FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
  WHERE d.datname = $1 AND s.query ~ $2`

/** What the statements that match the regular expression `pattern` took in the database at `url` while `work` ran. */
export const databaseWork = async (
  stage: Stage,
  url: string,
  work: () => Promise<unknown>,
  pattern = '',
): Promise<DatabaseWork> => {
  const books = await stage.made('bench_books', async (client) => {
    await client.query('CREATE EXTENSION pg_stat_statements')
  })
  const name = new URL(url).pathname.slice(1)
  return connected(books, async (client) => {
    const look = async (): Promise<DatabaseWork> => {
      const { rows } = await client.query<{ buffers: number; ms: number }>(SUMS, [name, pattern])
      return rows[0] ?? { buffers: 0, ms: 0 }
    }
    const before = await look()
    await work()
    const after = await look()
    return { buffers: after.buffers - before.buffers, ms: after.ms - before.ms }
  })
}

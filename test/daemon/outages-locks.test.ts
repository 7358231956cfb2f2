import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Parts } from '../../src/app/app-parts.ts'
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts'
import { expectNotifiedOnce, logged } from '../chaos/told-once.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
/** A session of LiteLLM's own, or of whoever keeps its partitions. */
let other: pg.Client
beforeEach(async () => {
  stack = await startStack('2026-partitioned')
  other = new pg.Client({ connectionString: stack.database.url })
  await other.connect()
})
afterEach(async () => {
  await other.end()
  await stack.stop()
})

const yaml = 'source: { pageSize: 20, lockTimeout: 200ms, statementTimeout: 1s }'

const write = async (count: number, name: string, spreadMs: number) => {
  const rows = Array.from({ length: count }, (_, n) =>
    spendFailure(Date.now() - 1000 - Math.floor((n * spreadMs) / count), {
      request_id: `${name}${n}`,
    }),
  )
  await insertSpendLogs(stack.database, ...rows)
  return rows.map((row) => row.request_id)
}

/** A partition of two days ago with a few rows, which nobody will miss. */
const oldPartition = async (): Promise<void> => {
  const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString()
  await stack.database.sql(
    `CREATE TABLE old_days PARTITION OF "LiteLLM_SpendLogs" FOR VALUES FROM ('${day(9)}') TO ('${day(2)}')`,
  )
}

describe('a partition that is being dropped', () => {
  it('makes a poll give way after lock_timeout, and the next one goes on', async () => {
    await oldPartition()
    const ids = await write(90, 'r', 0.5 * HOUR_MS)
    const daemon = await stack.start({ yaml })
    await daemon.trigger('poll')
    const more = await write(30, 'late', 0.1 * HOUR_MS)
    await other.query('BEGIN; DROP TABLE old_days')
    await daemon.trigger('poll')
    expect(logged(stack, 'error')).toMatch(/database unreachable.*lock/s)
    // It has given way: nothing of Lookout's waits or holds while the drop goes on; a report may take as long as it to give way.
    const left = async () => {
      const [row] = await stack.database.sql(
        `SELECT COUNT(*)::int AS n FROM pg_locks l JOIN pg_stat_activity a USING (pid)
         WHERE a.application_name = 'litellm-lookout' AND a.datname = current_database()`,
      )
      return row?.['n']
    }
    await expect.poll(left).toBe(0)
    await other.query('COMMIT')
    await daemon.trigger('poll')
    expect(logged(stack, 'info')).toContain('database reachable again')
    await expectNotifiedOnce(stack, daemon, [...ids, ...more])
  })

  it('waits for one page of a long poll at the most', async () => {
    await oldPartition()
    const ids = await write(600, 'r', 0.8 * HOUR_MS)
    let reads = 0
    let dropped: { readonly asked: number; done: number } | null = null
    const wrap = (parts: Parts): Parts => ({
      ...parts,
      source: {
        ...parts.source,
        read: async (...asked) => {
          const rows = await parts.source.read(...asked)
          reads++
          // In the middle of a poll of thirty pages, while the pages go on.
          if (dropped === null && rows.length > 0) {
            const drop = { asked: reads, done: 0 }
            dropped = drop
            void other.query('DROP TABLE old_days').then(() => {
              drop.done = reads
            })
            await sent()
          }
          return rows
        },
      },
    })
    const sent = async () => {
      const waiting = `SELECT 1 FROM pg_stat_activity WHERE pid = ${await pidOf} AND query LIKE 'DROP TABLE%'`
      while ((await stack.database.sql(waiting)).length === 0);
    }
    const pidOf = other.query('SELECT pg_backend_pid() AS pid').then(({ rows }) => rows[0].pid)
    const daemon = await stack.start({ yaml, wrap })
    await daemon.trigger('poll')
    await daemon.trigger('poll')
    expect(dropped).not.toBeNull()
    const { asked, done } = dropped ?? { asked: 0, done: 0 }
    expect(done - asked).toBeLessThanOrEqual(2)
    expect(reads - asked).toBeGreaterThan(20)
    await expectNotifiedOnce(stack, daemon, ids)
  })
})

describe('a statement that takes too long', () => {
  const slowly = async (ms: number) => {
    await stack.database.sql('UPDATE slowness SET ms = $1', [ms])
  }

  it('is asked again in halves, and the poll goes through', async () => {
    const ids = await write(48, 'r', 0.8 * HOUR_MS)
    const url = await slowRole()
    // Two seconds for all of them, where one is allowed.
    await slowly(40)
    const wide = 'source: { pageSize: 1000, statementTimeout: 1s }'
    const daemon = await stack.start({ env: { DATABASE_URL: url }, yaml: wide })
    await daemon.trigger('poll')
    expect(logged(stack, 'error')).toBe('')
    await slowly(0)
    await expectNotifiedOnce(stack, daemon, ids)
  })

  it('fails the poll where halves do not help, is said, and loses nothing', async () => {
    const url = await slowRole()
    const daemon = await stack.start({ env: { DATABASE_URL: url }, yaml })
    await daemon.trigger('poll')
    const ids = await write(15, 'r', 5_000)
    await slowly(400)
    await daemon.trigger('poll')
    expect(logged(stack, 'error')).toMatch(/database unreachable.*timeout/s)
    await slowly(0)
    await daemon.trigger('poll')
    expect(logged(stack, 'info')).toContain('database reachable again')
    await expectNotifiedOnce(stack, daemon, ids)
  })
})

/** A role that may read, but for which each row takes as long as the table `slowness` says. */
const slowRole = async (): Promise<string> => {
  const { sql, url, name } = stack.database
  const role = `slow_${name}`
  await sql(`
    CREATE TABLE slowness AS SELECT 0 AS ms;
    CREATE FUNCTION slowly() RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS
      $$ BEGIN PERFORM pg_sleep(ms / 1000.0) FROM slowness; RETURN true; END $$;
    ALTER TABLE "LiteLLM_SpendLogs" ENABLE ROW LEVEL SECURITY;
    CREATE ROLE ${role} LOGIN PASSWORD 'x' IN ROLE pg_read_all_data;
    CREATE POLICY slow ON "LiteLLM_SpendLogs" FOR SELECT USING (slowly());
  `)
  const target = new URL(url)
  target.username = role
  target.password = 'x'
  return target.href
}

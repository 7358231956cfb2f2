import { access } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DemoDatabase, startDatabase } from '../../../src/demo/database/demo-database.ts'
import { fillHistory } from '../../../src/demo/database/fill.ts'
import { runWriter } from '../../../src/demo/database/writer.ts'
import { writeTraffic } from '../../../src/demo/traffic/live.ts'
import { createRandom } from '../../../src/demo/traffic/random.ts'
import { HOUR_MS } from '../../../src/domain/units.ts'

let database: DemoDatabase

beforeAll(async () => {
  database = await startDatabase()
})
afterAll(() => database.stop())

const count = async (where: string): Promise<number> => {
  const found = await database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "LiteLLM_SpendLogs" WHERE ${where}`,
  )
  return found.rows[0]?.count ?? -1
}

test('the role of the daemon reads the tables and can write nothing', async () => {
  const reader = new pg.Client({ connectionString: database.url })
  await reader.connect()
  try {
    await reader.query('SELECT 1 FROM "LiteLLM_SpendLogs"')
    await expect(reader.query('DELETE FROM "LiteLLM_SpendLogs"')).rejects.toThrow('permission')
    await expect(reader.query('CREATE TABLE mine (id int)')).rejects.toThrow('permission')
  } finally {
    await reader.end()
  }
})

test('history fills in rows, keys and teams, and says how many', async () => {
  const to = Date.UTC(2026, 2, 1, 12)
  const filled = await fillHistory(
    database.pool,
    createRandom(1),
    to - 3 * HOUR_MS,
    to,
    AbortSignal.any([]),
  )
  expect(await count('true')).toBe(filled.requests)
  expect(await count("status = 'failure'")).toBe(filled.failures)
  const orphans = await count(
    `api_key <> '' AND NOT EXISTS
      (SELECT FROM "LiteLLM_VerificationToken" t WHERE t.token = api_key AND t.key_alias <> '')`,
  )
  expect(orphans).toBe(0)
})

test('live traffic writes what ended since the last batch, and stops at the signal', async () => {
  const start = Date.UTC(2026, 2, 2)
  const stop = new AbortController()
  let time = start
  const notified: string[] = []
  await writeTraffic({
    pool: database.pool,
    random: createRandom(2),
    // Each look at the clock is two seconds later, so that an incident passes without any waiting.
    now: () => {
      time += 2000
      return time
    },
    everyMs: 1,
    signal: stop.signal,
    onIncident: (incident, phase) => {
      notified.push(`${incident.kind} ${phase}`)
      if (phase === 'over') stop.abort()
    },
  })
  expect(notified).toEqual(['anthropic-overloaded begins', 'anthropic-overloaded over'])
  expect(await count(`"endTime" >= '2026-03-02' AND status = 'failure'`)).toBeGreaterThan(50)
  expect(await count(`"endTime" > to_timestamp(${time / 1000}) AT TIME ZONE 'UTC'`)).toBe(0)
})

test('the writer makes the tables, fills in a day once, and writes on when started again', async () => {
  await database.pool.query('CREATE DATABASE elsewhere')
  const run = async () => {
    const stop = new AbortController()
    const lines: string[] = []
    await runWriter(
      { databaseUrl: database.ownerUrl.replace(/litellm$/, 'elsewhere'), seed: 1 },
      {
        now: () => {
          // Aborts at the first look at the clock after the filling.
          if (lines.length > 0 || again) stop.abort()
          return Date.UTC(2026, 2, 3)
        },
        print: (line) => lines.push(line),
        signal: stop.signal,
      },
    )
    return lines
  }
  let again = false
  expect(await run()).toEqual([expect.stringMatching(/^a day of history: \d+ requests/)])
  again = true
  expect(await run()).toEqual([])
})

test('a stopped database leaves no folder and no server behind', async () => {
  const brief = await startDatabase()
  const found = await brief.pool.query<{ folder: string }>(
    "SELECT current_setting('data_directory') AS folder",
  )
  const folder = found.rows[0]?.folder ?? ''
  await access(folder)
  await brief.stop()
  await expect(access(folder)).rejects.toThrow('ENOENT')
  const late = new pg.Client({ connectionString: brief.url })
  await expect(late.connect()).rejects.toThrow('ECONNREFUSED')
})

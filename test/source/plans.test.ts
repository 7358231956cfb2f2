import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import type { Query } from '../../src/source/connection/connection.ts'
import {
  byKeysStatement,
  keysStatement,
  type LogTable,
  logTable,
  pageStatement,
} from '../../src/source/failure-sql.ts'
import type { Statement } from '../../src/source/quote.ts'
import { selectEvents } from '../../src/source/rows/event-columns.ts'
import { detectShape } from '../../src/source/shape/detect-shape.ts'
import { SHAPES } from '../support/litellm-shapes.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'
import { NOON } from './with-source.ts'

describe.each(SHAPES)('on thirty thousand rows of %s', (shape) => {
  let db: TestDatabase
  let log: LogTable
  beforeAll(async () => {
    db = await createDatabase(shape)
    // One row every 20 s over a week, one in fifty a failure.
    await db.sql(`INSERT INTO "LiteLLM_SpendLogs" (request_id, call_type, "startTime", "endTime", metadata)
      SELECT gen_random_uuid(), '', s, s, CASE WHEN i % 50 = 0 THEN '{"status": "failure"}'::jsonb ELSE '{}' END
      FROM generate_series(0, 30000) AS i, LATERAL (SELECT '2026-02-22 12:00Z'::timestamptz AT TIME ZONE 'UTC'
        + i * interval '20 seconds') AS t(s)`)
    await db.sql('ANALYZE')
    const query: Query = (text, params) => db.sql(text, params)
    const found = (await detectShape(query, 'public')).tables.get('SpendLogs')
    if (found === undefined) throw new Error('no SpendLogs')
    log = logTable('SpendLogs', found, 'UTC')
  })
  afterAll(() => db.drop())

  /** How many rows of the table the database touches to answer, and the plan. */
  async function explained({
    text,
    values,
  }: Statement): Promise<{ touched: number; plan: string }> {
    const rows = await db.sql(`EXPLAIN (ANALYZE, TIMING OFF) ${text}`, values)
    const plan = rows.map((row) => String(row['QUERY PLAN'])).join('\n')
    const removed = [...plan.matchAll(/Rows Removed by Filter: (\d+)/g)].map((found) =>
      Number(found[1]),
    )
    return { touched: removed.reduce((sum, n) => sum + n, 0), plan }
  }

  test('a page, its keys and rows by their keys ride an index and touch what their time holds', async () => {
    // The live counter may be told of the same rows once more after ANALYZE has counted them.
    expect(log.shape.estimatedRows).toBeGreaterThanOrEqual(30_001)
    const from = NOON - 10 * MINUTE_MS
    const stretch = { from, to: null, after: null, limit: 100 }
    const after = { startTime: from + MINUTE_MS, requestId: 'x' }
    const keys = Array.from({ length: 5 }, (_, at) => ({
      startTime: from + at,
      requestId: `${at}`,
    }))
    for (const statement of [
      pageStatement(log, stretch, selectEvents(log, 1000)),
      pageStatement(log, { ...stretch, after }, selectEvents(log, 1000)),
      keysStatement(log, stretch),
      keysStatement(log, { ...stretch, from: NOON - 600 * MINUTE_MS, to: NOON - 590 * MINUTE_MS }),
      byKeysStatement(log, keys, selectEvents(log, 1000)),
    ]) {
      const { plan, touched } = await explained(statement)
      expect(plan).not.toContain('Seq Scan on "LiteLLM')
      expect(plan).toMatch(/Index Cond: .*startTime/)
      expect(touched).toBeLessThan(3000)
    }
  })

  test('rows by their keys are looked up one by one, however much lies between them', async () => {
    const found =
      await db.sql(`SELECT request_id, (extract(epoch FROM "startTime") * 1000)::float8 AS start
      FROM "LiteLLM_SpendLogs" WHERE metadata ->> 'status' = 'failure' LIMIT 250`)
    const keys = found.map((row) => ({
      requestId: String(row['request_id']),
      startTime: Number(row['start']),
    }))
    const { plan, touched } = await explained(byKeysStatement(log, keys, (rows) => rows))
    expect(plan).toMatch(/rows=250(\.00)? loops=1/)
    expect(plan).toMatch(/Index Scan .*loops=250/)
    expect(touched).toBe(0)
  })
})

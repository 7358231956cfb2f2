import { expect, test } from 'vitest'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { SHAPES } from '../support/litellm-shapes.ts'
import { forever, withSource } from './with-source.ts'

test.each(SHAPES)(
  'the doctor sees size, plan and old stamps of the tables of %s',
  async (shape) => {
    await withSource(shape, async (source, db) => {
      const old = Date.parse('2024-11-02T12:00:00Z')
      if (shape !== '2026-partitioned') await insertSpendLogs(db, spendFailure(old))
      await db.sql(`INSERT INTO "LiteLLM_SpendLogs" (request_id, call_type, "startTime", "endTime")
      SELECT gen_random_uuid(), '', s, s FROM generate_series(0, 30000) AS i,
        LATERAL (SELECT '2026-02-22 12:00Z'::timestamptz AT TIME ZONE 'UTC' + i * interval '20 seconds') AS t(s)`)
      await db.sql('ANALYZE')
      const [spend, errors] = (await source.describe(forever)).tables
      expect(spend?.bytes).toBeGreaterThan(1e6)
      expect(spend).toMatchObject({
        timeIndexed: true,
        readWhole: false,
        oldestLocal: shape === '2026-partitioned' ? null : old,
      })
      expect(errors).toMatchObject({ readWhole: false, oldestLocal: null })
    })
  },
)

test('the doctor sees that an index is there and not used', async () => {
  await withSource('2026-09', async (source, db) => {
    await db.sql(`INSERT INTO "LiteLLM_SpendLogs" (request_id, call_type, "startTime", "endTime")
      SELECT gen_random_uuid(), '', now(), now() FROM generate_series(0, 30000)`)
    await db.sql('ANALYZE')
    await db.sql(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET enable_indexscan = off', current_database());
         EXECUTE format('ALTER DATABASE %I SET enable_bitmapscan = off', current_database()); END $$`,
    )
    const [spend] = (await source.describe(forever)).tables
    expect(spend).toMatchObject({ timeIndexed: true, readWhole: true })
  })
})

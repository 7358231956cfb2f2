import { expect, test } from 'vitest'
import {
  errorLog,
  insertErrorLogs,
  insertSpendLogs,
  spendFailure,
} from '../support/litellm-rows.ts'
import { SHAPES } from '../support/litellm-shapes.ts'
import { createDatabase } from '../support/postgres.ts'

test.each(SHAPES)('rows fit the tables of %s', async (shape) => {
  const db = await createDatabase(shape)
  await insertSpendLogs(db, spendFailure(1_700_000_000_123), spendFailure(1_700_000_000_456))
  await insertErrorLogs(db, errorLog(1_700_000_000_123))
  const rows = await db.sql('SELECT count(*)::int AS n FROM "LiteLLM_SpendLogs"')
  expect(rows).toEqual([{ n: 2 }])
  await db.drop()
})

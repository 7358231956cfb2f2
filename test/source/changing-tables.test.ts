import { expect, test } from 'vitest'
import { HOUR_MS } from '../../src/domain/units.ts'
import { createSource } from '../../src/source/create-source.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { ddl } from '../support/litellm-shapes.ts'
import { createDatabase } from '../support/postgres.ts'
import { wallClock } from '../support/wall-clock.ts'
import { forever, NOON, recordingLog, slice } from './with-source.ts'

test('an upgrade of LiteLLM is found within the interval, though it raises no error', async () => {
  const db = await createDatabase('2024-11')
  const clock = { time: NOON, now: () => clock.time }
  const log = recordingLog()
  const source = createSource({ url: db.url }, log, clock)
  const bare = { metadata: { error_information: {} } }
  await insertSpendLogs(db, spendFailure(NOON, { ...bare, request_id: 'no status yet' }))
  expect(await source.read(slice(), forever)).toEqual([])
  await db.sql('ALTER TABLE "LiteLLM_SpendLogs" ADD COLUMN status text')
  await insertSpendLogs(db, spendFailure(NOON, { ...bare, request_id: 'with status' }))
  clock.time += HOUR_MS - 1
  expect(await source.read(slice(), forever)).toEqual([])
  clock.time += 1
  const events = await source.read(slice(), forever)
  expect(events.map((event) => event.requestId)).toEqual(['with status'])
  expect(log.lines).toEqual(['found LiteLLM tables', 'LiteLLM tables changed'])
  await source.close()
  await db.drop()
})

test('a column that went away is found by the error, and the read succeeds', async () => {
  const db = await createDatabase('2026-09')
  const source = createSource({ url: db.url }, recordingLog(), wallClock)
  await insertSpendLogs(db, spendFailure(NOON))
  expect(await source.read(slice(), forever)).toHaveLength(1)
  await db.sql('ALTER TABLE "LiteLLM_SpendLogs" DROP COLUMN custom_llm_provider')
  expect(await source.read(slice(), forever)).toHaveLength(1)
  await source.close()
  await db.drop()
})

test('tables that are not there yet are looked for each time', async () => {
  const db = await createDatabase('empty')
  const source = createSource({ url: db.url }, recordingLog(), wallClock)
  await expect(source.tables(forever)).rejects.toMatchObject({ code: '42P01' })
  await db.sql(ddl('2026-03'))
  expect(await source.tables(forever)).toEqual(['SpendLogs', 'ErrorLogs'])
  await source.close()
  await db.drop()
})

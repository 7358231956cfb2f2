import { expect, test } from 'vitest'
import { DAY_MS } from '../../src/domain/units.ts'
import { createSource } from '../../src/source/create-source.ts'
import { errorLog, insertErrorLogs } from '../support/litellm-rows.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'
import { forever, NOON, recordingLog, slice } from './with-source.ts'

const errorLogs = slice({ table: 'ErrorLogs' })

async function fill(db: TestDatabase, rows: number): Promise<void> {
  await db.sql(`INSERT INTO "LiteLLM_ErrorLogs" (request_id, "startTime", "endTime")
    SELECT i, '2024-12-01', '2024-12-01' FROM generate_series(1, ${rows}) AS i`)
  await db.sql('ANALYZE "LiteLLM_ErrorLogs"')
}

/** Inserts, and has the statistics say so at once rather than within seconds. */
async function insertCounted(db: TestDatabase, id: string): Promise<void> {
  await insertErrorLogs(db, errorLog(NOON, { request_id: id }))
  await db.sql('SELECT pg_stat_force_next_flush() FROM generate_series(1, 3)')
}

test('a large ErrorLogs that nothing writes is not touched by polls; a new row is seen', async () => {
  const db = await createDatabase('2026-09')
  await fill(db, 21_000)
  const clock = { time: NOON, now: () => clock.time }
  const source = createSource({ url: db.url, lockTimeout: 50 }, recordingLog(), clock)
  expect(await source.read(errorLogs, forever)).toEqual([])

  // Whoever touched the table now would wait for the lock, and fail.
  const holding = db
    .sql('BEGIN; LOCK TABLE "LiteLLM_ErrorLogs"; SELECT pg_sleep(30)')
    .catch(() => [])
  const holder = `SELECT pid FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted
    AND relation = '"LiteLLM_ErrorLogs"'::regclass`
  await expect.poll(() => db.sql(holder)).toHaveLength(1)
  expect(await source.read(errorLogs, forever)).toEqual([])
  expect(await source.keys(errorLogs, forever)).toEqual([])
  await db.sql(`SELECT pg_terminate_backend(pid) FROM (${holder}) AS h`)
  await holding

  await insertCounted(db, 'new')
  await expect
    .poll(async () => (await source.read(errorLogs, forever)).map((event) => event.requestId))
    .toEqual(['new'])
  await source.close()
  await db.drop()
})

test('statistics that say nothing are believed for an hour at most', async () => {
  const db = await createDatabase('2026-09')
  await fill(db, 21_000)
  const clock = { time: NOON, now: () => clock.time }
  const source = createSource({ url: db.url }, recordingLog(), clock)
  expect(await source.read(errorLogs, forever)).toEqual([])
  await db.sql(`SET track_counts = off; INSERT INTO "LiteLLM_ErrorLogs" (request_id, "startTime", "endTime")
    VALUES ('uncounted', '2026-03-01 12:00', '2026-03-01 12:00')`)
  expect(await source.read(errorLogs, forever)).toEqual([])
  clock.time += 3_599_999
  expect(await source.read(errorLogs, forever)).toEqual([])
  clock.time += 1
  expect(await source.read(errorLogs, forever)).toHaveLength(1)
  await source.close()
  await db.drop()
})

test('a large ErrorLogs is left alone by polls for a while after each read, a small one is not', async () => {
  const db = await createDatabase('2026-09')
  /** Whether polls may read it again right after a read; a clock that goes on when asked makes the database slow. */
  const isDueAgain = async () => {
    const clock = { time: NOON, now: () => (clock.time += 1_000) }
    const source = createSource({ url: db.url }, recordingLog(), clock)
    expect(source.isDue('ErrorLogs')).toBe(true)
    await source.read(errorLogs, forever)
    const due = [source.isDue('ErrorLogs'), source.isDue('SpendLogs')]
    clock.time += DAY_MS
    expect(source.isDue('ErrorLogs')).toBe(true)
    await source.close()
    return due
  }
  await fill(db, 1_000)
  expect(await isDueAgain()).toEqual([true, true])
  await db.sql('TRUNCATE "LiteLLM_ErrorLogs"')
  await fill(db, 21_000)
  expect(await isDueAgain()).toEqual([false, true])
  await db.drop()
})

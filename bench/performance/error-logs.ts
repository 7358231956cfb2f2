import type pg from 'pg'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { ddl } from '../../test/support/litellm-shapes.ts'
import { databaseWork } from './database-work.ts'
import { type Figure, figure, median } from './figure.ts'

import { configOf, newFolder, openLookout } from './lookout.ts'
import { connected, type Stage } from './stage.ts'

const SCAN = 'SELECT max("startTime") AS scan FROM "LiteLLM_ErrorLogs"'
/** Statements that read the table, its statistics or its columns. */
const ABOUT = 'LiteLLM_ErrorLogs|tuples_inserted|pg_attribute|pg_inherits'

const fill = (rows: number) => async (client: pg.Client) => {
  await client.query(ddl('2026-03'))
  await client.query(
    `INSERT INTO "LiteLLM_ErrorLogs" (request_id, "startTime", "endTime", api_base, exception_type, exception_string, status_code)
     SELECT md5('error' || i)::uuid::text, s, s, 'https://example.internal', 'RateLimitError', repeat(md5('text' || i), 12), '429'
     FROM generate_series(1, $1::int) AS i, LATERAL (SELECT '2024-06-01'::timestamp + i * interval '20 s') AS t(s)`,
    [rows],
  )
  await client.query('VACUUM (ANALYZE) "LiteLLM_ErrorLogs"')
}

/** An hour of polls with a table without an index that is no longer written, compared with one scan of it. */
export const errorLogs = async (stage: Stage): Promise<readonly Figure[]> => {
  const rows = stage.quick ? 100_000 : 1_000_000
  const url = await stage.made(`bench_errors_${rows}`, fill(rows))
  let now = Date.now()
  const lookout = await openLookout(
    configOf(url, newFolder(stage.folder), 'source: { firstLookback: 1h }'),
    () => now,
  )
  const scans: number[] = []
  const scan = () => connected(url, (client) => client.query(SCAN))
  await scan()
  for (let round = 0; round < 5; round++)
    scans.push((await databaseWork(stage, url, scan, 'AS scan')).ms)
  await lookout.poll()
  const hour = async () => {
    for (let minute = 0; minute < 60; minute++) {
      now += MINUTE_MS
      await lookout.poll()
    }
  }
  const work = await databaseWork(stage, url, hour, ABOUT)
  await lookout.close()
  const one = median(scans)
  const note = `${rows} rows: an hour ${work.ms.toFixed(1)} ms, one scan ${one.toFixed(1)} ms`
  return [figure('ErrorLogs: an hour of polls / one scan', work.ms / one, '×', 2, note)]
}

import { expect, test } from 'vitest'
import type { ErrorEvent } from '../../src/domain/event.ts'
import type { Position } from '../../src/pipeline/ingest/poll-ports.ts'
import {
  errorLog,
  insertErrorLogs,
  insertSpendLogs,
  spendFailure,
} from '../support/litellm-rows.ts'
import { forever, parsed, slice, withSource } from './with-source.ts'

/** A stamp as the table holds it, without zone: these wall-clock times are written as if they were UTC. */
const wall = (text: string) => Date.parse(`${text}Z`)
const utc = (time: number) => new Date(time).toISOString()

test('stamps before February 2025 are in the zone of the proxy, later ones in UTC', async () => {
  await withSource(
    '2024-11',
    async (source, db) => {
      const stamps = [
        '2024-10-27T01:59:59.999',
        '2024-10-27T02:30:00',
        '2024-10-27T03:00:00',
        '2025-01-31T23:30:00',
        '2025-02-01T00:00:00',
        '2025-06-01T12:00:00',
      ]
      const rows = stamps.map((stamp, at) => errorLog(wall(stamp), { request_id: `r${at}` }))
      await insertErrorLogs(db, ...rows)
      const from = wall('2024-10-26T00:00')
      const whole = await source.read(slice({ table: 'ErrorLogs', from }), forever)
      expect(whole.map((event) => utc(event.startTime))).toEqual([
        '2024-10-26T23:59:59.999Z',
        // 02:30 came twice that night; the database takes the second.
        '2024-10-27T01:30:00.000Z',
        '2024-10-27T02:00:00.000Z',
        '2025-01-31T22:30:00.000Z',
        '2025-02-01T00:00:00.000Z',
        '2025-06-01T12:00:00.000Z',
      ])
      expect(whole.map((event) => event.time)).toEqual(whole.map((event) => event.startTime))

      const paged: ErrorEvent[] = []
      let after: Position | null = null
      for (let page = 0; page < whole.length; page += 1) {
        const one: readonly ErrorEvent[] = await source.read(
          slice({ table: 'ErrorLogs', from, after, limit: 1 }),
          forever,
        )
        paged.push(...one)
        after = one.at(-1) ?? null
      }
      expect(paged).toEqual(whole)
      const again = await source.readKeys(whole, forever)
      expect(again.toSorted((a, b) => a.startTime - b.startTime)).toEqual(whole)
      const rows2 = await source.fullRows(whole.slice(0, 1), forever)
      expect(rows2.map((row) => parsed(row)['endTime'])).toEqual(['2024-10-26T23:59:59.999Z'])
      const before = slice({ table: 'ErrorLogs', from, to: wall('2025-01-31T22:30:00') })
      expect(await source.keys(before, forever)).toHaveLength(3)
    },
    { timezone: 'Europe/Berlin' },
  )
})

test('stamps finer than a millisecond are paged by whole milliseconds, each row once', async () => {
  await withSource('2026-09', async (source, db) => {
    await db.sql('ALTER TABLE "LiteLLM_SpendLogs" ALTER COLUMN "startTime" TYPE timestamp(6)')
    const noon = wall('2026-03-01T12:00:00')
    await insertSpendLogs(
      db,
      ...['c', 'b', 'a'].map((id) => spendFailure(noon, { request_id: id })),
    )
    await db.sql(`UPDATE "LiteLLM_SpendLogs" SET "startTime" = "startTime" + CASE request_id
      WHEN 'a' THEN interval '900 microseconds' WHEN 'b' THEN interval '500 microseconds' ELSE interval '0' END`)
    const ids: string[] = []
    let after: Position | null = null
    for (let page = 0; page < 4; page += 1) {
      const one: readonly ErrorEvent[] = await source.read(slice({ after, limit: 1 }), forever)
      ids.push(...one.map((event) => event.requestId))
      after = one.at(-1) ?? after
    }
    expect(ids).toEqual(['a', 'b', 'c'])
    expect(await source.readKeys(await source.keys(slice(), forever), forever)).toHaveLength(3)
  })
})

test('a zone that is none is refused', async () => {
  await expect(
    withSource('2026-09', async () => undefined, { timezone: "Europe/Nowhere' OR true" }),
  ).rejects.toMatchObject({ code: 'TIMEZONE', retry: false })
})

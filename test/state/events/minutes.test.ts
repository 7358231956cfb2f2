import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import type { Database } from '../../../src/state/database.ts'
import { createMinutes } from '../../../src/state/events/minutes.ts'
import { openSqlite } from '../../../src/state/sqlite.ts'
import { openState } from '../../../src/state/store.ts'
import { makeEvent, makePage, T0 } from '../contract/make.ts'
import { options, tempFolder } from '../open-temp.ts'

/** Minutes of a day. */
const DAY = 24 * 60

/** A state in which each of these minutes had one failure of each of three kinds, read `pageSize` counts at a time. */
const withCounts = async (minutes: readonly number[], pageSize: number) => {
  const path = join(tempFolder(), 'state.db')
  const store = await openState(`sqlite:${path}`, options)
  const events = minutes.flatMap((minute) =>
    ['a', 'b', 'c'].map((kind) =>
      makeEvent(`${kind}-${minute}`, T0 + minute * MINUTE_MS, { kind, errorType: kind }),
    ),
  )
  await store.commitPage(makePage(events))
  await store.close()
  const db = openSqlite(path)
  onTestFinished(() => db.close())
  let asked = 0
  const counting: Database = {
    ...db,
    all: (...statement) => {
      asked += 1
      return db.all(...statement)
    },
  }
  return { reader: createMinutes(counting, pageSize), asked: () => asked }
}

const of = (minutes: readonly number[]) => minutes.map((minute) => [T0 / MINUTE_MS + minute, 1])

test('what is read of a long past costs what was counted in it, not its length', async () => {
  const minutes = [0, 1, 300 * DAY]
  const { reader, asked } = await withCounts(minutes, 5_000)
  const found = await reader.seriesMinutes(0, T0 + 365 * DAY * MINUTE_MS)
  expect(found.map((series) => series.minutes)).toEqual([of(minutes), of(minutes), of(minutes)])
  // The counts, and what each series is.
  expect(asked()).toBe(4)
})

test.each([1, 2, 3, 4, 9])('counts read %i at a time are all there, once', async (pageSize) => {
  const { reader } = await withCounts([-1, 0, 1, 5, 6], pageSize)
  const found = await reader.seriesMinutes(T0, T0 + 6 * MINUTE_MS)
  expect(found.map(({ dimensions }) => dimensions.errorType)).toEqual(['a', 'b', 'c'])
  for (const { minutes } of found) expect(minutes).toEqual(of([0, 1, 5]))
})

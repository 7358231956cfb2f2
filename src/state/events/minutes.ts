import type { Dimensions } from '../../domain/event.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import type { CountStore } from '../../pipeline/evaluate/evaluate-ports.ts'
import type { SeriesMinutes } from '../../rules/counts.ts'
import { int, intOrNull } from '../columns.ts'
import type { Database, Row } from '../database.ts'
import { DIMENSIONS, dimensions } from './dimensions.ts'
import { minuteOf } from './ledger.ts'
import { readSeeded } from './seeds.ts'

type MinuteCount = SeriesMinutes['minutes'][number]

/** Yields to timers and connections: a new rule reads a month, hour by hour. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const SERIES = `${DIMENSIONS} FROM series s JOIN groups g ON g.id = s.group_id`

/** Counts read at a time: a busy hour has tens of thousands. */
const PAGE = 5_000
const OF_MINUTES = `SELECT minute, series_id, n FROM minute_counts
  WHERE (minute, series_id) > ($1, $2) AND minute < $3 ORDER BY minute, series_id LIMIT $4`

// Numbered after: by the row's own number; new rows are at the end of the table.
const OF_EVENTS = `SELECT time_ms / ${MINUTE_MS} AS minute, series_id, COUNT(*) AS n FROM events
  WHERE id > $1 AND time_ms >= $2 AND time_ms < $3 AND twin_of IS NULL
  GROUP BY series_id, time_ms / ${MINUTE_MS} ORDER BY minute, series_id`

export const createMinutes = (
  db: Database,
  pageSize = PAGE,
): Pick<CountStore, 'seriesMinutes' | 'minutesAfter' | 'firstCount'> => {
  /** Collects rows in order of their minutes; each series is looked up once. */
  const createGathering = () => {
    const found = new Map<number, { about: Dimensions | null; minutes: MinuteCount[] }>()
    // Most counts per minute are the same few numbers, so series share them.
    let minute = Number.NaN
    let pairs = new Map<number, MinuteCount>()
    const pairOf = (of: number, count: number): MinuteCount => {
      if (of !== minute) pairs = new Map()
      minute = of
      const pair = pairs.get(count) ?? ([of, count] as const)
      pairs.set(count, pair)
      return pair
    }
    const dimensionsOf = async (series: number): Promise<Dimensions | null> => {
      const [row] = await db.all(`SELECT ${SERIES} WHERE s.id = $1`, [series])
      return row === undefined ? null : dimensions(row)
    }
    return {
      add: async (rows: readonly Row[]): Promise<void> => {
        for (const row of rows) {
          const id = int(row, 'series_id')
          const known = found.get(id) ?? { about: await dimensionsOf(id), minutes: [] }
          found.set(id, known)
          known.minutes.push(pairOf(int(row, 'minute'), int(row, 'n')))
        }
      },
      found: (): readonly SeriesMinutes[] =>
        [...found].flatMap(([series, { about, minutes }]) =>
          // Deleted in between, so it is unknown.
          about === null ? [] : [{ series, dimensions: about, minutes }],
        ),
    }
  }

  return {
    seriesMinutes: async (from, to) => {
      await pause()
      const gathering = createGathering()
      // After every series of the minute before: their numbers are positive.
      let [minute, series] = [minuteOf(from), 0]
      for (;;) {
        const page = await db.all(OF_MINUTES, [minute, series, minuteOf(to), pageSize])
        await gathering.add(page)
        const last = page.at(-1)
        if (last === undefined || page.length < pageSize) return gathering.found()
        ;[minute, series] = [int(last, 'minute'), int(last, 'series_id')]
      }
    },
    minutesAfter: async (afterEvent, from, to) => {
      const gathering = createGathering()
      await gathering.add(await db.all(OF_EVENTS, [afterEvent, from, to]))
      return gathering.found()
    },
    firstCount: async () => {
      const [row] = await db.all('SELECT MIN(minute) AS minute FROM minute_counts')
      const minute = row === undefined ? null : intOrNull(row, 'minute')
      const seeded = await readSeeded(db)
      if (minute === null) return seeded?.back ?? null
      return Math.min(minute * MINUTE_MS, seeded?.back ?? Number.POSITIVE_INFINITY)
    },
  }
}

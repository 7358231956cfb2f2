import type { SeriesMinutes } from '../alerting/look.ts'
import type { CountStore } from '../jobs/evaluate-ports.ts'
import { dimensions } from './counts.ts'
import type { Database, Row } from './database.ts'
import { minuteOf } from './ledger.ts'
import { int, intOrNull } from './rows.ts'
import { readSeeded } from './seeds.ts'

const MINUTE_MS = 60_000

/** Lets timers and connections have their turn: a new rule reads a month, hour by hour. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const SERIES = `s.model, s.provider, s.key_hash, s.key_name, s.team, s.status, s.error_type, s.fault,
  g.fingerprint FROM series s JOIN groups g ON g.id = s.group_id`

const OF_MINUTES =
  'SELECT minute, series_id, n FROM minute_counts WHERE minute >= $1 AND minute < $2 ORDER BY series_id, minute'

// Numbered after: by the row's own number, which the fresh ones have at the table's end.
const OF_EVENTS = `SELECT time_ms / ${MINUTE_MS} AS minute, series_id, COUNT(*) AS n FROM events
  WHERE id > $1 AND time_ms >= $2 AND time_ms < $3 AND twin_of IS NULL
  GROUP BY series_id, time_ms / ${MINUTE_MS} ORDER BY series_id, minute`

export const createMinutes = (
  db: Database,
): Pick<CountStore, 'seriesMinutes' | 'minutesAfter' | 'firstCount'> => {
  /** Rows in the order of their series; each series is looked up once. */
  const gather = async (rows: readonly Row[]): Promise<readonly SeriesMinutes[]> => {
    const found: SeriesMinutes[] = []
    let minutes: (readonly [number, number])[] = []
    let series = -1
    for (const row of rows) {
      const id = int(row, 'series_id')
      if (id !== series) {
        series = id
        minutes = []
        const [about] = await db.all(`SELECT ${SERIES} WHERE s.id = $1`, [id])
        // Pruned in between: nobody can say what it was.
        if (about !== undefined) found.push({ series: id, dimensions: dimensions(about), minutes })
      }
      minutes.push([int(row, 'minute'), int(row, 'n')])
    }
    return found
  }

  return {
    seriesMinutes: async (from, to) => {
      await pause()
      return gather(await db.all(OF_MINUTES, [minuteOf(from), minuteOf(to)]))
    },
    minutesAfter: async (afterEvent, from, to) =>
      gather(await db.all(OF_EVENTS, [afterEvent, from, to])),
    firstCount: async () => {
      const [row] = await db.all('SELECT MIN(minute) AS minute FROM minute_counts')
      const minute = row === undefined ? null : intOrNull(row, 'minute')
      const seeded = await readSeeded(db)
      if (minute === null) return seeded?.back ?? null
      return Math.min(minute * MINUTE_MS, seeded?.back ?? Number.POSITIVE_INFINITY)
    },
  }
}

import type { CountStore } from '../../pipeline/evaluate/evaluate-ports.ts'
import type { RequestStore } from '../../pipeline/ingest/requests-ports.ts'
import type { RequestMinutes } from '../../rules/backtest/replay.ts'
import type { TrafficDimensions } from '../../rules/labels.ts'
import { inChunks, int, nameCell, nameOf, tuples } from '../columns.ts'
import type { Database, Executor, Row } from '../database.ts'
import { readMeta, writeMeta } from '../meta.ts'
import { minuteOf } from './ledger.ts'

const COUNTED = 'requests counted'

const dimensionsOf = (row: Row): TrafficDimensions => ({
  model: nameOf(row, 'model'),
  provider: nameOf(row, 'provider'),
  keyHash: nameOf(row, 'key_hash'),
  keyName: nameOf(row, 'key_name'),
  team: nameOf(row, 'team'),
})

const WINDOW = `SELECT c.series_id, c.n, s.model, s.provider, s.key_hash, s.key_name, s.team
  FROM (SELECT series_id, SUM(successes) AS n FROM request_counts WHERE minute >= $1 AND minute < $2
    GROUP BY series_id) AS c
  JOIN request_series s ON s.id = c.series_id ORDER BY c.series_id`

const MINUTES = `SELECT c.minute, c.series_id, c.successes, s.model, s.provider, s.key_hash, s.key_name, s.team
  FROM request_counts c JOIN request_series s ON s.id = c.series_id
  WHERE c.minute >= $1 AND c.minute < $2 AND c.successes > 0 ORDER BY c.minute, c.series_id`

/** Retries of requests that were counted in a span. */
export const readRetries = async (db: Executor, from: number, to: number): Promise<number> => {
  const [row = {}] = await db.all(
    'SELECT COALESCE(SUM(retries), 0) AS n FROM request_counts WHERE minute >= $1 AND minute < $2',
    [minuteOf(from), minuteOf(to)],
  )
  return int(row, 'n')
}

const readCounted = async (
  db: Executor,
): Promise<{ readonly from: number; readonly to: number } | null> => {
  const written = await readMeta(db, COUNTED)
  return written === null ? null : JSON.parse(written)
}

const seriesOf = async (tx: Executor, of: TrafficDimensions): Promise<number> => {
  const cells = [of.model, of.provider, of.keyHash, of.keyName, of.team].map(nameCell)
  await tx.run(
    `INSERT INTO request_series (model, provider, key_hash, key_name, team)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    cells,
  )
  const [row = {}] = await tx.all(
    `SELECT id FROM request_series WHERE model = $1 AND provider = $2 AND key_hash = $3
     AND key_name = $4 AND team = $5`,
    cells,
  )
  return int(row, 'id')
}

export const createRequests = (
  db: Database,
): RequestStore & Pick<CountStore, 'successes' | 'successMinutes' | 'requestsCounted'> => ({
  requestsCounted: () => readCounted(db),
  successes: async (from, to) => {
    const rows = await db.all(WINDOW, [minuteOf(from), minuteOf(to)])
    return rows.map((row) => ({
      series: int(row, 'series_id'),
      dimensions: dimensionsOf(row),
      count: int(row, 'n'),
    }))
  },
  successMinutes: async (from, to) => {
    const rows = await db.all(MINUTES, [minuteOf(from), minuteOf(to)])
    const found = new Map<number, RequestMinutes & { readonly minutes: [number, number][] }>()
    for (const row of rows) {
      const series = int(row, 'series_id')
      const known = found.get(series) ?? { series, dimensions: dimensionsOf(row), minutes: [] }
      known.minutes.push([int(row, 'minute'), int(row, 'successes')])
      found.set(series, known)
    }
    return [...found.values()]
  },
  commitRequests: ({ from, to, rows }) =>
    db.transaction(async (tx) => {
      await tx.run('DELETE FROM request_counts WHERE minute >= $1 AND minute < $2', [
        minuteOf(from),
        minuteOf(to),
      ])
      const ids = new Map<string, number>()
      const cells: number[][] = []
      for (const { minute, dimensions, successes, failures, retries } of rows) {
        const key = JSON.stringify(dimensions)
        const id = ids.get(key) ?? (await seriesOf(tx, dimensions))
        ids.set(key, id)
        cells.push([minute, id, successes, failures, retries])
      }
      await inChunks(cells, (count, params) =>
        tx.run(
          `INSERT INTO request_counts (minute, series_id, successes, failures, retries)
           VALUES ${tuples(count, 5)} ON CONFLICT (minute, series_id) DO UPDATE SET
           successes = request_counts.successes + excluded.successes,
           failures = request_counts.failures + excluded.failures,
           retries = request_counts.retries + excluded.retries`,
          params,
        ),
      )
      const known = await readCounted(tx)
      const joins = known !== null && known.to >= from
      const counted = { from: joins ? Math.min(known.from, from) : from, to }
      await writeMeta(tx, COUNTED, JSON.stringify(counted))
    }),
})

import type { SeedStore } from '../../pipeline/ingest/seed.ts'
import type { Database, Executor } from '../database.ts'
import { readMeta, writeMeta } from '../meta.ts'
import { createLedger } from './ledger.ts'
import type { SeriesIndex } from './series.ts'

const SEEDED = 'seeded'

export const readSeeded = async (
  db: Executor,
): Promise<{ readonly back: number; readonly done: boolean } | null> => {
  const written = await readMeta(db, SEEDED)
  return written === null ? null : JSON.parse(written)
}

export const createSeeds = (db: Database, series: SeriesIndex): SeedStore => ({
  seeded: () => readSeeded(db),
  commitSeed: async ({ counts, back, done }) => {
    try {
      await db.transaction(async (tx) => {
        const ledger = createLedger()
        for (const { event, n, first, last } of counts) {
          const place = await series.placeOf(tx, event)
          for (let i = 0; i < n; i++) ledger.add({ ...place, time: i === 0 ? first : last })
        }
        await ledger.write(tx)
        await writeMeta(tx, SEEDED, JSON.stringify({ back, done }))
      })
    } catch (error) {
      // The numbers that were looked up have been rolled back too.
      series.forget()
      throw error
    }
  },
})

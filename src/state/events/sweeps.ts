import type { SourceTable } from '../../domain/event.ts'
import type { SweepStore } from '../../pipeline/ingest/sweep-ports.ts'
import type { Database } from '../database.ts'
import { readMeta, writeMeta } from '../meta.ts'

const nameOf = (table: SourceTable, ageMs: number): string => `swept ${table} ${ageMs}`

export const createSweeps = (db: Database): Omit<SweepStore, 'watchingSince'> => ({
  sweptUpTo: async (table, ageMs) => {
    const upTo = await readMeta(db, nameOf(table, ageMs))
    return upTo === null ? null : Number(upTo)
  },
  recordSweep: (table, ageMs, upTo) => writeMeta(db, nameOf(table, ageMs), String(upTo)),
})

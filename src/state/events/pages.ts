import type { ClassifiedEvent, SourceTable } from '../../domain/event.ts'
import { latenessBucket } from '../../domain/lateness.ts'
import type { PageCommit, PageOutcome, PollStore } from '../../pipeline/ingest/poll-ports.ts'
import type { Database, Executor } from '../database.ts'
import { readMeta, writeMeta } from '../meta.ts'
import { insertEvents, type Kept, unknownRows } from './event-rows.ts'
import { readHighWaterMarks, writeHighWaterMark } from './high-water-marks.ts'
import { addLateness } from './lateness-counts.ts'
import { createLedger, type Ledger } from './ledger.ts'
import type { SeriesIndex } from './series.ts'
import { insertBesideTwins } from './twin-rows.ts'

const insertPlain = async (
  tx: Executor,
  ledger: Ledger,
  events: readonly (readonly [ClassifiedEvent, Kept])[],
): Promise<void> => {
  await insertEvents(tx, events)
  for (const [event, kept] of events) ledger.add({ ...kept, time: event.time })
}

/** Lateness of the new rows by bucket; those with unknown lateness are left out. */
const latenessOf = (
  { events, visibleAt }: PageCommit,
  fresh: readonly ClassifiedEvent[],
): ReadonlyMap<number, number> => {
  const buckets = new Map<number, number>()
  const added = new Set(fresh)
  for (const [n, event] of events.entries()) {
    const visible = visibleAt[n] ?? null
    if (visible === null || !added.has(event)) continue
    const bucket = latenessBucket(visible - event.startTime)
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1)
  }
  return buckets
}

/** `series` caches every event's series and group; whoever deletes series must reset it. */
export const createPages = (
  db: Database,
  series: SeriesIndex,
): Pick<PollStore, 'marks' | 'unknown' | 'commitPage'> => {
  // Tables known to hold events. Never true too early: set only from committed rows.
  const filled = new Set<SourceTable>()

  const isFilled = async (tx: Executor, table: SourceTable): Promise<boolean> => {
    if (filled.has(table)) return true
    const known = (await readMeta(tx, `filled ${table}`)) !== null
    if (known) filled.add(table)
    return known
  }

  const commit = async (tx: Executor, page: PageCommit): Promise<PageOutcome> => {
    const fresh = await unknownRows(tx, page.events)
    await series.freshen(tx)
    const ledger = createLedger()
    const placed: [ClassifiedEvent, Kept][] = []
    for (const event of fresh) {
      const place = await series.placeOf(tx, event)
      placed.push([event, { ...place, late: page.late, twinOf: null }])
    }
    // Most installations fill only one table, and this costs them nothing.
    const other = page.table === 'SpendLogs' ? 'ErrorLogs' : 'SpendLogs'
    if (fresh.length > 0 && (await isFilled(tx, other))) {
      for (const [event, kept] of placed) await insertBesideTwins(tx, ledger, event, kept)
    } else {
      await insertPlain(tx, ledger, placed)
    }
    await ledger.write(tx)
    if (fresh.length > 0 && !(await isFilled(tx, page.table))) {
      await writeMeta(tx, `filled ${page.table}`, '1')
    }
    await addLateness(tx, page.now, latenessOf(page, fresh))
    if (page.mark !== null) await writeHighWaterMark(tx, page.table, page.mark)
    return {
      added: fresh.length,
      known: page.events.length - fresh.length,
      twins: fresh.length - ledger.net(),
    }
  }

  return {
    marks: () => readHighWaterMarks(db),
    unknown: (keys) => unknownRows(db, keys),
    commitPage: async (page) => {
      try {
        return await db.transaction((tx) => commit(tx, page))
      } catch (error) {
        // The numbers that were looked up have been rolled back with the page.
        series.forget()
        throw error
      }
    },
  }
}

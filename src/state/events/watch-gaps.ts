import { type WatchedPeriod, type WatchGap, withLook } from '../../facts/gaps.ts'
import type { ContextStore } from '../../pipeline/report/past-context-ports.ts'
import type { Database, Executor } from '../database.ts'
import { readMeta, writeMeta } from '../meta.ts'

const GAPS = 'watch gaps'

const readGaps = async (db: Executor): Promise<readonly WatchGap[]> =>
  JSON.parse((await readMeta(db, GAPS)) ?? '[]')

/** Notes what a look at the rules saw, and what it did not. */
export const writeLook = async (tx: Executor, look: WatchedPeriod): Promise<void> => {
  const known = await readGaps(tx)
  const now = withLook(known, look)
  if (now !== known) await writeMeta(tx, GAPS, JSON.stringify(now))
}

export const createGaps = (db: Database): Pick<ContextStore, 'watchGaps'> => ({
  watchGaps: () => readGaps(db),
})

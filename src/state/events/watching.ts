import { type WatchedPeriod, type WatchGap, withLook } from '../../facts/gaps.ts'
import type { DigestStore } from '../../pipeline/digest/digest-ports.ts'
import type { PollStore } from '../../pipeline/ingest/poll-ports.ts'
import type { ContextStore } from '../../pipeline/report/past-context.ts'
import type { Database, Executor } from '../database.ts'
import { readMeta, writeMeta } from '../meta.ts'

/** Result of a poll. `at` in epoch milliseconds. */
export interface PollRecord {
  readonly at: number
  readonly ok: boolean
  readonly reason: string
}

const WATCHING = 'watching since'
const LAST = 'last poll'
const LAST_GOOD = 'last good poll'

export const readWatchingSince = async (db: Executor): Promise<number | null> => {
  const since = await readMeta(db, WATCHING)
  return since === null ? null : Number(since)
}

/** The last poll, and the last successful one. */
export const readPolls = async (
  db: Executor,
): Promise<{ readonly last: PollRecord | null; readonly lastGoodAt: number | null }> => {
  const last = await readMeta(db, LAST)
  const good = await readMeta(db, LAST_GOOD)
  return {
    last: last === null ? null : JSON.parse(last),
    lastGoodAt: good === null ? null : Number(good),
  }
}

export const createWatching = (
  db: Database,
): Pick<PollStore, 'watchSince' | 'recordPoll' | 'newestSeen' | 'recordNewest'> &
  Pick<DigestStore, 'watchingSince'> => ({
  watchingSince: () => readWatchingSince(db),
  watchSince: (at) =>
    db.transaction(async (tx) => {
      const known = await readWatchingSince(tx)
      if (known !== null) return known
      await writeMeta(tx, WATCHING, String(at))
      return at
    }),
  newestSeen: async (table) => {
    const at = await readMeta(db, `newest ${table}`)
    return at === null || at === '' ? null : Number(at)
  },
  recordNewest: (table, at) => writeMeta(db, `newest ${table}`, at === null ? '' : String(at)),
  recordPoll: (poll) =>
    db.transaction(async (tx) => {
      await writeMeta(tx, LAST, JSON.stringify(poll))
      if (poll.ok) await writeMeta(tx, LAST_GOOD, String(poll.at))
    }),
})

const GAPS = 'watch gaps'

const readGaps = async (db: Executor): Promise<readonly WatchGap[]> =>
  JSON.parse((await readMeta(db, GAPS)) ?? '[]')

/** Records what an evaluation could see, and what it could not. */
export const writeLook = async (tx: Executor, look: WatchedPeriod): Promise<void> => {
  const known = await readGaps(tx)
  const now = withLook(known, look)
  if (now !== known) await writeMeta(tx, GAPS, JSON.stringify(now))
}

export const createGaps = (db: Database): Pick<ContextStore, 'watchGaps'> => ({
  watchGaps: () => readGaps(db),
})

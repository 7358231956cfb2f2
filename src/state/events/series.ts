import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { ClassifiedEvent } from '../../domain/event.ts'
import { int, nameCell } from '../columns.ts'
import type { Executor } from '../database.ts'
import {
  aliasChanges,
  joinedGroup,
  keepSmallest,
  readAlias,
  TUPLE,
  tupleCells,
} from '../groups/group-aliases.ts'

/** The numbers of an event's series and group in the state. */
export interface Place {
  readonly seriesId: number
  readonly groupId: number
}

export interface SeriesIndex {
  /** The event's series and group, created if they are new. */
  readonly placeOf: (tx: Executor, event: ClassifiedEvent) => Promise<Place>
  /** Called first in each transaction: clears the cache if groups were joined or split, by any process. */
  readonly freshen: (tx: Executor) => Promise<void>
  /** Clears the cache: after a rollback or pruning the numbers may no longer exist. */
  readonly forget: () => void
}

const MAX_CACHED = 20_000
/** Templates may be long; twenty thousand of them would use more memory than the rest of the daemon. */
const LONGEST_KEY = 512

const bounded = (key: string): string =>
  key.length <= LONGEST_KEY ? key : hash('sha256', key, 'base64')

const UPSERT_GROUP = `INSERT INTO groups (fingerprint, ${TUPLE}, first_seen, last_seen, count)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 0) ON CONFLICT (fingerprint) ${keepSmallest('groups')}`

const INSERT_SERIES = `INSERT INTO series
  (group_id, model, provider, key_hash, key_name, team, status, error_type, fault)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`

const FIND_SERIES = `SELECT id FROM series WHERE group_id = $1 AND model = $2 AND provider = $3
  AND key_hash = $4 AND key_name = $5 AND team = $6 AND status = $7 AND error_type = $8 AND fault = $9`

/** What distinguishes the series of one group, in the order of its columns. */
const traitsOf = (event: ClassifiedEvent) =>
  [
    event.model,
    event.provider,
    event.keyHash,
    event.keyName,
    event.team,
    event.status,
    event.errorType,
    event.fault,
  ].map(nameCell)

/** In the database's order of texts, which is that of their bytes. */
const isBefore = (one: string, other: string): boolean =>
  one !== other && Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0

export const createSeriesIndex = (): SeriesIndex => {
  const places = new LRUCache<string, { readonly place: Place; readonly title: string }>({
    max: MAX_CACHED,
  })
  let changes = 0

  const groupOf = async (tx: Executor, event: ClassifiedEvent): Promise<number> => {
    const { group, errorType, status, fault, time } = event
    const shown = { ...group, errorType, status, fault: fault ?? '' }
    if ((await readAlias(tx, group.fingerprint)) !== null)
      return await joinedGroup(tx, group.fingerprint, shown, time)
    await tx.run(UPSERT_GROUP, [group.fingerprint, ...tupleCells(shown), time])
    const [row] = await tx.all('SELECT id FROM groups WHERE fingerprint = $1', [group.fingerprint])
    return int(row ?? {}, 'id')
  }

  const seriesOf = async (tx: Executor, event: ClassifiedEvent, group: number): Promise<number> => {
    const dimensions = [group, ...traitsOf(event)]
    await tx.run(INSERT_SERIES, dimensions)
    const [row] = await tx.all(FIND_SERIES, dimensions)
    return int(row ?? {}, 'id')
  }

  return {
    placeOf: async (tx, event) => {
      const { fingerprint, version, template, title } = event.group
      // Everything that the statements above read, so that a cache hit is never a missed update. Of titles, which hold the
      // values of their events, they keep the smallest: one that is no smaller than the last changes nothing.
      const key = bounded(JSON.stringify([fingerprint, version, template, ...traitsOf(event)]))
      const known = places.get(key)
      if (known !== undefined && !isBefore(title, known.title)) return known.place
      const groupId = await groupOf(tx, event)
      const place = { groupId, seriesId: await seriesOf(tx, event, groupId) }
      places.set(key, { place, title })
      return place
    },
    freshen: async (tx) => {
      const now = await aliasChanges(tx)
      if (now !== changes) places.clear()
      changes = now
    },
    forget: () => places.clear(),
  }
}

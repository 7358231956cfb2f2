import type { ClassifiedEvent } from '../events/event.ts'
import type { Executor } from './database.ts'
import { createLru } from './lru.ts'
import { int } from './rows.ts'

/** Where an event belongs: its numbers in the state. */
export interface Place {
  readonly seriesId: number
  readonly groupId: number
}

export interface SeriesIndex {
  /** The event's series and group, made if they are new. */
  readonly placeOf: (tx: Executor, event: ClassifiedEvent) => Promise<Place>
  /** Forgets what it looked up: after a rollback or a prune the numbers may be gone. */
  readonly forget: () => void
}

const MAX_CACHED = 20_000

// Look-alikes may differ in what is told of their group (a mask's name, a status): the smallest wins, so that
// the order in which rows were found decides nothing.
const UPSERT_GROUP = `INSERT INTO groups
  (fingerprint, version, template, title, error_type, status, fault, first_seen, last_seen, count)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 0)
  ON CONFLICT (fingerprint) DO UPDATE SET version = excluded.version, template = excluded.template,
    title = excluded.title, error_type = excluded.error_type, status = excluded.status, fault = excluded.fault
  WHERE excluded.version > groups.version OR (excluded.version = groups.version AND
    (excluded.template, excluded.title, excluded.error_type, excluded.status, excluded.fault)
    < (groups.template, groups.title, groups.error_type, groups.status, groups.fault))`

const INSERT_SERIES = `INSERT INTO series
  (group_id, model, provider, key_hash, key_name, team, status, error_type, fault)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`

const FIND_SERIES = `SELECT id FROM series WHERE group_id = $1 AND model = $2 AND provider = $3
  AND key_hash = $4 AND key_name = $5 AND team = $6 AND status = $7 AND error_type = $8 AND fault = $9`

export const createSeriesIndex = (): SeriesIndex => {
  const places = createLru<Place>(MAX_CACHED)

  const groupOf = async (tx: Executor, event: ClassifiedEvent): Promise<number> => {
    const { fingerprint, version, template, title } = event.group
    await tx.run(UPSERT_GROUP, [
      fingerprint,
      version,
      template,
      title,
      event.errorType,
      event.status,
      event.fault,
      event.time,
    ])
    const [row] = await tx.all('SELECT id FROM groups WHERE fingerprint = $1', [fingerprint])
    return int(row ?? {}, 'id')
  }

  const seriesOf = async (tx: Executor, event: ClassifiedEvent, group: number): Promise<number> => {
    const dimensions = [
      group,
      event.model,
      event.provider,
      event.keyHash,
      event.keyName,
      event.team,
      event.status,
      event.errorType,
      event.fault,
    ]
    await tx.run(INSERT_SERIES, dimensions)
    const [row] = await tx.all(FIND_SERIES, dimensions)
    return int(row ?? {}, 'id')
  }

  return {
    placeOf: async (tx, event) => {
      const { fingerprint, version, template, title } = event.group
      // Everything that the two statements above look at, so that a hit is never a missed update.
      const key = JSON.stringify([
        fingerprint,
        version,
        template,
        title,
        event.model,
        event.provider,
        event.keyHash,
        event.keyName,
        event.team,
        event.status,
        event.errorType,
        event.fault,
      ])
      const known = places.get(key)
      if (known !== undefined) return known
      const groupId = await groupOf(tx, event)
      const place = { groupId, seriesId: await seriesOf(tx, event, groupId) }
      places.set(key, place)
      return place
    },
    forget: places.clear,
  }
}

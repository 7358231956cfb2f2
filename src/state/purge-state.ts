import { PURGED, type ScrubTarget, scrub } from '../classify/redaction/scrub.ts'
import { inChunks, text, tuples } from './columns.ts'
import type { Database, Executor, Row } from './database.ts'
import { packId, requestId } from './events/request-id.ts'

/** Whose data to delete: requests by their ids, or a key by its alias or hash; null for no key. */
export interface PurgeTarget {
  readonly requestIds: readonly string[]
  readonly key: string | null
}

export interface PurgedState {
  /** Failures whose message was deleted; their counts, models and times stay. */
  readonly events: number
  /** Groups that consisted only of these failures: their titles were deleted. */
  readonly groups: number
  readonly notifications: number
  readonly digests: number
  readonly alerts: number
}

const BATCH = 200

/** The selected events with their twins, in a temporary table of this connection. */
const choose = async (tx: Executor, { requestIds, key }: PurgeTarget): Promise<void> => {
  await tx.run('CREATE TEMPORARY TABLE purge_requests (request_id BLOB PRIMARY KEY)')
  await tx.run('CREATE TEMPORARY TABLE purge_events (id BIGINT PRIMARY KEY, group_id BIGINT)')
  await inChunks(
    [...new Set(requestIds)].map((id) => [packId(id)]),
    (count, ids) => tx.run(`INSERT INTO purge_requests VALUES ${tuples(count, 1)}`, ids),
  )
  await tx.run(
    `INSERT INTO purge_events SELECT e.id, s.group_id FROM events e JOIN series s ON s.id = e.series_id
     WHERE e.request_id IN (SELECT request_id FROM purge_requests)
       OR s.key_name = $1 OR (s.key_hash = $1 AND s.key_hash <> '')`,
    // No key has a control character as its name.
    [key ?? '\u0000'],
  )
  await tx.run(
    `INSERT INTO purge_events SELECT e.id, s.group_id FROM events e JOIN series s ON s.id = e.series_id
     WHERE e.id NOT IN (SELECT id FROM purge_events)
       AND (e.twin_of IN (SELECT id FROM purge_events)
         OR e.id IN (SELECT t.twin_of FROM events t JOIN purge_events p ON p.id = t.id))`,
  )
}

const drop = async (tx: Executor): Promise<void> => {
  await tx.run('DROP TABLE purge_requests')
  await tx.run('DROP TABLE purge_events')
}

const CHOSEN = 'SELECT e.request_id FROM events e JOIN purge_events p ON p.id = e.id'

/** Groups without any other stored failure: their titles may contain the user's own words. */
const OWN_GROUPS = `SELECT id, title, template FROM groups WHERE id IN (SELECT group_id FROM purge_events)
  AND id NOT IN (SELECT s.group_id FROM events e JOIN series s ON s.id = e.series_id
    WHERE e.id NOT IN (SELECT id FROM purge_events))`

/** Rewrites one column of a table, row by row, where scrubbing changes it. Returns how many rows changed. */
const scrubColumn = async (
  tx: Executor,
  { table, keys, column }: { table: string; keys: readonly string[]; column: string },
  target: ScrubTarget,
): Promise<number> => {
  let changed = 0
  const same = keys.map((name, i) => `${name} = $${i + 2}`).join(' AND ')
  for (let offset = 0; ; offset += BATCH) {
    const rows: readonly Row[] = await tx.all(
      `SELECT ${keys.join(', ')}, ${column} FROM ${table} ORDER BY ${keys.join(', ')} LIMIT ${BATCH} OFFSET ${offset}`,
    )
    for (const row of rows) {
      const { value, hits } = scrub(JSON.parse(text(row, column)), target)
      if (hits === 0) continue
      const at = keys.map((name) => text(row, name))
      await tx.run(`UPDATE ${table} SET ${column} = $1 WHERE ${same}`, [
        JSON.stringify(value),
        ...at,
      ])
      changed += 1
    }
    if (rows.length < BATCH) return changed
  }
}

/** The displayed labels of alerts may contain a group's title. */
const scrubAlerts = async (tx: Executor, texts: readonly string[]): Promise<number> => {
  let changed = 0
  for (const one of texts.filter((title) => title.length >= 8)) {
    const inJson = JSON.stringify(one).slice(1, -1)
    changed += await tx.run(
      `UPDATE alerts SET shown = REPLACE(shown, $1, $2) WHERE shown LIKE '%' || $3 || '%' ESCAPE '!'`,
      [inJson, PURGED, likeText(inJson)],
    )
  }
  return changed
}

const likeText = (one: string): string => one.replace(/[!%_]/g, '!$&')

export const createPurge = (db: Database) => ({
  /** The failures that would lose their message, including twins. */
  purgeable: (
    target: PurgeTarget,
  ): Promise<{ readonly events: number; readonly requestIds: readonly string[] }> =>
    db.transaction(async (tx) => {
      await choose(tx, target)
      const rows = await tx.all(CHOSEN)
      await drop(tx)
      return { events: rows.length, requestIds: rows.map((row) => requestId(row, 'request_id')) }
    }),

  /** ONE transaction. Identities stay: without them a row would be read again, as new. */
  purge: async (target: PurgeTarget): Promise<PurgedState> => {
    // Deleted text is overwritten on disk, not only freed. SQLite only; elsewhere it is up to the server.
    await db.all('PRAGMA secure_delete = ON')
    const purged = await db.transaction(async (tx): Promise<PurgedState> => {
      await choose(tx, target)
      const own = await tx.all(OWN_GROUPS)
      const chosen = await tx.all(CHOSEN)
      const events = await tx.run(
        'UPDATE events SET message = $1 WHERE id IN (SELECT id FROM purge_events)',
        [PURGED],
      )
      await tx.run(
        `UPDATE groups SET title = $1, template = $1 WHERE id IN (SELECT id FROM (${OWN_GROUPS}) AS own)`,
        [PURGED],
      )
      const texts = [...new Set(own.flatMap((row) => [text(row, 'title'), text(row, 'template')]))]
      const scrubTarget: ScrubTarget = {
        requestIds: new Set([
          ...target.requestIds,
          ...chosen.map((row) => requestId(row, 'request_id')),
        ]),
        key: target.key,
        texts: texts.sort((a, b) => b.length - a.length),
      }
      const notifications = await scrubColumn(
        tx,
        { table: 'notifications', keys: ['id'], column: 'payload' },
        scrubTarget,
      )
      const digests = await scrubColumn(
        tx,
        { table: 'digests', keys: ['digest', 'day'], column: 'payload' },
        scrubTarget,
      )
      const alerts = await scrubAlerts(tx, scrubTarget.texts)
      // Stored answers of the model only save another call.
      await tx.run('DELETE FROM explanations')
      await drop(tx)
      return { events, groups: own.length, notifications, digests, alerts }
    })
    await db.all('PRAGMA wal_checkpoint(TRUNCATE)')
    return purged
  },
})

export type Purge = ReturnType<typeof createPurge>

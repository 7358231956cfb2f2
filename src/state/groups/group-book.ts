import { int, text } from '../columns.ts'
import type { Database } from '../database.ts'
import { groupNameOf } from './group-aliases.ts'
import { joinPairs, takeApart } from './group-joins.ts'

/** A group as listed for people. Times in epoch milliseconds. */
interface ListedGroup {
  readonly fingerprint: string
  readonly title: string
  readonly count: number
  readonly firstSeen: number
  readonly lastSeen: number
  /** Fingerprints whose events also go to it. */
  readonly aliases: readonly string[]
  /** Never joined: by hand, or by the configuration. */
  readonly apart: boolean
}

/** What people can read and change about groups. */
export interface GroupBook {
  /** Groups with events, the largest first. */
  readonly listGroups: () => Promise<readonly ListedGroup[]>
  /** The group of a fingerprint's events; null if it is unknown. */
  readonly groupNamed: (fingerprint: string) => Promise<string | null>
  /** ONE transaction: makes `from` a part of `into`, for past and future counts. False if it was already. */
  readonly joinByHand: (from: string, into: string) => Promise<boolean>
  /** ONE transaction: counts new events separately. Returns the fingerprints that are separate now. */
  readonly takeApart: (fingerprint: string) => Promise<readonly string[]>
}

export const createGroupBook = (db: Database): GroupBook => ({
  listGroups: () =>
    db.transaction(async (tx) => {
      const aliases = new Map<string, string[]>()
      const rows = await tx.all('SELECT fingerprint FROM group_aliases ORDER BY fingerprint')
      for (const row of rows) {
        const fingerprint = text(row, 'fingerprint')
        const name = await groupNameOf(tx, fingerprint)
        if (name !== fingerprint) aliases.set(name, [...(aliases.get(name) ?? []), fingerprint])
      }
      const groups = await tx.all(
        `SELECT g.fingerprint, g.title, g.count, g.first_seen, g.last_seen,
           CASE WHEN a.kind IN ('apart', 'kept') THEN 1 ELSE 0 END AS apart
         FROM groups g LEFT JOIN group_aliases a ON a.fingerprint = g.fingerprint
         WHERE g.count > 0 ORDER BY g.count DESC, g.fingerprint`,
      )
      return groups.map((row) => ({
        fingerprint: text(row, 'fingerprint'),
        title: text(row, 'title'),
        count: int(row, 'count'),
        firstSeen: int(row, 'first_seen'),
        lastSeen: int(row, 'last_seen'),
        aliases: aliases.get(text(row, 'fingerprint')) ?? [],
        apart: int(row, 'apart') === 1,
      }))
    }),
  groupNamed: async (fingerprint) => {
    const name = await groupNameOf(db, fingerprint)
    const [row] = await db.all(
      `SELECT 1 AS known FROM groups WHERE fingerprint = $1
       UNION ALL SELECT 1 FROM group_aliases WHERE fingerprint = $2`,
      [name, fingerprint],
    )
    return row === undefined ? null : name
  },
  joinByHand: (from, into) =>
    db.transaction(async (tx) => (await joinPairs(tx, [{ from, into }], 'hand')) > 0),
  takeApart: (fingerprint) => db.transaction((tx) => takeApart(tx, fingerprint, 'apart')),
})

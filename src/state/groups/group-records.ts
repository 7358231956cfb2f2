import type { Fault, GroupIdentity } from '../../domain/event.ts'
import { faultOf, inChunks, int, nameOf, text, tuples } from '../columns.ts'
import type { Executor, Row } from '../database.ts'
import { groupNames } from './group-aliases.ts'

/** All events of one fingerprint, including pruned ones. Times in epoch milliseconds. */
export interface GroupRecord extends GroupIdentity {
  readonly errorType: string | null
  readonly status: string | null
  readonly fault: Fault | null
  readonly firstSeen: number
  readonly lastSeen: number
  readonly count: number
}

/** The columns that `groupOf` reads. */
export const GROUP_COLUMNS =
  'fingerprint, version, template, title, error_type, status, fault, first_seen, last_seen, count'

export const groupOf = (row: Row): GroupRecord => ({
  fingerprint: text(row, 'fingerprint'),
  version: int(row, 'version'),
  template: text(row, 'template'),
  title: text(row, 'title'),
  errorType: nameOf(row, 'error_type'),
  status: nameOf(row, 'status'),
  fault: faultOf(row),
  firstSeen: int(row, 'first_seen'),
  lastSeen: int(row, 'last_seen'),
  count: int(row, 'count'),
})

/**
 * The groups of these fingerprints that have events, by requested fingerprint; a joined one is listed under its
 * group's.
 */
export const readGroups = async (
  db: Executor,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, GroupRecord>> => {
  const found = new Map<string, GroupRecord>()
  const names = await groupNames(db, fingerprints)
  await inChunks(
    [...new Set(names.values())].map((name) => [name]),
    async (count, params) => {
      const rows = await db.all(
        `SELECT ${GROUP_COLUMNS}
         FROM groups WHERE count > 0 AND fingerprint IN (VALUES ${tuples(count, 1)})`,
        params,
      )
      for (const row of rows) {
        const group = groupOf(row)
        found.set(group.fingerprint, group)
      }
    },
  )
  const groups = new Map<string, GroupRecord>()
  for (const [fingerprint, name] of names) {
    const group = found.get(name)
    if (group !== undefined) groups.set(fingerprint, group)
  }
  return groups
}

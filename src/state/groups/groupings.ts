import type { JoinEntry } from '../../classify/grouping/slots.ts'
import { type Migration, type StoredGroup, sampleOf } from '../../classify/grouping/versions.ts'
import type { RegroupStore } from '../../pipeline/ingest/regroup-ports.ts'
import { int, nameOf, text } from '../columns.ts'
import type { Database, Executor } from '../database.ts'
import { readMeta, writeMeta } from '../meta.ts'
import { aliasChanges, enterAlias, noteMember, readAlias, shownOf, TUPLE } from './group-aliases.ts'
import { joinPairs, takeApart } from './group-joins.ts'

/** Yields to timers and connections: every group is looked up separately. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const GROUPED_BY = 'grouped by'

const entryOf = (row: Readonly<Record<string, unknown>>): JoinEntry => ({
  fingerprint: text(row, 'fingerprint'),
  template: text(row, 'template'),
})

/** Fingerprints without an alias are groups that only have events of their own. */
const PLAIN = `FROM groups WHERE fingerprint NOT IN (SELECT fingerprint FROM group_aliases)`

/** A message from the group's last moment, if one is stored; otherwise one made from its template. */
const readStored = async (db: Executor, fingerprint: string): Promise<StoredGroup | null> => {
  const alias = await readAlias(db, fingerprint)
  const table = alias === null ? 'groups' : 'group_aliases'
  const [row] = await db.all(`SELECT ${TUPLE} FROM ${table} WHERE fingerprint = $1`, [fingerprint])
  if (row === undefined) return null
  const { version, template, errorType } = shownOf(row)
  const [event] =
    alias === null
      ? await db.all(
          `SELECT e.message, s.error_type, s.status, s.provider FROM groups g
           JOIN series s ON s.group_id = g.id
           JOIN events e ON e.time_ms = g.last_seen AND e.series_id = s.id
           WHERE g.fingerprint = $1 AND e.message <> '' ORDER BY e.id LIMIT 1`,
          [fingerprint],
        )
      : []
  const sample =
    event === undefined
      ? sampleOf(template, errorType)
      : {
          message: text(event, 'message'),
          errorClass: nameOf(event, 'error_type'),
          statusCode: nameOf(event, 'status'),
          provider: nameOf(event, 'provider'),
        }
  return { fingerprint, version, sample }
}

/** What is stored for `from` has today's version from here on. */
const bringForward = async (tx: Executor, { from, group }: Migration): Promise<void> => {
  for (const table of ['groups', 'group_aliases'])
    await tx.run(
      `UPDATE ${table} SET version = $2, template = $3, title = $4 WHERE fingerprint = $1 AND version > 0`,
      [from, group.version, group.template, group.title],
    )
}

const applyMigrations = async (tx: Executor, migrations: readonly Migration[]): Promise<number> => {
  const pairs: { from: string; into: string }[] = []
  for (const { from, to, group } of migrations) {
    if (from === to) continue
    await enterAlias(tx, from)
    const [row] = await tx.all(`SELECT ${TUPLE} FROM group_aliases WHERE fingerprint = $1`, [from])
    if (row === undefined) continue
    const { version, template, title } = group
    await enterAlias(tx, to)
    await noteMember(tx, to, { ...shownOf(row), version, template, title })
    pairs.push({ from: to, into: from })
  }
  const joined = await joinPairs(tx, pairs, 'version')
  for (const migration of migrations) await bringForward(tx, migration)
  return joined
}

const sameKept = async (tx: Executor, wanted: readonly string[]): Promise<void> => {
  const rows = await tx.all(
    "SELECT fingerprint, kind FROM group_aliases WHERE kind IN ('kept', 'apart')",
  )
  const kinds = new Map(rows.map((row) => [text(row, 'fingerprint'), text(row, 'kind')]))
  for (const [fingerprint, kind] of kinds)
    if (kind === 'kept' && !wanted.includes(fingerprint))
      await tx.run("UPDATE group_aliases SET kind = 'own' WHERE fingerprint = $1", [fingerprint])
  for (const fingerprint of wanted)
    if (!kinds.has(fingerprint)) await takeApart(tx, fingerprint, 'kept')
}

/** Follows each fingerprint to the group of its events, among those read. */
const follow = (targets: ReadonlyMap<string, string>): Map<string, string> => {
  const ends = new Map<string, string>()
  for (const fingerprint of targets.keys()) {
    let name = fingerprint
    for (let up = targets.get(name); up !== undefined && up !== name; up = targets.get(name))
      name = up
    ends.set(fingerprint, name)
  }
  return ends
}

export const createGroupings = (db: Database): RegroupStore => ({
  groupsStanding: async () => {
    const [row = {}] = await db.all('SELECT COALESCE(MAX(id), 0) AS id FROM groups')
    return `${int(row, 'id')} ${await aliasChanges(db)}`
  },
  groupTemplates: async (most) => {
    const groups = await db.all(
      `SELECT fingerprint, template ${PLAIN} ORDER BY last_seen DESC, fingerprint LIMIT $1`,
      [most],
    )
    const members = await db.all(
      'SELECT fingerprint, template FROM group_aliases WHERE version > 0 ORDER BY fingerprint LIMIT $1',
      [most],
    )
    const aliases = await db.all('SELECT fingerprint, target, kind FROM group_aliases')
    const groupOf = follow(
      new Map(aliases.map((row) => [text(row, 'fingerprint'), text(row, 'target')])),
    )
    const alone = new Set(
      aliases
        .filter((row) => row['kind'] === 'apart' || row['kind'] === 'kept')
        .map((row) => text(row, 'fingerprint')),
    )
    return {
      entries: [...groups, ...members].map(entryOf),
      // What has the same fingerprint in another version is pinned with it.
      apart: [...groupOf].flatMap(([fingerprint, name]) => (alone.has(name) ? [fingerprint] : [])),
      groupOf,
    }
  },
  joinGroups: (pairs, reason) => db.transaction((tx) => joinPairs(tx, pairs, reason)),
  pinned: (wanted) => db.transaction((tx) => sameKept(tx, wanted)),
  groupedBy: () => readMeta(db, GROUPED_BY),
  recordGroupedBy: (maker) => writeMeta(db, GROUPED_BY, maker),
  groupNames: async () => {
    const rows = await db.all(
      `SELECT fingerprint ${PLAIN} UNION ALL SELECT fingerprint FROM group_aliases WHERE version > 0
       ORDER BY fingerprint`,
    )
    return rows.map((row) => text(row, 'fingerprint'))
  },
  storedGroups: async (fingerprints) => {
    await pause()
    const stored: StoredGroup[] = []
    for (const fingerprint of fingerprints) {
      const group = await readStored(db, fingerprint)
      if (group !== null) stored.push(group)
    }
    return stored
  },
  mapGroups: (migrations) => db.transaction((tx) => applyMigrations(tx, migrations)),
})

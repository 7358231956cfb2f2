import { type Shown, shownTogether } from '../../classify/grouping/shown.ts'
import { int, intOrNull, nameCell, nameOf, text } from '../columns.ts'
import type { Executor, Row } from '../database.ts'
import { readMeta, writeMeta } from '../meta.ts'

export const TUPLE = 'version, template, title, error_type, status, fault'

const TUPLE_SET = TUPLE.split(', ')
  .map((name) => `${name} = excluded.${name}`)
  .join(', ')

/**
 * Similar fingerprints may differ in their template or title (a mask's name, a status): the smallest one is used,
 * whatever the order.
 */
export const keepSmallest = (table: string): string => `DO UPDATE SET ${TUPLE_SET}
  WHERE excluded.version > ${table}.version OR (excluded.version = ${table}.version AND
    (excluded.template, excluded.title, excluded.error_type, excluded.status, excluded.fault)
    < (${table}.template, ${table}.title, ${table}.error_type, ${table}.status, ${table}.fault))`

export const tupleCells = (shown: Shown) => [
  shown.version,
  shown.template,
  shown.title,
  nameCell(shown.errorType),
  nameCell(shown.status),
  shown.fault,
]

export const shownOf = (row: Row): Shown => ({
  version: int(row, 'version'),
  template: text(row, 'template'),
  title: text(row, 'title'),
  errorType: nameOf(row, 'error_type'),
  status: nameOf(row, 'status'),
  fault: text(row, 'fault'),
})

/**
 * The table of aliases: each fingerprint with the group of its events (`target`, itself for a group's own fingerprint)
 * and the form of its own events. `kind`: `own` goes to itself; `name` does too, and takes precedence as a name;
 * `look-alike`, `version` and `hand` say why it goes elsewhere; `apart` (by hand) and `kept` (by the configuration) are
 * never joined.
 */
export interface Alias {
  readonly target: string
  readonly kind: string
  readonly version: number
}

export const readAlias = async (tx: Executor, fingerprint: string): Promise<Alias | null> => {
  const [row] = await tx.all(
    'SELECT target, kind, version FROM group_aliases WHERE fingerprint = $1',
    [fingerprint],
  )
  return row === undefined
    ? null
    : { target: text(row, 'target'), kind: text(row, 'kind'), version: int(row, 'version') }
}

/** The group of a fingerprint's events: the end of its chain of targets, or itself. */
export const groupNameOf = async (tx: Executor, fingerprint: string): Promise<string> => {
  let name = fingerprint
  while (true) {
    const alias = await readAlias(tx, name)
    if (alias === null || alias.target === name) return name
    name = alias.target
  }
}

/** The requested fingerprints, by the group of their events. */
export const groupNames = async (
  db: Executor,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const names = new Map<string, string>()
  for (const fingerprint of new Set(fingerprints))
    names.set(fingerprint, await groupNameOf(db, fingerprint))
  return names
}

const MEMBERS = `WITH RECURSIVE members (fingerprint) AS (
    SELECT $1
    UNION SELECT a.fingerprint FROM group_aliases a JOIN members m ON a.target = m.fingerprint)
  SELECT ${TUPLE} FROM group_aliases WHERE version > 0 AND fingerprint IN (SELECT fingerprint FROM members)`

/** Recomputes a joined group's description from its members. */
export const reportGroup = async (tx: Executor, name: string): Promise<void> => {
  const shown = shownTogether((await tx.all(MEMBERS, [name])).map(shownOf))
  if (shown === null) return
  await tx.run(
    `UPDATE groups SET version = $2, template = $3, title = $4, error_type = $5, status = $6, fault = $7
     WHERE fingerprint = $1`,
    [name, ...tupleCells(shown)],
  )
}

// A fingerprint without events of its own has version 0 and gives way to any other.
const INSERT_ALIAS = `INSERT INTO group_aliases (fingerprint, target, kind, first_seen, ${TUPLE})
  VALUES ($1, $1, 'own', NULL, $2, $3, $4, $5, $6, $7) ON CONFLICT (fingerprint)`

const NOTHING_KNOWN: Shown = {
  version: 0,
  template: '',
  title: '',
  errorType: null,
  status: null,
  fault: '',
}

/** Records the form of a fingerprint's own events. Returns whether that is new. */
export const noteMember = async (
  tx: Executor,
  fingerprint: string,
  shown: Shown,
): Promise<boolean> =>
  (await tx.run(`${INSERT_ALIAS} ${keepSmallest('group_aliases')}`, [
    fingerprint,
    ...tupleCells(shown),
  ])) > 0

/** Makes sure that a fingerprint is in the table, with what its group has so far. */
export const enterAlias = async (tx: Executor, fingerprint: string): Promise<void> => {
  await tx.run(
    `INSERT INTO group_aliases (fingerprint, target, kind, first_seen, ${TUPLE})
     SELECT fingerprint, fingerprint, 'own', CASE WHEN count > 0 THEN first_seen END, ${TUPLE}
     FROM groups WHERE fingerprint = $1 ON CONFLICT DO NOTHING`,
    [fingerprint],
  )
  await tx.run(`${INSERT_ALIAS} DO NOTHING`, [fingerprint, ...tupleCells(NOTHING_KNOWN)])
}

/** The number of an aliased fingerprint's group, created if it is new. */
export const joinedGroup = async (
  tx: Executor,
  fingerprint: string,
  shown: Shown,
  time: number,
): Promise<number> => {
  const changed = await noteMember(tx, fingerprint, shown)
  const name = await groupNameOf(tx, fingerprint)
  const find = () => tx.all('SELECT id FROM groups WHERE fingerprint = $1', [name])
  const [known] = await find()
  if (known === undefined) {
    // Split from another group: it is not new, although it had no events under its own fingerprint.
    const [row = {}] = await tx.all('SELECT first_seen FROM group_aliases WHERE fingerprint = $1', [
      name,
    ])
    await tx.run(
      `INSERT INTO groups (fingerprint, ${TUPLE}, first_seen, last_seen, since, count)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, 0)`,
      [name, ...tupleCells(shown), time, intOrNull(row, 'first_seen')],
    )
  }
  if (changed || known === undefined) await reportGroup(tx, name)
  const [made = known] = known === undefined ? await find() : []
  return int(made ?? {}, 'id')
}

const CHANGES = 'changes of groups'

/** Increases with every change of the table, by any process, so that caches can be cleared. */
export const aliasChanges = async (db: Executor): Promise<number> =>
  Number((await readMeta(db, CHANGES)) ?? 0)

export const noteChange = async (tx: Executor): Promise<void> =>
  writeMeta(tx, CHANGES, String((await aliasChanges(tx)) + 1))

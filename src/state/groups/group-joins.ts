import type { GroupPair, JoinReason } from '../../pipeline/ingest/regroup-ports.ts'
import { text } from '../columns.ts'
import type { Executor } from '../database.ts'
import { enterAlias, groupNameOf, noteChange, readAlias, reportGroup } from './group-aliases.ts'
import { mergeGroups } from './group-merge.ts'

/** Fingerprints of joined groups win, then those of the older version, then the smaller: the order does not matter. */
const before = async (tx: Executor, one: string, other: string): Promise<boolean> => {
  const rank = async (name: string) => {
    const alias = await readAlias(tx, name)
    return [alias?.kind === 'name' ? 0 : 1, alias?.version ?? 0] as const
  }
  const [[kind, version], [otherKind, otherVersion]] = [await rank(one), await rank(other)]
  if (kind !== otherKind) return kind < otherKind
  return version === otherVersion ? one < other : version < otherVersion
}

/** The fingerprint of a joined group, or the one chosen by hand, wins over all others. */
const nameStays = async (tx: Executor, name: string): Promise<void> => {
  await tx.run(
    `UPDATE group_aliases SET kind = 'name' WHERE fingerprint = $1 AND kind IN ('own', 'apart')`,
    [name],
  )
}

/** Joins one pair; returns their common fingerprint, or null if they were joined already. */
const joinPair = async (
  tx: Executor,
  { from, into }: GroupPair,
  reason: JoinReason,
): Promise<string | null> => {
  await enterAlias(tx, from)
  await enterAlias(tx, into)
  const [one, other] = [await groupNameOf(tx, from), await groupNameOf(tx, into)]
  if (reason === 'look-alike') await nameStays(tx, into)
  if (reason === 'hand') await nameStays(tx, other)
  if (one === other) return null
  const ofTwo = reason !== 'hand' && (await before(tx, one, other))
  const [kept, dropped] = ofTwo ? [one, other] : [other, one]
  // As close to the request as possible, so that splitting `into` also splits what is part of it.
  const target = dropped === from ? into : kept
  await tx.run('UPDATE group_aliases SET target = $2, kind = $3 WHERE fingerprint = $1', [
    dropped,
    target,
    reason,
  ])
  await mergeGroups(tx, dropped, kept)
  return kept
}

/** Joins groups permanently: existing counts move, later ones follow. Returns how many were joined. */
export const joinPairs = async (
  tx: Executor,
  pairs: readonly GroupPair[],
  reason: JoinReason,
): Promise<number> => {
  const names: string[] = []
  for (const pair of pairs) {
    const name = await joinPair(tx, pair, reason)
    if (name !== null) names.push(name)
  }
  const notified = new Set<string>()
  for (const name of names) notified.add(await groupNameOf(tx, name))
  for (const name of notified) await reportGroup(tx, name)
  if (names.length > 0) await noteChange(tx)
  return names.length
}

/**
 * From now on events of this fingerprint are separate, and so are those of all that were joined under it; existing
 * counts stay where they are. Returns the fingerprints that are separate now.
 */
export const takeApart = async (
  tx: Executor,
  fingerprint: string,
  kind: 'apart' | 'kept',
): Promise<readonly string[]> => {
  await enterAlias(tx, fingerprint)
  const children = await tx.all(
    `SELECT fingerprint FROM group_aliases
     WHERE target = $1 AND fingerprint <> $1 AND kind <> 'version' ORDER BY fingerprint`,
    [fingerprint],
  )
  const names = children.map((row) => text(row, 'fingerprint'))
  for (const name of names)
    await tx.run("UPDATE group_aliases SET target = $1, kind = 'own' WHERE fingerprint = $1", [
      name,
    ])
  await tx.run('UPDATE group_aliases SET target = $1, kind = $2 WHERE fingerprint = $1', [
    fingerprint,
    kind,
  ])
  await noteChange(tx)
  return [fingerprint, ...names]
}

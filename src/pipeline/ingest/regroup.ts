import type { Fingerprinted, FingerprintInput } from '../../classify/grouping/fingerprint.ts'
import { joinTemplates } from '../../classify/grouping/join.ts'
import { isComputed } from '../../classify/grouping/short-hash.ts'
import { mapGroups } from '../../classify/grouping/versions.ts'
import type { Logger } from '../../domain/ports.ts'
import type { GroupPair, GroupTemplates, RegroupStore } from './regroup-ports.ts'

export interface RegroupOptions {
  readonly fingerprint: (input: FingerprintInput) => Fingerprinted
  /** The algorithm's version for `fingerprint`. */
  readonly version: number
  /** The operator's rules and masks, as a text that changes when they do. */
  readonly rules: string
  /** Fingerprints that the configuration pins. */
  readonly pinned: readonly string[]
}

/** Maximum number of groups that are compared, the newest; limits memory, whatever the tables contain. */
const MOST = 20_000
const BATCH = 200

/** What the second stage would join and is not joined yet. */
const pairsToJoin = (
  { entries, apart, groupOf }: GroupTemplates,
  pinned: readonly string[],
): readonly GroupPair[] => {
  const aliases = joinTemplates(entries, { pinned: [...apart, ...pinned] })
  const nameOf = (fingerprint: string): string => groupOf.get(fingerprint) ?? fingerprint
  return [...aliases]
    .map(([from, into]) => ({ from, into }))
    .filter(({ from, into }) => nameOf(from) !== nameOf(into))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

/**
 * Keeps groups as an engineer would make them: maps those of an older version or of other rules, once, and joins
 * similar ones whenever there are new groups. Called before events are read and again before the rules are evaluated,
 * so that nobody is notified of a new error that is a known one with another name.
 */
export const createRegroup = (store: RegroupStore, options: RegroupOptions, log: Logger) => {
  const { fingerprint, version, rules, pinned } = options
  const maker = `${version} ${rules}`
  let begun = false
  let seen = ''

  const bringForward = async (signal: AbortSignal): Promise<void> => {
    const before = await store.groupedBy()
    if (before === maker) return
    // With other rules, groups of today's version may get another fingerprint or title too.
    const below = before === null ? version : Number.POSITIVE_INFINITY
    const names = await store.groupNames()
    let mapped = 0
    for (let from = 0; from < names.length; from += BATCH) {
      signal.throwIfAborted()
      // An operator's fixed key is the same in every version; an event that gets one now leaves its old group.
      const part = names.slice(from, from + BATCH).filter(isComputed)
      const migrations = mapGroups(await store.storedGroups(part), fingerprint, below)
      mapped += await store.mapGroups(migrations.filter(({ to }) => isComputed(to)))
    }
    await store.recordGroupedBy(maker)
    if (names.length > 0)
      log.info({ groups: names.length, mapped }, 'groups mapped to new fingerprints')
  }

  const joinLookAlikes = async (): Promise<void> => {
    const standing = await store.groupsStanding()
    if (standing === seen) return
    const pairs = pairsToJoin(await store.groupTemplates(MOST), pinned)
    const joined = pairs.length === 0 ? 0 : await store.joinGroups(pairs, 'look-alike')
    seen = await store.groupsStanding()
    if (joined > 0) log.info({ joined }, 'similar groups joined')
  }

  return async (signal: AbortSignal): Promise<void> => {
    try {
      if (!begun) {
        await bringForward(signal)
        await store.pinned(pinned)
        begun = true
      }
      await joinLookAlikes()
    } catch (error) {
      if (signal.aborted) throw error
      // Separate groups for similar errors are better than errors that are not reported.
      log.error({ error: String(error) }, 'groups could not be joined; the next poll will retry')
    }
  }
}

import type { JoinEntry } from '../../classify/grouping/slots.ts'
import type { Migration, StoredGroup } from '../../classify/grouping/versions.ts'

/** Two fingerprints whose events belong to one group. */
export interface GroupPair {
  readonly from: string
  readonly into: string
}

/** Why groups were joined: they differ in one word, by another version of the algorithm, or by hand. */
export type JoinReason = 'look-alike' | 'version' | 'hand'

/** The data on which the second stage decides. */
export interface GroupTemplates {
  readonly entries: readonly JoinEntry[]
  /** Fingerprints that were split off: they are never joined. */
  readonly apart: readonly string[]
  /** The group of a fingerprint's events; those not listed have their own group. */
  readonly groupOf: ReadonlyMap<string, string>
}

export interface RegroupStore {
  /** Changes when groups were added or joined; cheap to read. */
  readonly groupsStanding: () => Promise<string>
  /** At most `most` groups, the newest, and as many members of joined ones. */
  readonly groupTemplates: (most: number) => Promise<GroupTemplates>
  /** ONE transaction: counts, series and minutes of the groups are added up. Returns how many were joined. */
  readonly joinGroups: (pairs: readonly GroupPair[], reason: JoinReason) => Promise<number>
  /** ONE transaction: exactly these are pinned by the configuration. */
  readonly pinned: (fingerprints: readonly string[]) => Promise<void>
  /** What the fingerprints were last made with; null for a new state. */
  readonly groupedBy: () => Promise<string | null>
  readonly recordGroupedBy: (maker: string) => Promise<void>
  /** Every fingerprint that has events of its own. */
  readonly groupNames: () => Promise<readonly string[]>
  /** Those of them that still exist, each with a sample. */
  readonly storedGroups: (fingerprints: readonly string[]) => Promise<readonly StoredGroup[]>
  /** ONE transaction: today's fingerprints become aliases of the groups. */
  readonly mapGroups: (migrations: readonly Migration[]) => Promise<number>
}

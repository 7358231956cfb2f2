import type { JoinEntry } from '../../classify/grouping/join.ts'
import type { Migration, StoredGroup } from '../../classify/grouping/versions.ts'

/** Two fingerprints whose events are one group. */
export interface GroupPair {
  readonly from: string
  readonly into: string
}

/** Why groups were joined: one word apart, by another version of the algorithm, or by a person. */
export type JoinReason = 'look-alike' | 'version' | 'hand'

/** What the second stage decides by. */
export interface GroupTemplates {
  readonly entries: readonly JoinEntry[]
  /** Fingerprints that were taken apart: they join nothing. */
  readonly apart: readonly string[]
  /** Where the events of a fingerprint go; those that are not in it go to their own group. */
  readonly groupOf: ReadonlyMap<string, string>
}

export interface RegroupStore {
  /** Changes when groups came or were joined; cheap to ask. */
  readonly groupsStanding: () => Promise<string>
  /** At most `most` groups, the newest, and as many members of joined ones. */
  readonly groupTemplates: (most: number) => Promise<GroupTemplates>
  /** ONE transaction: counts, series and minutes of the groups are added up. Returns how many were joined. */
  readonly joinGroups: (pairs: readonly GroupPair[], reason: JoinReason) => Promise<number>
  /** ONE transaction: exactly these are kept apart by the configuration. */
  readonly pinned: (fingerprints: readonly string[]) => Promise<void>
  /** What the fingerprints were last made by; null for a new state. */
  readonly groupedBy: () => Promise<string | null>
  readonly recordGroupedBy: (maker: string) => Promise<void>
  /** Every fingerprint that has events of its own. */
  readonly groupNames: () => Promise<readonly string[]>
  /** Those of them that are still there, each with a sample. */
  readonly storedGroups: (fingerprints: readonly string[]) => Promise<readonly StoredGroup[]>
  /** ONE transaction: the groups are known under today's fingerprints too. */
  readonly mapGroups: (migrations: readonly Migration[]) => Promise<number>
}

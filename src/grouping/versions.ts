import { type Fingerprinted, type FingerprintInput, GROUPING_VERSION } from './fingerprint.ts'

/** A group as an older version of the algorithm left it, with one event that was in it. */
export interface StoredGroup {
  readonly fingerprint: string
  readonly version: number
  /** Any event of the group; its message may be redacted or cut as the state keeps it. */
  readonly sample: FingerprintInput
}

/** What becomes of an old group: `alias` maps its fingerprint to today's. */
export interface Migration {
  readonly from: string
  readonly to: string
  readonly group: Fingerprinted
}

/**
 * Maps groups of older versions to the fingerprints that their samples have today, so that a new
 * version finds its groups known rather than born again. Several old groups may meet in one; an old
 * group that today would be several follows its sample. Groups of today's version, and those whose
 * fingerprint did not change, need no alias.
 */
export const mapGroups = (
  groups: Iterable<StoredGroup>,
  fingerprint: (input: FingerprintInput) => Fingerprinted,
  version: number = GROUPING_VERSION,
): Migration[] => {
  const migrations: Migration[] = []
  for (const stored of groups) {
    if (stored.version >= version) continue
    const group = fingerprint(stored.sample)
    if (group.fingerprint !== stored.fingerprint)
      migrations.push({ from: stored.fingerprint, to: group.fingerprint, group })
  }
  return migrations
}

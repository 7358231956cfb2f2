import { GROUPING_VERSION } from '../classify/grouping/fingerprint.ts'
import { version } from './version.ts'

/** Versions of Lookout, Node and the grouping that made a report. */
export const versions = (): Readonly<Record<string, string | number>> => ({
  lookout: version,
  node: process.versions.node,
  grouping: GROUPING_VERSION,
})

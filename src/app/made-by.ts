import { GROUPING_VERSION } from '../classify/grouping/fingerprint.ts'
import { version } from './version.ts'

/** What made a report: of Lookout, of Node, of the grouping. */
export const versions = (): Readonly<Record<string, string | number>> => ({
  lookout: version,
  node: process.versions.node,
  grouping: GROUPING_VERSION,
})

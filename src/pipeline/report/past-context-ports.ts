import type { WatchGap } from '../../facts/gaps.ts'
import type { DigestStore } from '../digest/digest-ports.ts'
import type { CountStore } from '../evaluate/evaluate-ports.ts'

/** What a period is held against: what was before it, the groups' histories, all requests where they are counted. */
export interface ContextStore
  extends Pick<DigestStore, 'madeDigest'>,
    Pick<
      CountStore,
      'successes' | 'requestsCounted' | 'groupHistory' | 'windowCounts' | 'firstCount'
    > {
  /** When nobody watched, oldest first. */
  readonly watchGaps: () => Promise<readonly WatchGap[]>
}

import type { ClassifiedEvent } from '../events/event.ts'

/** Failures from before Lookout was there: counted, so that rules know what is usual, and otherwise forgotten. */
export interface SeedStore {
  /** How far back failures were counted, epoch milliseconds, and whether that is all; null for not begun. */
  readonly seeded: () => Promise<{ readonly back: number; readonly done: boolean } | null>
  /** ONE transaction: their counts by minute and group, and how far back that reaches now. */
  readonly commitSeed: (seed: {
    readonly events: readonly ClassifiedEvent[]
    readonly back: number
    readonly done: boolean
  }) => Promise<void>
}

import type { ClassifiedEvent } from '../../domain/event.ts'

/** Failures of one minute that differ in nothing that is counted. Times in epoch milliseconds. */
export interface SeedCount {
  /** One of them, without its words. */
  readonly event: ClassifiedEvent
  readonly n: number
  readonly first: number
  readonly last: number
}

/** Failures from before Lookout was there: counted, so that rules know what is usual, and otherwise forgotten. */
export interface SeedStore {
  /** How far back failures were counted, epoch milliseconds, and whether that is all; null for not begun. */
  readonly seeded: () => Promise<{ readonly back: number; readonly done: boolean } | null>
  /** ONE transaction: their counts by minute and group, and how far back that reaches now. */
  readonly commitSeed: (seed: {
    readonly counts: readonly SeedCount[]
    readonly back: number
    readonly done: boolean
  }) => Promise<void>
}

import type { ClassifiedEvent, ErrorEvent, RowKey, SourceTable } from '../../domain/event.ts'
import type { SourceTrouble } from '../../domain/finding.ts'
import type { LatenessCount } from '../../domain/lateness.ts'

/** A position in a table's key order. */
export interface Position {
  readonly startTime: number
  readonly requestId: string
}

/**
 * Failures of one table with startTime in [from, to), after a position, in key order, at most `limit`. `to` null: no
 * upper end.
 */
export interface Slice {
  readonly table: SourceTable
  readonly from: number
  readonly to: number | null
  readonly after: Position | null
  readonly limit: number
}

/** Reads LiteLLM's tables; every call is one short read-only transaction. Throws SourceError. */
export interface FailureSource {
  /** The database's own clock, epoch milliseconds. */
  readonly now: (signal: AbortSignal) => Promise<number>
  /** Which of the two tables exist and may be read; looks up the schema if it is unknown or outdated. */
  readonly tables: (signal: AbortSignal) => Promise<readonly SourceTable[]>
  /** Whether a poll may read this table now: a large one that can only be scanned is read rarely. */
  readonly isDue: (table: SourceTable) => boolean
  /** `sent` is called when the query has been sent: from then on the database works in parallel. */
  readonly read: (
    slice: Slice,
    signal: AbortSignal,
    sent?: () => void,
  ) => Promise<readonly ErrorEvent[]>
  /** Identities only: what a re-read needs to find new rows. */
  readonly keys: (slice: Slice, signal: AbortSignal) => Promise<readonly RowKey[]>
  /** Where a table's rows start and end, at low cost; epoch milliseconds, null if unknown. */
  readonly horizon: (
    table: SourceTable,
    now: number,
    signal: AbortSignal,
  ) => Promise<{
    /** Start of the newest row that is not from the future, including successes. */
    readonly newest: number | null
    /** Rows inserted after this have the true time of insertion in `createdAt`. */
    readonly truthfulAfter: number | null
  }>
  /** The rows with these identities (one table) that still exist, in any order. */
  readonly readKeys: (
    keys: readonly RowKey[],
    signal: AbortSignal,
  ) => Promise<readonly ErrorEvent[]>
}

/** How far a table has been read; all rows up to here are known, except late ones. */
export type HighWaterMark = Position

export interface PageCommit {
  readonly table: SourceTable
  readonly events: readonly ClassifiedEvent[]
  /** When each of the events became visible, if known, to measure lateness. Epoch milliseconds. */
  readonly visibleAt: readonly (number | null)[]
  /** The high-water mark after this page; null leaves it unchanged. It is stored as given (the job decides). */
  readonly mark: HighWaterMark | null
  /** These rows were found by a re-read after their period had been reported (the sweep). */
  readonly late: boolean
  /** Our clock, epoch milliseconds: when the rows were read. */
  readonly now: number
}

export interface PageOutcome {
  /** Rows not known before, including twins. */
  readonly added: number
  readonly known: number
  /** Rows that turned out to be another table's event; included in `added`, but not in groups or counts. */
  readonly twins: number
}

export interface PollStore {
  readonly marks: () => Promise<ReadonlyMap<SourceTable, HighWaterMark>>
  /** Those of these identities that are not stored yet. */
  readonly unknown: (keys: readonly RowKey[]) => Promise<readonly RowKey[]>
  /** ONE transaction: events, groups, per-minute counts, high-water mark. */
  readonly commitPage: (page: PageCommit) => Promise<PageOutcome>
  /** Sets the moment (database's clock) from which events may alert; the first call wins. Returns the stored one. */
  readonly watchSince: (at: number) => Promise<number>
  /** Rows by lateness, of those seen since then (epoch milliseconds, by whole days). */
  readonly lateness: (since: number) => Promise<readonly LatenessCount[]>
  /** The newest start of any row seen in each table, epoch milliseconds. */
  readonly newestSeen: (table: SourceTable) => Promise<number | null>
  readonly recordNewest: (table: SourceTable, at: number | null) => Promise<void>
  readonly recordPoll: (poll: {
    readonly at: number
    readonly ok: boolean
    readonly reason: string
    /** The same as data, where it failed. */
    readonly trouble?: SourceTrouble
  }) => Promise<void>
}

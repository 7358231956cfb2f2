import type { ClassifiedEvent, ErrorEvent, RowKey, SourceTable } from '../../domain/event.ts'
import type { LatenessCount } from '../../domain/lateness.ts'

/** A place in a table's key order. */
export interface Position {
  readonly startTime: number
  readonly requestId: string
}

/** Failures of one table with startTime in [from, to), after a position, in key order, at most `limit`. `to` null: no upper end. */
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
  /** Which of the two tables exist and may be read; detects the shape when it is not known or out of date. */
  readonly tables: (signal: AbortSignal) => Promise<readonly SourceTable[]>
  /** Whether a poll may read this table now: one that can only be read whole, and is large, is read rarely. */
  readonly isDue: (table: SourceTable) => boolean
  /** `sent` is called when the database has been asked: from then on it works without us. */
  readonly read: (
    slice: Slice,
    signal: AbortSignal,
    sent?: () => void,
  ) => Promise<readonly ErrorEvent[]>
  /** Identities only: what a re-read needs to find out what it has not seen. */
  readonly keys: (slice: Slice, signal: AbortSignal) => Promise<readonly RowKey[]>
  /** Where a table's rows begin and end, cheaply; epoch milliseconds, null where that cannot be told. */
  readonly horizon: (
    table: SourceTable,
    now: number,
    signal: AbortSignal,
  ) => Promise<{
    /** Start of the newest row that is not from the future, successes included. */
    readonly newest: number | null
    /** Rows inserted after this carry the true moment of insertion in `createdAt`. */
    readonly truthfulAfter: number | null
  }>
  /** The rows of these identities (one table), those that still exist, in any order. */
  readonly readKeys: (
    keys: readonly RowKey[],
    signal: AbortSignal,
  ) => Promise<readonly ErrorEvent[]>
}

/** How far a table has been read; rows up to here are known but for those that came late. */
export type HighWaterMark = Position

export interface PageCommit {
  readonly table: SourceTable
  readonly events: readonly ClassifiedEvent[]
  /** When each of the events became visible, as far as known: what lateness is measured by. Epoch milliseconds. */
  readonly visibleAt: readonly (number | null)[]
  /** Where the mark stands after this page; null leaves it. It is stored as given (the job decides). */
  readonly mark: HighWaterMark | null
  /** These rows were found by a re-read after their period had been told (the sweep). */
  readonly late: boolean
  /** Ours, epoch milliseconds: when the rows were seen. */
  readonly now: number
}

export interface PageOutcome {
  /** Rows not known before, twins included. */
  readonly added: number
  readonly known: number
  /** Rows that turned out to be another table's event; counted in `added`, not in groups or counts. */
  readonly twins: number
}

export interface PollStore {
  readonly marks: () => Promise<ReadonlyMap<SourceTable, HighWaterMark>>
  /** Those of these identities that no committed page held. */
  readonly unknown: (keys: readonly RowKey[]) => Promise<readonly RowKey[]>
  /** ONE transaction: events, groups, per-minute counts, mark. */
  readonly commitPage: (page: PageCommit) => Promise<PageOutcome>
  /** Sets the moment (database's clock) from which events may alert; the first call wins. Returns the stored one. */
  readonly watchSince: (at: number) => Promise<number>
  /** Rows by how late they became visible, of those seen since then (epoch milliseconds, by whole days). */
  readonly lateness: (since: number) => Promise<readonly LatenessCount[]>
  /** The newest start of any row that each table was seen to hold, epoch milliseconds. */
  readonly newestSeen: (table: SourceTable) => Promise<number | null>
  readonly recordNewest: (table: SourceTable, at: number | null) => Promise<void>
  readonly recordPoll: (poll: {
    readonly at: number
    readonly ok: boolean
    readonly reason: string
  }) => Promise<void>
}

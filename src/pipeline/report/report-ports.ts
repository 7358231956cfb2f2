import type { RowKey, StoredEvent } from '../../domain/event.ts'
import type { RowText } from '../../domain/row-text.ts'
import type { QueuedNotification } from '../evaluate/evaluate-ports.ts'

/**
 * A report's identity, fixed when its events are claimed; after a crash the same files are written again. Its events
 * are those committed after the previous report, up to and including `uptoEvent` (events are numbered in the order of
 * their commits), so that each event is in exactly one report.
 */
export interface ReportClaim {
  readonly id: number
  /** Epoch milliseconds: the report's start, which names its files. */
  readonly startedAt: number
  /** Date folder and HHMMSS, with a suffix if the name was taken: `2026-03-01`, `101502`, `101502-2`. */
  readonly folder: string
  readonly stamp: string
  readonly afterEvent: number
  readonly uptoEvent: number
  /** Number of its events when it was claimed, without twins. */
  readonly count: number
}

export interface ReportStore {
  /** Reports claimed and not finished, oldest first. */
  readonly unfinishedReports: () => Promise<readonly ReportClaim[]>
  /** ONE transaction: claims every event that is in no report yet. Null if there is none. */
  readonly claimReport: (claim: {
    readonly startedAt: number
    readonly folder: string
    readonly stamp: string
  }) => Promise<ReportClaim | null>
  /** The claim's events, newest event time first, in bounded batches; without twins. */
  readonly reportEvents: (claim: ReportClaim) => AsyncIterable<StoredEvent>
  /** ONE transaction: the report is finished, and its notification is queued. */
  readonly finishReport: (done: {
    readonly id: number
    readonly now: number
    readonly files: readonly string[]
    readonly queue: readonly QueuedNotification[]
  }) => Promise<void>
}

/** A full row of a table: all readable columns, under their own names; strings not yet redacted. */
export interface FullRow extends RowText {
  readonly key: RowKey
}

/** Content of a file: text, or bytes that are UTF-8. */
export type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>

export interface FullRowSource {
  /**
   * Full rows with these identities, in any order; rows that are gone are left out. Prompts and bodies only if
   * configured.
   */
  readonly fullRows: (keys: readonly RowKey[], signal: AbortSignal) => Promise<readonly FullRow[]>
}

export interface ArtifactStore {
  /** Whether a file with this folder and name exists already. */
  readonly exists: (folder: string, name: string) => Promise<boolean>
  /** Writes atomically (temporary name, flush, rename, mode 0600). Resolves with the path. Throws ArtifactError. */
  readonly write: (folder: string, name: string, chunks: Chunks) => Promise<string>
}

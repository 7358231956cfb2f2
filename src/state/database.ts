/** Values of a statement. Booleans are stored as 0 and 1, times as epoch milliseconds. */
export type Value = string | number | Uint8Array | null

export type Row = Readonly<Record<string, unknown>>

/**
 * Runs statements in the SQL that SQLite and PostgreSQL both speak, placeholders `$1`, `$2` …
 * Bytes are `BLOB`: in PostgreSQL a domain of that name over bytea.
 * Both throw StateError.
 */
export interface Executor {
  /** Rows changed. */
  readonly run: (sql: string, params?: readonly Value[]) => Promise<number>
  readonly all: (sql: string, params?: readonly Value[]) => Promise<readonly Row[]>
}

/** A snapshot of the state at one moment, for several statements. Must be closed. */
export interface Snapshot extends Pick<Executor, 'all'> {
  readonly close: () => void
}

/** One connection. Calls wait for a running transaction, so that nothing gets into it. */
export interface Database extends Executor {
  /**
   * Commits when `work` resolves, rolls back when it throws. Inside, only `tx` may be used: a call on the database
   * itself would wait for the end of the transaction, and deadlock.
   */
  readonly transaction: <T>(work: (tx: Executor) => Promise<T>) => Promise<T>
  /** As of this moment. Commits continue, and it sees none of them. */
  readonly snapshot: () => Snapshot
  readonly close: () => Promise<void>
}

/**
 * What is wrong with the state. `busy`: another process writes; retry. `full`, `readonly`, `unwritable`: space or
 * permission is missing. `corrupt`: the file is damaged, see setAside. `foreign`: a file of another program. `newer`:
 * made by a newer Lookout. `held`: a daemon holds the lock. `url`: the configuration is wrong. `failed`: anything else.
 */
export type StateFailure =
  | 'busy'
  | 'full'
  | 'readonly'
  | 'unwritable'
  | 'corrupt'
  | 'foreign'
  | 'newer'
  | 'held'
  | 'url'
  | 'failed'

export class StateError extends Error {
  override readonly name = 'StateError'
  readonly failure: StateFailure
  constructor(failure: StateFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.failure = failure
  }
}

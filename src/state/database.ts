/** What a statement takes. Booleans are stored as 0 and 1, times as epoch milliseconds. */
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

/** The state as it was at one moment, to be read in as many statements as it takes. Has to be closed. */
export interface Snapshot extends Pick<Executor, 'all'> {
  readonly close: () => void
}

/** One connection. Calls queue up behind a transaction under way, so that nothing slips into it. */
export interface Database extends Executor {
  /**
   * Commits when `work` resolves, rolls back when it throws. Inside, only `tx` may be used: a call on the
   * database itself would wait for the end of the transaction that waits for it.
   */
  readonly transaction: <T>(work: (tx: Executor) => Promise<T>) => Promise<T>
  /** Of this moment. Commits go on beside it, and it sees none of them. */
  readonly snapshot: () => Snapshot
  readonly close: () => Promise<void>
}

/**
 * What went wrong with the state. `busy`: another process writes; try again. `full`, `readonly`,
 * `unwritable`: somebody has to make room or give permission. `corrupt`: the file is broken, see setAside.
 * `foreign`: a file of another program. `newer`: made by a newer Lookout. `held`: a daemon has it.
 * `url`: the configuration is wrong. `failed`: anything else.
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

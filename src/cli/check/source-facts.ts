import type { SourceTable } from '../../domain/event.ts'

/** One of LiteLLM's log tables as this role finds it. Times in epoch milliseconds; null for none. */
export interface LogTableFacts {
  readonly table: SourceTable
  /** `unusable`: it is there, but what it takes to read failures is not granted. */
  readonly usability: 'usable' | 'unusable' | 'missing'
  /** Columns that are there but may not be read. */
  readonly unreadable: readonly string[]
  /** Whether a read bounded by time is cheap. */
  readonly timeIndexed: boolean
  readonly estimatedRows: number
  /** On the disk; null where it cannot be seen. */
  readonly bytes: number | null
  /** Whether the database would read the table whole for a poll, whatever indexes there are. */
  readonly readWhole: boolean
  /** Oldest row whose stamp is the proxy's local time. */
  readonly oldestLocal: number | null
  readonly newestFailure: number | null
  /** Newest row that is no failure; null for ErrorLogs, which has none. */
  readonly newestSuccess: number | null
}

/** What was found in the source. */
export interface SourceFacts {
  /** Host and database, without credentials. */
  readonly where: string
  readonly schema: string
  /** Other schemas that hold LiteLLM's tables. */
  readonly elsewhere: readonly string[]
  readonly tables: readonly LogTableFacts[]
  /** Whether key aliases can be looked up in the token table. */
  readonly tokensReadable: boolean
  readonly role: {
    readonly user: string
    readonly superuser: boolean
    readonly canWrite: boolean
    readonly prompts: readonly string[]
  }
  /** The statements that would grant what is read. */
  readonly grants: string
  /** Zone that stamps from before February 2025 are read in. */
  readonly timezone: string
  /** The database's clock. */
  readonly now: number
  /** How far back `newestFailure` and `newestSuccess` looked. */
  readonly lookbackMs: number
}

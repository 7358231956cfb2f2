/** The table a failure was read from, without LiteLLM's prefix: `"LiteLLM_SpendLogs"`, `"LiteLLM_ErrorLogs"`. */
export type SourceTable = 'SpendLogs' | 'ErrorLogs'

/** Whose doing a failure is. Caller: bad request, key, budget, context length. Capacity: 429, no deployment left. */
export type Fault = 'caller' | 'provider' | 'capacity' | 'proxy'

/** What stands where LiteLLM wrote nothing. */
export const UNKNOWN = 'unknown'

/** Identity of a row: equal keys are one row for ever. `startTime` in epoch milliseconds, UTC. */
export interface RowKey {
  readonly table: SourceTable
  readonly requestId: string
  readonly startTime: number
}

/**
 * One failed request, the same shape whichever table it came from. All times are epoch milliseconds, UTC.
 * Text is as the table holds it: untrusted, and in `message` not yet redacted.
 */
export interface ErrorEvent extends RowKey {
  /** The moment of the failure (the row's endTime): what minutes, windows and days are counted by. */
  readonly time: number
  /** When the row was inserted, where the table knows; null elsewhere. */
  readonly createdAt: number | null
  /** model_group, else model; ErrorLogs: model_group, else litellm_model_name; else `unknown`. */
  readonly model: string
  readonly provider: string
  /** The hash LiteLLM stores, '' for none: the stable label of a key. */
  readonly keyHash: string
  /** Alias of the key in the row, else in the token table, else the short hash, else `unknown`. */
  readonly keyName: string
  readonly teamId: string
  /** Alias of the team, else its id, else `unknown`. */
  readonly team: string
  /** The status or error code as text, else the row's status word. */
  readonly status: string
  readonly errorType: string
  readonly message: string
  /** Last line of the traceback, '' where there is none: all there is to tell of a ProxyException. */
  readonly tracebackTail: string
}

/** What look-alikes share. `version` is that of the algorithm which made the fingerprint. */
export interface GroupIdentity {
  readonly fingerprint: string
  readonly version: number
  readonly template: string
  readonly title: string
}

/** An event that has been through redaction, grouping and the fault table; it may be stored and shown. */
export interface ClassifiedEvent extends ErrorEvent {
  readonly group: GroupIdentity
  readonly fault: Fault
  /** Its time lies ahead of the database's clock: taken, but never moves the mark. */
  readonly fromFuture: boolean
}

/** What the state remembers of an event; enough to tell it, to count it and to read its row again. */
export interface StoredEvent
  extends Omit<ClassifiedEvent, 'createdAt' | 'teamId' | 'tracebackTail'> {
  /** Found by a re-read after its period had been told. */
  readonly late: boolean
}

/** What alerts and counts are taken by. One series is one combination of these. */
export interface Dimensions {
  readonly model: string
  readonly provider: string
  readonly keyHash: string
  readonly keyName: string
  readonly team: string
  readonly status: string
  readonly errorType: string
  readonly fault: Fault
  readonly fingerprint: string
}

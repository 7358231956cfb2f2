/** The table a failure was read from, without LiteLLM's prefix: `"LiteLLM_SpendLogs"`, `"LiteLLM_ErrorLogs"`. */
export type SourceTable = 'SpendLogs' | 'ErrorLogs'

/** The cause of a failure. Caller: bad request, key, budget, context length. Capacity: 429, no deployment left. */
export type Fault = 'caller' | 'provider' | 'capacity' | 'proxy'

/** Identity of a row: rows with equal keys are the same row. `startTime` in epoch milliseconds, UTC. */
export interface RowKey {
  readonly table: SourceTable
  readonly requestId: string
  readonly startTime: number
}

/** What LiteLLM writes beside an error about its origin: used to decide the cause, and not stored. */
export interface ErrorEvidence {
  /** `error_information.llm_provider`: null in most failures of the proxy itself. */
  readonly errorProvider: string | null
  /** `custom_llm_provider`: since 1.108 the requested model's provider, whatever failed. */
  readonly askedProvider: string | null
  /** `503_PROVIDER_OVERLOADED`, since 1.108. */
  readonly normalizedError: string | null
  /** `litellm_rate_limit` or `vendor_rate_limit`. */
  readonly rateLimitCategory: string | null
  /** Whose budget was exceeded: `key`, `team`, `user` … */
  readonly budgetEntity: string | null
  /** The function that raised it, from the traceback: `get_key_object`. */
  readonly lastFrame: string | null
}

/**
 * One failed request, in the same form whichever table it came from. All times are epoch milliseconds, UTC. Text is as
 * in the table: untrusted, and in `message` not yet redacted. What LiteLLM did not write is null, never '' and never a
 * word: `unknown` is only for display.
 */
export interface ErrorEvent extends RowKey {
  /** The time of the failure (the row's endTime), by which it is counted in minutes, windows and days. */
  readonly time: number
  /** When the row was inserted, if the table has that; otherwise null. */
  readonly createdAt: number | null
  /** model_group, otherwise model; in ErrorLogs: model_group, otherwise litellm_model_name. */
  readonly model: string | null
  readonly provider: string | null
  /** The hash LiteLLM stores: the stable label of a key. */
  readonly keyHash: string | null
  /** Alias of the key in the row, otherwise in the token table, otherwise the short hash. */
  readonly keyName: string | null
  readonly teamId: string | null
  /** Alias of the team, otherwise its id. */
  readonly team: string | null
  /** The HTTP status as text, otherwise the row's status word. */
  readonly status: string | null
  /** The provider's own word for the error (`content_filter`), if LiteLLM wrote it instead of a status. */
  readonly code?: string | null
  readonly errorType: string | null
  /** '' if there is none. */
  readonly message: string
  /** The exception in the traceback, '' if there is none: the only information about a ProxyException. */
  readonly tracebackTail: string
  /** Only in rows of SpendLogs. */
  readonly evidence?: ErrorEvidence
}

/** What similar failures have in common. `version` is that of the algorithm that made the fingerprint. */
export interface GroupIdentity {
  readonly fingerprint: string
  readonly version: number
  readonly template: string
  readonly title: string
}

/** An event after redaction, grouping and the fault table; it may be stored and shown. */
export interface ClassifiedEvent extends Omit<ErrorEvent, 'code' | 'evidence'> {
  readonly group: GroupIdentity
  readonly fault: Fault | null
  /** Its time is ahead of the database's clock: it is stored, but does not move the high-water mark. */
  readonly fromFuture: boolean
}

/** What the state keeps of an event: enough to report it, count it and read its row again. */
export interface StoredEvent
  extends Omit<ClassifiedEvent, 'createdAt' | 'teamId' | 'tracebackTail'> {
  /** Found by a re-read after its period had been reported. */
  readonly late: boolean
}

/** The labels of alerts and counts. A series is one combination of them. */
export interface Dimensions {
  readonly model: string | null
  readonly provider: string | null
  readonly keyHash: string | null
  readonly keyName: string | null
  readonly team: string | null
  readonly status: string | null
  readonly errorType: string | null
  readonly fault: Fault | null
  readonly fingerprint: string
}

/** The table a failure was read from, without LiteLLM's prefix: `"LiteLLM_SpendLogs"`, `"LiteLLM_ErrorLogs"`. */
export type SourceTable = 'SpendLogs' | 'ErrorLogs'

/** Whose doing a failure is. Caller: bad request, key, budget, context length. Capacity: 429, no deployment left. */
export type Fault = 'caller' | 'provider' | 'capacity' | 'proxy'

/** Identity of a row: equal keys are one row for ever. `startTime` in epoch milliseconds, UTC. */
export interface RowKey {
  readonly table: SourceTable
  readonly requestId: string
  readonly startTime: number
}

/** What LiteLLM writes beside an error that tells who speaks: for the decision whose it is, and not kept. */
export interface ErrorEvidence {
  /** `error_information.llm_provider`: null in most failures of the proxy itself. */
  readonly errorProvider: string | null
  /** `custom_llm_provider`: since 1.108 that of the model asked for, whoever failed. */
  readonly askedProvider: string | null
  /** `503_PROVIDER_OVERLOADED`, since 1.108. */
  readonly normalizedError: string | null
  /** `litellm_rate_limit` or `vendor_rate_limit`. */
  readonly rateLimitCategory: string | null
  /** Whose budget was exceeded: `key`, `team`, `user` … */
  readonly budgetEntity: string | null
  /** The function in which it was raised, by the traceback: `get_key_object`. */
  readonly lastFrame: string | null
}

/**
 * One failed request, the same shape whichever table it came from. All times are epoch milliseconds, UTC.
 * Text is as the table holds it: untrusted, and in `message` not yet redacted. What LiteLLM did not write is null, never
 * '' and never a word: `unknown` is what a person reads, made where it is shown.
 */
export interface ErrorEvent extends RowKey {
  /** The moment of the failure (the row's endTime): what minutes, windows and days are counted by. */
  readonly time: number
  /** When the row was inserted, where the table knows; null elsewhere. */
  readonly createdAt: number | null
  /** model_group, else model; ErrorLogs: model_group, else litellm_model_name. */
  readonly model: string | null
  readonly provider: string | null
  /** The hash LiteLLM stores: the stable label of a key. */
  readonly keyHash: string | null
  /** Alias of the key in the row, else in the token table, else the short hash. */
  readonly keyName: string | null
  readonly teamId: string | null
  /** Alias of the team, else its id. */
  readonly team: string | null
  /** The HTTP status as text, else the row's status word. */
  readonly status: string | null
  /** The provider's own word for the error (`content_filter`), where LiteLLM wrote it in place of a status. */
  readonly code?: string | null
  readonly errorType: string | null
  /** '' where there is none. */
  readonly message: string
  /** What was raised, by the traceback, '' where there is none: all there is to tell of a ProxyException. */
  readonly tracebackTail: string
  /** Of rows of SpendLogs. */
  readonly evidence?: ErrorEvidence
}

/** What look-alikes share. `version` is that of the algorithm which made the fingerprint. */
export interface GroupIdentity {
  readonly fingerprint: string
  readonly version: number
  readonly template: string
  readonly title: string
}

/** An event that has been through redaction, grouping and the fault table; it may be stored and shown. */
export interface ClassifiedEvent extends Omit<ErrorEvent, 'code' | 'evidence'> {
  readonly group: GroupIdentity
  readonly fault: Fault | null
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

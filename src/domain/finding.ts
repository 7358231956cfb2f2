/** Why an alert notification goes out. */
export type AlertReason = 'first seen' | 'still firing' | 'resolved' | 'resolved, end unknown'

/** What alerts are labelled by. */
type FindingLabel =
  | 'model'
  | 'key'
  | 'team'
  | 'provider'
  | 'error_type'
  | 'status'
  | 'fault'
  | 'group'

/** What an operator can do about a source that cannot be read. */
export type SourceRemedy =
  | 'login'
  | 'certificate'
  | 'expired'
  | 'otherName'
  | 'noTls'
  | 'unreachable'
  | 'restarting'
  | 'database'
  | 'grant'
  | 'tables'
  | 'columns'
  | 'locked'
  | 'slow'
  | 'standby'
  | 'connections'
  | 'databaseLog'

/** Why the source could not be read. `error`: the database's own words, redacted. */
export interface SourceTrouble {
  readonly error: string
  /** Host, port and database; absent where the error is none of a connection. */
  readonly where?: string
  readonly remedy?: SourceRemedy
  /** The statements that grant what is missing; empty where nothing is. */
  readonly grants?: string
}

/** Why Lookout has no data. */
export type NoDataCause =
  | ({ readonly kind: 'unreadable' } & SourceTrouble)
  | { readonly kind: 'silent' }

interface Windowed {
  readonly windowMs: number
}

/** What a rule found, as data: each locale makes its own sentence of it. Lengths in milliseconds, times since the epoch. */
export type Finding = FindingKind & {
  /** It fired and resolved so many times within this long; it now counts as firing until it was quiet for as long. */
  readonly flapping?: { readonly times: number; readonly windowMs: number }
}

type FindingKind =
  | (Windowed & {
      readonly kind: 'threshold'
      readonly count: number
      readonly threshold: number
      /** Rows that were logged late filled a window that was over already. */
      readonly late?: { readonly endedAt: number }
    })
  | (Windowed & {
      readonly kind: 'rate'
      readonly failures: number
      readonly requests: number
      /** Above this share the rule fires, 0 to 1. */
      readonly limit: number
    })
  | (Windowed & {
      readonly kind: 'spike'
      readonly count: number
      readonly expected: number
      /** How likely so many are by chance; null where the count alone settled it. */
      readonly chance: number | null
    })
  | (Windowed & {
      readonly kind: 'new_error'
      readonly count: number
      readonly threshold: number
    })
  | (Windowed & {
      readonly kind: 'regression'
      readonly count: number
      readonly threshold: number
      /** How long the error had not been seen. */
      readonly quietMs: number
    })
  | (Windowed & {
      readonly kind: 'cardinality'
      readonly failures: number
      readonly of: FindingLabel
      readonly distinct: number
      readonly threshold: number
    })
  | (Windowed & {
      readonly kind: 'flatline'
      readonly of: 'requests' | 'successes'
      readonly count: number
      readonly silentMs: number
      /** At this hour of the week there are at least so many in a window; null where that is not known. */
      readonly usual: number | null
    })
  | {
      readonly kind: 'no_data'
      readonly since: number
      /** Null when data comes again. */
      readonly cause: NoDataCause | null
    }
  /** Of an alert that an earlier version stored: its numbers are all that is known. */
  | { readonly kind: 'unknown' }

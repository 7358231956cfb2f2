/** Whose the failure is, in Lookout's words; `none` where the client was served and no event may be. */
export type ExpectedFault = 'caller' | 'capacity' | 'provider' | 'proxy' | 'none'

/** Accounts that the run makes in the proxy; each case names the one whose key it sends. */
export type AccountName =
  | 'good'
  | 'blocked'
  | 'expired'
  | 'narrow'
  | 'narrow team'
  | 'key over budget'
  | 'team over budget'
  | 'user over budget'
  | 'key rpm'
  | 'key tpm'
  | 'team rpm'
  | 'unseen'

/** One request in the wire form of the route it goes to. */
export interface Wire {
  readonly path: string
  /** An object goes as JSON, a text as it is, a form as multipart. */
  readonly body: Readonly<Record<string, unknown>> | string | FormData
  readonly account: AccountName | { readonly key: string | null }
  readonly headers?: Readonly<Record<string, string>>
}

export interface Case {
  readonly name: string
  readonly fault: ExpectedFault
  readonly wire: Wire
  /** How many requests of a full run; default 5. */
  readonly times?: number
  /** So many requests go before, one by one, and use up a limit; those that fail are as the rest. */
  readonly before?: number
  /** Left out of `--short`: it waits long, or a like one is in. */
  readonly long?: true
  /** Tables that are out of the proxy's reach while the case runs. */
  readonly withoutTable?: string
}

/** What the client of one request got. */
export interface Seen {
  readonly failed: boolean
  /** HTTP status, or null when the connection gave none. */
  readonly status: number | null
  /** How it ended: `answer`, `error`, `stream broke`, `no answer`. */
  readonly outcome: 'answer' | 'error' | 'stream broke' | 'no answer'
  /** The first characters of the error's body. */
  readonly body: string
}

export interface Sent {
  readonly case: Case
  /** The call id the client chose; the proxy takes it as the request_id of a failure row. */
  readonly id: string
  /** When it was sent and when its answer had ended, epoch milliseconds. */
  readonly began: number
  readonly ended: number
  readonly seen: Seen
}

/** Why the run cannot be made here; it is no failure of Lookout. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}

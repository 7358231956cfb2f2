import type { ApiKey, Deployment } from './cast.ts'
import type { Random } from './random.ts'

/** Who asked for what when it failed: what a message is made of. */
export interface Attempt {
  readonly deployment: Deployment
  readonly key: ApiKey
  /** Epoch milliseconds. */
  readonly time: number
}

/** One way for a request to fail, in the words LiteLLM would log. */
export interface FailureKind {
  readonly id: string
  /** How common it is on an ordinary day, against the other kinds. */
  readonly weight: number
  /** metadata.error_information.error_class */
  readonly errorClass: string
  /** metadata.error_information.error_code: text, and empty for what LiteLLM gives no code. */
  readonly code: string
  /** Public names of the models it happens to. */
  readonly models: readonly string[]
  /** Aliases of the keys it happens to; every key when absent. */
  readonly keys?: readonly string[]
  /** The proxy's own decision, before any provider was asked: the row names none. */
  readonly ofProxy?: true
  /** The proxy turned the caller away before it knew a key: the row names none. */
  readonly anonymous?: true
  /** Empty for every ProxyException: LiteLLM leaves only class, code and traceback. */
  readonly message: (random: Random, attempt: Attempt) => string
  /** The traceback's last line, where it says more than the message. */
  readonly lastLine?: (random: Random, attempt: Attempt) => string
}

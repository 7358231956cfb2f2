import type { Notification } from './notification.ts'

/** The result of an accepted message. `detail` is what people should know, such as refused recipients. */
export interface Delivered {
  readonly detail?: string
  /** The recipients, among several, who do not get it. */
  readonly missed?: readonly string[]
}

/**
 * A place to send messages to. `send` resolves only after the receiver accepted the message; otherwise it throws a
 * DeliveryError.
 */
export interface Channel {
  readonly name: string
  readonly kind: 'slack' | 'email' | 'webhook' | 'alertmanager'
  /** It gets only what names it: the channel of a digest's own recipients. Default false. */
  readonly reserved?: boolean
  readonly send: (
    notification: Notification,
    now: number,
    signal: AbortSignal,
  ) => Promise<Delivered>
  /** Checks the receiver without sending anything and resolves with what was found; throws a DeliveryError. */
  readonly verify: (signal: AbortSignal) => Promise<string>
}

/** What to do after a failed send: retry (after so many milliseconds, if the receiver named them) or give up. */
export type Retry = { readonly again: true; readonly afterMs?: number } | { readonly again: false }

export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  readonly retry: Retry
  /** Short, for logs and metric labels: `http 429`, `timeout`, `no_service`, `550`. */
  readonly reason: string
  constructor(message: string, reason: string, retry: Retry, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
    this.retry = retry
  }
}

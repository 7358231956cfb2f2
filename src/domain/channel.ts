import type { Notification } from './notification.ts'

/** What the channel answered, when it took the message. `detail` names what a person should know (refused recipients). */
export interface Delivered {
  readonly detail?: string
  /** Those of several recipients who do not get it. */
  readonly missed?: readonly string[]
}

/** A place to tell. `send` resolves only after the other side said yes; else it throws a DeliveryError. */
export interface Channel {
  readonly name: string
  readonly kind: 'slack' | 'email' | 'webhook' | 'alertmanager'
  /** It is told only what names it: a digest's own recipients. Default false. */
  readonly reserved?: boolean
  readonly send: (
    notification: Notification,
    now: number,
    signal: AbortSignal,
  ) => Promise<Delivered>
  /** Asks the other side without sending anything, and resolves with what that showed; throws a DeliveryError. */
  readonly verify: (signal: AbortSignal) => Promise<string>
}

/** What to do after a failed send: try again (after so many milliseconds, if the other side named them) or give up. */
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

import { type Dispatcher, request } from 'undici'
import type { Retry } from '../domain/channel.ts'
import { retryAfterMs } from '../domain/retry-after.ts'
import { HOUR_MS } from '../domain/units.ts'
import { brokenConnection, withDeadline } from './deadline.ts'

/** Asked to wait longer than this, the other side is asked anyway: a wrong header must not silence a channel. */
const longestWaitMs = HOUR_MS

/** To be tried again, after the wait that the other side named, if it did. */
export const retryOf = (
  retryAfter: string | readonly string[] | null | undefined,
  now: number,
): Retry => {
  const afterMs = retryAfterMs(retryAfter, now)
  return afterMs === null
    ? { again: true }
    : { again: true, afterMs: Math.min(afterMs, longestWaitMs) }
}

export interface AnswersOptions {
  readonly timeoutMs: number
  readonly dispatcher?: Dispatcher
}

/**
 * Whether somebody answers at the origin of an address; what they answer does not matter. Neither path nor credentials
 * are sent: whoever has those may post. Resolves with the host; throws DeliveryError.
 */
export const answers = async (
  address: string,
  { timeoutMs, dispatcher }: AnswersOptions,
  signal: AbortSignal,
): Promise<string> => {
  const { origin, host } = new URL(address)
  await withDeadline(timeoutMs, signal, async (inTime) => {
    try {
      const { body } = await request(origin, {
        method: 'HEAD',
        headers: { 'user-agent': 'lookout' },
        signal: inTime,
        ...(dispatcher === undefined ? {} : { dispatcher }),
      })
      await body.dump()
    } catch (error) {
      throw brokenConnection(host, error)
    }
  })
  return host
}

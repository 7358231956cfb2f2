import { type Dispatcher, request } from 'undici'

export interface HeartbeatOptions {
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** For one call in all, milliseconds; default 10 s. */
  readonly timeoutMs?: number
  readonly dispatcher?: Dispatcher
}

/**
 * Calls an outside dead man's switch. Throws when it does not answer with 2xx in time; the address stands in no error,
 * since whoever has it can keep the switch quiet.
 */
export const createHeartbeat = (options: HeartbeatOptions) => {
  const { url, method, timeoutMs = 10_000, dispatcher } = options
  return async (signal: AbortSignal): Promise<void> => {
    const { statusCode, body } = await request(url, {
      method,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(dispatcher === undefined ? {} : { dispatcher }),
    })
    await body.dump({ limit: 65_536 })
    if (statusCode < 200 || statusCode > 299)
      throw new Error(`the heartbeat was answered with http ${statusCode}`)
  }
}

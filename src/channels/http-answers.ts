import { type Dispatcher, request } from 'undici'
import { brokenConnection, withDeadline } from './deadline.ts'

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

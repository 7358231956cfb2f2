import { DeliveryError } from '../domain/channel.ts'
import { messageOf } from '../domain/reason.ts'

/**
 * Runs a send under a total time limit. Past it the send fails with reason `timeout`, even when what it waits for does
 * not listen to its signal; a caller's abort ends it with reason `stopped`. Both may be tried again.
 */
export const withDeadline = async <T>(
  timeoutMs: number,
  signal: AbortSignal,
  send: (inTime: AbortSignal) => Promise<T>,
): Promise<T> => {
  const deadline = AbortSignal.timeout(timeoutMs)
  const either = AbortSignal.any([deadline, signal])
  const ended = Promise.withResolvers<never>()
  const end = (): void => {
    ended.reject(
      signal.aborted
        ? new DeliveryError('stopped while sending', 'stopped', { again: true })
        : new DeliveryError(`no answer within ${timeoutMs} ms`, 'timeout', { again: true }),
    )
  }
  if (either.aborted) end()
  either.addEventListener('abort', end, { once: true })
  try {
    return await Promise.race([ended.promise, either.aborted ? ended.promise : send(either)])
  } finally {
    either.removeEventListener('abort', end)
  }
}

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

/** The causes of an error, outermost first; libraries wrap what the socket said two or three deep. */
const chain = (error: unknown): readonly Error[] => {
  const found: Error[] = []
  let next = error
  while (next instanceof Error && found.length < 5) {
    found.push(next)
    next = next.cause
  }
  return found
}

/** No answer came: refused, reset, unknown host, wrong certificate. Worth another try. */
export const brokenConnection = (whom: string, error: unknown): DeliveryError => {
  const errors = chain(error)
  const said = errors.findLast((each) => each.message !== '') ?? error
  const code = errors.map(codeOf).findLast((each) => each !== null && /^[A-Z]/.test(each)) ?? null
  const message = messageOf(said)
  return new DeliveryError(
    `${whom} cannot be reached: ${message}`,
    code ?? 'connection',
    { again: true },
    { cause: error },
  )
}

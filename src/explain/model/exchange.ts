import { type Dispatcher, request } from 'undici'
import type { Clock } from '../../domain/ports.ts'
import { retryAfterMs } from '../../domain/retry-after.ts'
import { LlmError, startOf } from './llm-error.ts'
import { RETRY_CODES, retryStatus } from './model-retry.ts'

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** The URL as errors show it. */
  readonly shown: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** Longest body read, in bytes. */
  readonly maxBytes: number
  /** Silence longer than this ends it, in milliseconds; the total is the signal's. */
  readonly silence: number
  readonly dispatcher: Dispatcher | undefined
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** Reads to the end, to the mark that ends a stream (some servers keep the line open after it), or to the limit. */
const readBody = async (
  body: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<{ readonly text: string; readonly tooLong: boolean }> => {
  const chunks: Buffer[] = []
  let size = 0
  let tail = ''
  for await (const chunk of body) {
    size += chunk.length
    chunks.push(chunk)
    if (size > maxBytes) break
    tail = (tail + chunk.subarray(-64).toString('latin1')).slice(-64)
    if (/\bdata: ?\[DONE\]\s*$/.test(tail)) break
  }
  // Leaving the loop early destroys the stream, and with it the connection: nothing more is read.
  return { text: Buffer.concat(chunks).toString('utf8'), tooLong: size > maxBytes }
}

/**
 * One request and its whole answer as text. Throws LlmError for anything but a 2xx with a body within bounds, and the
 * signal's reason when that ended it. The clock is for Retry-After dates.
 */
export const exchange = async (
  { method, url, shown, headers, body, maxBytes, silence, dispatcher }: ExchangeRequest,
  signal: AbortSignal,
  clock: Clock,
): Promise<string> => {
  try {
    const response = await request(url, {
      method,
      headers,
      body,
      signal,
      headersTimeout: silence,
      bodyTimeout: silence,
      ...(dispatcher === undefined ? {} : { dispatcher }),
    })
    const status = response.statusCode
    const { text, tooLong } = await readBody(response.body, maxBytes)
    if (tooLong) {
      throw new LlmError(
        `the LLM at ${shown} answered ${status} with more than ${maxBytes} bytes; it begins: ${startOf(text)}`,
        { status, failure: { kind: 'too_long', address: shown, bytes: maxBytes } },
      )
    }
    if (status >= 200 && status < 300) return text
    const { location, 'retry-after': retryAfter } = response.headers
    const to = typeof location === 'string' ? ' (a redirect, which is not followed)' : ''
    throw new LlmError(`the LLM at ${shown} answered ${status}${to}: ${startOf(text)}`, {
      failure: {
        kind: 'refused',
        address: shown,
        status,
        body: startOf(text),
        redirect: to !== '',
      },
      status,
      retry: retryStatus(status),
      retryAfter: retryAfterMs(retryAfter, clock.now()),
    })
  } catch (cause) {
    if (cause instanceof LlmError) throw cause
    signal.throwIfAborted()
    const reason = startOf(cause instanceof Error ? cause.message || codeOf(cause) : String(cause))
    throw new LlmError(`the LLM at ${shown} could not be reached: ${reason}`, {
      failure: { kind: 'unreachable', address: shown, error: reason },
      retry: RETRY_CODES.has(codeOf(cause)),
      cause,
    })
  }
}

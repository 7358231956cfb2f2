import { plainText } from '../../classify/redaction/plain-text.ts'
import { redact } from '../../classify/redaction/redact.ts'
import type { ModelFailure } from '../../domain/explanation-note.ts'

/** The model gave no usable answer. The message says where, what and how the answer began; it holds no secrets. */
export class LlmError extends Error {
  override readonly name = 'LlmError'
  /** What people read of it, in their own locale. */
  readonly failure: ModelFailure
  /** HTTP status; null when there was no answer. */
  readonly status: number | null
  /** Whether trying again can help. */
  readonly retry: boolean
  /** How long the other side asked to wait, in milliseconds; null when it did not say. */
  readonly retryAfter: number | null

  constructor(
    message: string,
    options: {
      readonly failure?: ModelFailure
      readonly status?: number | null
      readonly retry?: boolean
      readonly retryAfter?: number | null
      readonly cause?: unknown
    } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.failure = options.failure ?? { kind: 'failed', error: message }
    this.status = options.status ?? null
    this.retry = options.retry ?? false
    this.retryAfter = options.retryAfter ?? null
  }
}

/** How an answer began, fit for a log line and a message to people. */
export const startOf = (body: string): string => {
  const start = plainText(redact(body.slice(0, 2000)).text.replace(/\s+/g, ' ').trim(), 300)
  return start === '' ? 'an empty body' : start
}

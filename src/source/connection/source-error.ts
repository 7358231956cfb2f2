/**
 * The source could not be read. `message` says what failed and where, never with the password; `remedy` is one sentence
 * for the operator; `retry` says whether trying again unchanged can help; `code` is the SQLSTATE or the system's code.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly where: string
  readonly code: string
  readonly retry: boolean
  readonly remedy: string

  constructor(
    message: string,
    details: {
      readonly where: string
      readonly code: string
      readonly retry: boolean
      readonly remedy: string
      readonly cause?: unknown
    },
  ) {
    super(message, { cause: details.cause })
    this.where = details.where
    this.code = details.code
    this.retry = details.retry
    this.remedy = details.remedy
  }
}

import type { Fault } from '../domain/event.ts'

/** One line of the table: all that it gives must hold. Read from the top; the first that holds decides. */
export interface FaultLine {
  /** Found in the beginning of the message. */
  readonly message?: RegExp
  readonly errorTypes?: readonly string[]
  /** `429`, or `5xx` for a hundred of them. */
  readonly statuses?: readonly string[]
  /** Did the failure come from a provider, or does the proxy speak for itself? */
  readonly from?: 'provider' | 'proxy'
  readonly fault: Fault
}

/**
 * Whose doing a failure is. What the message says goes before class and status, which can mislead: a
 * 503 may wrap a prompt that is too long, and Ollama's unknown model is a connection error with 500.
 */
export const FAULT_TABLE: readonly FaultLine[] = [
  // The caller's budget, however it is wrapped: LiteLLM raises it as 400, 429 or without a status.
  { errorTypes: ['BudgetExceededError'], fault: 'caller' },
  {
    message: /budget has been exceeded|exceeded\w*budget|over budget|exceeded their budget/i,
    fault: 'caller',
  },
  // The prompt is too long for the model.
  { errorTypes: ['ContextWindowExceededError'], fault: 'caller' },
  {
    message:
      /context_length_exceeded|maximum context length|context window|(?:prompt|input) is too long|exceeds? the (?:available|maximum) context|exceed context limit|input token count .{0,40}exceeds/i,
    fault: 'caller',
  },
  { errorTypes: ['ContentPolicyViolationError', 'RejectedRequestError'], fault: 'caller' },
  // The caller asked for a model that is not there.
  {
    message:
      /invalid model name|model\b.{0,120}(?:not found|does not exist)|not a valid model|LLM Provider NOT provided/i,
    fault: 'caller',
  },
  // Every deployment is cooling down.
  { errorTypes: ['RouterRateLimitError', 'RouterRateLimitErrorBasic'], fault: 'capacity' },
  { message: /no (?:healthy )?deployments? available|no healthy deployment/i, fault: 'capacity' },
  // The operator's own account at the provider: nothing that a caller can mend.
  {
    message: /credit balance is too low|insufficient (?:balance|credits)|payment required/i,
    from: 'provider',
    fault: 'provider',
  },
  { statuses: ['402'], fault: 'provider' },
  // The proxy's own house: its database and cache.
  {
    message:
      /prisma|can'?t reach database|no connected db|database (?:is )?not connected|DB not connected|redis\.exceptions/i,
    from: 'proxy',
    fault: 'proxy',
  },
  { errorTypes: ['RateLimitError'], fault: 'capacity' },
  { statuses: ['429'], fault: 'capacity' },
  // A key: the provider's is in the proxy's configuration, the proxy's own is in the caller's hands.
  {
    errorTypes: ['AuthenticationError', 'PermissionDeniedError'],
    from: 'provider',
    fault: 'provider',
  },
  { statuses: ['401', '403'], from: 'provider', fault: 'provider' },
  { statuses: ['401', '403'], fault: 'caller' },
  { errorTypes: ['Timeout', 'APITimeoutError', 'APIConnectionError'], fault: 'provider' },
  { statuses: ['408'], fault: 'provider' },
  {
    errorTypes: [
      'BadRequestError',
      'InvalidRequestError',
      'NotFoundError',
      'UnprocessableEntityError',
      'UnsupportedParamsError',
    ],
    fault: 'caller',
  },
  { statuses: ['4xx'], fault: 'caller' },
  {
    errorTypes: ['ServiceUnavailableError', 'BadGatewayError', 'InternalServerError', 'APIError'],
    fault: 'provider',
  },
  { statuses: ['5xx'], from: 'provider', fault: 'provider' },
  { from: 'provider', fault: 'provider' },
  // Nobody else is left: a ProxyException with 500, an exception of Python.
  { fault: 'proxy' },
]

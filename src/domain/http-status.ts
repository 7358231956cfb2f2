/** The status with which LiteLLM answers an error class. Classes that can have several statuses are not here. */
export const STATUS_OF_CLASS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    APIConnectionError: '500',
    APIError: '500',
    AttributeError: '500',
    AuthenticationError: '401',
    BadGatewayError: '502',
    BadRequestError: '400',
    // 1.80 answers this and writes no code; 1.108 answers 422 and writes it.
    BudgetExceededError: '400',
    ContentPolicyViolationError: '400',
    ContextWindowExceededError: '400',
    InternalServerError: '500',
    InvalidRequestError: '400',
    KeyError: '500',
    KeyNotFoundError: '401',
    MidStreamFallbackError: '503',
    ModelAccessDeniedProxyException: '403',
    NotFoundError: '404',
    PermissionDeniedError: '403',
    ProxyMissingRequiredParamError: '400',
    ProxyModelNotFoundError: '400',
    ProxyRateLimitError: '429',
    RateLimitError: '429',
    RejectedRequestError: '400',
    RouterRateLimitError: '429',
    RouterRateLimitErrorBasic: '429',
    ServiceUnavailableError: '503',
    Timeout: '408',
    TypeError: '500',
    UnprocessableEntityError: '422',
    UnsupportedParamsError: '400',
    ValueError: '500',
  }),
)

const HTTP = /^[1-5]\d\d$/
const LEADING = /^([1-5]\d\d)_/

/** `litellm.proxy._types.ProxyException` and `ProxyException` are the same class. */
export const shortClass = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

/**
 * The HTTP status of a failure, and separately the word in its place (`content_filter`): the code if it is a status,
 * otherwise the number at the start of LiteLLM's `normalized_error` (`429_RATE_LIMIT_EXCEEDED`; for budgets it is not
 * what the client got), otherwise the usual status of the class.
 */
export const httpStatusOf = (of: {
  readonly code: string | null
  readonly errorClass: string | null
  readonly normalizedError: string | null
}): { readonly status: string | null; readonly word: string | null } => {
  const { code, errorClass, normalizedError } = of
  if (code !== null && HTTP.test(code)) return { status: code, word: null }
  const known = errorClass === null ? '' : shortClass(errorClass)
  const usual = STATUS_OF_CLASS.get(known)
  const normalized = LEADING.exec(normalizedError ?? '')?.[1]
  const isWrong =
    known === 'BudgetExceededError' ||
    // LiteLLM guesses it from the text, and the name of a model group may speak of timeouts.
    (normalized === '408' && usual !== undefined && usual !== '408')
  return { status: (isWrong ? undefined : normalized) ?? usual ?? null, word: code }
}

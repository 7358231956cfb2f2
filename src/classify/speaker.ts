import type { ErrorEvidence } from '../domain/event.ts'

/** Whose words an error is: a provider's, or the proxy's own. */
export type Speaker = 'provider' | 'proxy'

/** LiteLLM's wrapper of an error that a provider sent: `AnthropicException - …`, `AzureException APIError - …`. */
const WRAPPER =
  /\b(?!Proxy|HTTP)[A-Za-z]\w{0,40}(?:Exception(?:[: ][\w ]{0,60})?|(?<=Anthropic)Error) - /

/** Classes in which the proxy speaks for itself: keys, access, budgets, its router, its guardrails. */
const OF_PROXY =
  /^(?:Proxy|.*Proxy\w*Exception$|KeyNotFound|.*Budget|.*AccessDenied|RouterRateLimit|RejectedRequest|HTTPException$|Guardrail|BlockedPii)/

/**
 * Who speaks in an error. LiteLLM's own mark of it first (whose rate limit, which provider), then the class, then the
 * wrapper that it puts around what a provider said. `custom_llm_provider` says nothing: it is filled for refused keys too.
 */
export const speakerOf = ({
  errorType,
  message,
  provider,
  evidence,
}: {
  readonly errorType: string | null
  readonly message: string
  readonly provider: string | null
  readonly evidence?: ErrorEvidence | null
}): Speaker => {
  if (evidence?.rateLimitCategory === 'litellm_rate_limit') return 'proxy'
  if (evidence?.rateLimitCategory === 'vendor_rate_limit') return 'provider'
  if (errorType !== null && OF_PROXY.test(errorType)) return 'proxy'
  if (WRAPPER.test(message)) return 'provider'
  // ErrorLogs, and whoever has no more than a row's columns, know a provider only by its name.
  const named = evidence ? evidence.errorProvider : provider
  return named === null ? 'proxy' : 'provider'
}

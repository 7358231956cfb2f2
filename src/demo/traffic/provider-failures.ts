import type { Attempt, FailureKind } from './failure-kind.ts'
import type { Random } from './random.ts'

/** What the router adds to a provider's error; sometimes it adds nothing, which must not make another group. */
const routed = (random: Random, { deployment }: Attempt): string => {
  const retries = random.between(0, 2)
  return random.pick([
    '',
    `. Received Model Group=${deployment.name}\nAvailable Model Group Fallbacks=None`,
    `. Received Model Group=${deployment.name}\nAvailable Model Group Fallbacks=None LiteLLM Retried: ${retries} times, LiteLLM Max Retries: 2`,
    `\nNo fallback model group found for original model_group=${deployment.name}. Fallbacks=[]`,
  ])
}

export const providerFailures: readonly FailureKind[] = [
  {
    id: 'openai-tokens-per-minute',
    weight: 14,
    errorClass: 'RateLimitError',
    code: '429',
    models: ['gpt-4.1-mini', 'embed-small'],
    message: (random, attempt) =>
      `litellm.RateLimitError: RateLimitError: OpenAIException - Rate limit reached for ${attempt.deployment.model} in organization org-N0rthw1ndDemo on tokens per min (TPM): Limit 2000000, Used ${random.between(1_970_000, 2_000_000)}, Requested ${random.between(900, 31_000)}. Please try again in ${random.between(80, 900)}ms. Visit https://platform.openai.com/account/rate-limits to learn more.${routed(random, attempt)}`,
  },
  {
    id: 'openai-bad-parameter',
    weight: 6,
    errorClass: 'BadRequestError',
    code: '400',
    models: ['gpt-4.1-mini'],
    keys: ['research-agents', 'support-bot-staging'],
    message: (random, attempt) =>
      `litellm.BadRequestError: OpenAIException - Error code: 400 - {'error': {'message': "Invalid type for 'messages[${random.between(1, 14)}].content': expected one of a string or array of objects, but got null instead.", 'type': 'invalid_request_error', 'param': None, 'code': 'invalid_type'}}${routed(random, attempt)}`,
  },
  {
    id: 'azure-content-filter',
    weight: 8,
    errorClass: 'ContentPolicyViolationError',
    code: '400',
    models: ['gpt-4.1'],
    keys: ['support-bot-prod', 'internal-chat', 'mobile-ios'],
    message: (random, attempt) =>
      `litellm.ContentPolicyViolationError: litellm.BadRequestError: AzureException - The response was filtered due to the prompt triggering the content management policy: {"${random.pick(['violence', 'self_harm', 'hate'])}": {"filtered": true, "severity": "${random.pick(['medium', 'high'])}"}}${routed(random, attempt)}`,
  },
  {
    id: 'azure-timeout',
    weight: 9,
    errorClass: 'Timeout',
    code: '408',
    models: ['gpt-4.1'],
    message: (random, attempt) =>
      `litellm.Timeout: APITimeoutError - Request timed out. Error_str: Request timed out. - timeout value=60.0, time taken=${(60 + random.unit()).toFixed(2)} seconds${routed(random, attempt)}`,
  },
  {
    id: 'anthropic-overloaded',
    weight: 9,
    errorClass: 'InternalServerError',
    code: '500',
    models: ['claude-sonnet'],
    message: (random, attempt) =>
      `litellm.InternalServerError: AnthropicException - {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_011C${random.hex(20)}"}. Handle with \`litellm.InternalServerError\`.${routed(random, attempt)}`,
  },
  {
    id: 'bedrock-throttled',
    weight: 8,
    errorClass: 'RateLimitError',
    code: '429',
    models: ['claude-haiku'],
    message: (random, attempt) =>
      `litellm.RateLimitError: BedrockException: Rate Limit Error - b'{"message":"Too many requests for model ${attempt.deployment.model}, please slow down."}'${routed(random, attempt)}`,
  },
  {
    id: 'vertex-quota',
    weight: 7,
    errorClass: 'RateLimitError',
    code: '429',
    models: ['gemini-pro'],
    message: (random, attempt) =>
      `litellm.RateLimitError: litellm.RateLimitError: VertexAIException - {\n  "error": {\n    "code": 429,\n    "message": "Resource has been exhausted (e.g. check quota).",\n    "status": "RESOURCE_EXHAUSTED"\n  }\n}\n${routed(random, attempt)}`,
  },
  {
    id: 'gemini-unavailable',
    weight: 8,
    errorClass: 'ServiceUnavailableError',
    code: '503',
    models: ['gemini-flash'],
    message: (random, attempt) =>
      `litellm.ServiceUnavailableError: GeminiException - {\n  "error": {\n    "code": 503,\n    "message": "The service is currently unavailable.",\n    "status": "UNAVAILABLE"\n  }\n}\n${routed(random, attempt)}`,
  },
  {
    id: 'groq-bad-tool-call',
    weight: 5,
    errorClass: 'BadRequestError',
    code: '400',
    models: ['llama-70b'],
    keys: ['research-agents', 'warehouse-tagging'],
    message: (random, attempt) =>
      `litellm.BadRequestError: GroqException - {"error":{"message":"Tool call validation failed: attempted to call tool 'lookup_order' which was not in request.tools","type":"invalid_request_error","code":"tool_use_failed"}}${routed(random, attempt)}`,
  },
  {
    id: 'mistral-key-expired',
    weight: 1,
    errorClass: 'AuthenticationError',
    code: '401',
    models: ['mistral-large'],
    message: (random, attempt) =>
      `litellm.AuthenticationError: AuthenticationError: MistralException - {"message":"Unauthorized: this API key has expired","request_id":"${random.hex(32)}"}${routed(random, attempt)}`,
  },
  {
    id: 'vllm-context-window',
    weight: 8,
    errorClass: 'ContextWindowExceededError',
    code: '400',
    models: ['qwen3-32b'],
    keys: ['nightly-etl', 'research-evals', 'search-reindex'],
    message: (random, attempt) =>
      `litellm.ContextWindowExceededError: litellm.BadRequestError: ContextWindowExceededError: Hosted_vllmException - This model's maximum context length is 32768 tokens. However, your request has ${random.between(32_800, 91_000)} input tokens. Please reduce the length of the input messages.${routed(random, attempt)}`,
  },
  {
    id: 'ollama-refused',
    weight: 4,
    errorClass: 'APIConnectionError',
    code: '500',
    models: ['llama-local'],
    message: (random, attempt) =>
      `litellm.APIConnectionError: OllamaException - Cannot connect to host ollama.internal:11434 ssl:default [Connect call failed ('10.20.0.${random.between(11, 14)}', 11434)]${routed(random, attempt)}`,
  },
]

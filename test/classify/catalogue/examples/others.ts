import { type Examples, provider } from '../wrap.ts'

const raw = (code: number, text: string): string =>
  JSON.stringify({
    error: {
      message: 'Provider returned error',
      code,
      metadata: { raw: text, provider_name: 'Acme' },
    },
  })

export const OTHER_EXAMPLES: Examples = {
  ...provider('Mistral', {
    'mistral-tier-capacity': [
      'RateLimitError 429',
      '{"object":"error","message":"Service tier capacity exceeded for this model.","type":"invalid_request_error","param":null,"code":null}',
    ],
    'mistral-rate-limit': [
      'RateLimitError 429',
      '{"object":"error","message":"Rate limit exceeded","type":"rate_limited","param":null,"code":"1300"}',
      'Requests rate limit exceeded',
    ],
    'mistral-key-invalid': ['AuthenticationError 401', '{"detail":"Unauthorized"}'],
    'mistral-model-invalid': [
      'BadRequestError 400',
      '{"object":"error","message":"Invalid model: mistral-0","type":"invalid_model","param":null,"code":"1500"}',
    ],
    'mistral-context': [
      'BadRequestError 400',
      'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
    ],
  }),
  ...provider('Cohere', {
    'cohere-trial-key': [
      'RateLimitError 429',
      'You are using a Trial key, which is limited to 20 API calls / minute.',
    ],
    'cohere-rate-limit': [
      'RateLimitError 429',
      'You are past the per minute request limit, please wait and try again later.',
    ],
    'cohere-key-invalid': ['AuthenticationError 401', 'invalid api token'],
    'cohere-input-too-long': [
      'BadRequestError 400',
      'too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 4300. Try using a shorter prompt.',
    ],
    'cohere-output-too-long': [
      'BadRequestError 400',
      'too many tokens: max tokens must be less than or equal to 4096, the maximum output for this model - received 9000.',
    ],
    'cohere-model-removed': [
      'NotFoundError 404',
      "model 'command-0' was removed on September 15, 2025. See the docs for a replacement.",
      "model 'x' not found, make sure the correct model ID was used and that you have access to the model.",
    ],
  }),
  ...provider('Openrouter', {
    'openrouter-free-day': [
      'RateLimitError 429',
      'Rate limit exceeded: free-models-per-day. Add 9.1 credits to unlock 1000 free model requests per day',
    ],
    'openrouter-free-minute': ['RateLimitError 429', 'Rate limit exceeded: free-models-per-min.'],
    'openrouter-upstream-rate-limit': [
      'RateLimitError 429',
      raw(429, 'acme/large:free is temporarily rate-limited upstream. Please retry shortly'),
    ],
    'openrouter-credits': [
      'BadRequestError 402',
      'This request requires more credits, or fewer max_tokens. You requested up to 9000 tokens, but can only afford 812.',
    ],
    'openrouter-key-limit': [
      'PermissionDeniedError 403',
      'Key limit exceeded (total limit). Manage it using the settings page',
    ],
    'openrouter-key-invalid': [
      'AuthenticationError 401',
      'No auth credentials found',
      'User not found.',
    ],
    'openrouter-no-endpoint': [
      'NotFoundError 404',
      'No endpoints found matching your data policy (Free model training).',
      'No allowed providers are available for the selected model.',
    ],
    'openrouter-model-invalid': ['BadRequestError 400', 'acme/large-0 is not a valid model ID'],
    'openrouter-moderation': [
      'PermissionDeniedError 403',
      'acme/large requires moderation on Acme. Your input was flagged for "harassment".',
    ],
    'openrouter-context': [
      'BadRequestError 400',
      "This endpoint's maximum context length is 9000 tokens. However, you requested about 12000 tokens (11000 of text input, 1000 in the output).",
    ],
    'openrouter-upstream-429': ['RateLimitError 429', raw(429, 'something is full')],
    'openrouter-upstream-error': ['APIError 502', raw(502, 'something broke')],
  }),
  ...provider('Groq', {
    'groq-rate-minute': [
      'RateLimitError 429',
      'Rate limit reached for model `large` in organization `org_q1` service tier `on_demand` on tokens per minute (TPM): Limit 900, Used 850, Requested 99. Please try again in 3s.',
      'Rate limit reached. Please try again in 12.5s',
    ],
    'groq-rate-day': [
      'RateLimitError 429',
      'Rate limit reached for model `large` in organization `org_q1` service tier `on_demand` on tokens per day (TPD): Limit 9000, Used 8900, Requested 200.',
    ],
    'groq-request-too-large': [
      'RateLimitError 413',
      'Request too large for model `large` in organization `org_q1` service tier `on_demand` on tokens per minute (TPM): Limit 900, Requested 1200, please reduce your message size and try again.',
    ],
    'groq-restricted': [
      'BadRequestError 400',
      'Organization has been restricted. Please reach out to support if you believe this was in error.',
    ],
    'groq-tool-use-failed': [
      'BadRequestError 400',
      "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.",
    ],
    'groq-flex-full': [
      'APIError 498',
      '{"error":{"message":"Flex tier capacity exceeded","code":"over_capacity"}}',
    ],
  }),
  ...provider('Together_ai', {
    'together-rate-limit': [
      'RateLimitError 429',
      'You have reached the rate limit specific to this model acme/large. The maximum rate limit is 6 queries per minute.',
    ],
    'together-spend-limit': [
      'BadRequestError 402',
      'Credit limit exceeded, please navigate to the billing page to add credit',
    ],
    'together-overloaded': [
      'ServiceUnavailableError 503',
      'The server is overloaded or not ready yet.',
    ],
    'together-model-dedicated': [
      'BadRequestError 400',
      'Unable to access non-serverless model acme/large. Please visit the page to create and start a new dedicated endpoint.',
    ],
    'inputs-plus-output-too-long': [
      'BadRequestError 422',
      'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 9000. Given: 9100 `inputs` tokens and 512 `max_new_tokens`',
    ],
  }),
  ...provider('Cerebras', {
    'cerebras-tokens-minute': [
      'RateLimitError 429',
      'Tokens per minute limit exceeded - too many tokens processed.',
    ],
    'cerebras-tokens-day': [
      'RateLimitError 429',
      'Tokens per day limit exceeded - too many tokens processed.',
    ],
  }),
  ...provider('Xai', {
    'xai-credits': [
      'PermissionDeniedError 403',
      'Your team 4e-1f has either used all available credits or reached its monthly spending limit. To continue making API requests, please purchase more credits.',
    ],
    'xai-content': ['PermissionDeniedError 403', 'Content violates usage guidelines. Team: 4e-1f'],
    'account-suspended': [
      'PermissionDeniedError 403',
      'Your account has been suspended. Contact support.',
      '账号已被封禁，请联系客服',
    ],
    'fireworks-suspended': [
      'APIError 412',
      'Account acme is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices.',
    ],
    'minimax-balance': [
      'InternalServerError 500',
      '{"type":"error","error":{"type":"api_error","message":"insufficient balance (1008)"},"request_id":"q1"}',
    ],
    'minimax-rate-limit': [
      'RateLimitError 429',
      '{"base_resp":{"status_code":1002,"status_msg":"rate limit"}}',
    ],
    'huggingface-credits': [
      'BadRequestError 402',
      'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get more.',
    ],
    'baidu-limit': [
      'RateLimitError 429',
      '{"error_code":18,"error_msg":"Open api qps request limit reached"}',
    ],
  }),
  ...provider('Hosted_vllm', {
    'vllm-tool-flags': [
      'BadRequestError 400',
      '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
    ],
    'vllm-engine-dead': [
      'InternalServerError 500',
      'EngineCore encountered an issue. See stack trace (above) for the root cause.',
    ],
    'gpu-out-of-memory': [
      'InternalServerError 500',
      'CUDA out of memory. Tried to allocate 3.10 GiB. GPU 0 has a total capacity of 79.1 GiB',
    ],
    'vllm-too-many-images': [
      'BadRequestError 400',
      'At most 2 image(s) may be provided in one prompt.',
    ],
    'chat-template-missing': [
      'BadRequestError 400',
      'As of transformers v4.44, default chat template is no longer allowed, so you must provide a chat template if the tokenizer does not define one.',
    ],
    'sglang-input-too-long': [
      'BadRequestError 400',
      "The input (9100 tokens) is longer than the model's context length (9000 tokens).",
      "Requested token count exceeds the model's maximum context length of 9000 tokens.",
    ],
    'sglang-queue-full': ['ServiceUnavailableError 503', 'The request queue is full.'],
    'unreadable-output': ['InternalServerError 500', 'Failed to parse input at pos 77: <|tool'],
  }),
  ...provider('Ollama', {
    'ollama-model-not-found': [
      'APIConnectionError 500',
      '{"error":"model \'large:9b\' not found"}',
      "model 'large' not found, try pulling it first",
    ],
    'ollama-model-load': [
      'APIConnectionError 500',
      '{"error":"unable to load model: /root/.ollama/models/blobs/sha256-77"}',
      'llama runner process has terminated: exit status 2',
    ],
    'ollama-memory': [
      'APIConnectionError 500',
      'model requires more system memory (40.1 GiB) than is available (12.0 GiB)',
    ],
    'ollama-no-tools': [
      'APIConnectionError 500',
      'registry.ollama.ai/library/small:latest does not support tools',
    ],
    'llamacpp-context': [
      'BadRequestError 400',
      'request (9100 tokens) exceeds the available context size (9000 tokens), try increasing it',
    ],
    'server-loading-model': [
      'ServiceUnavailableError 503',
      '{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}',
    ],
    'lmstudio-no-model': [
      'NotFoundError 404',
      "No models loaded. Please load a model in the developer page or use the 'lms load' command.",
    ],
    'lmstudio-context': [
      'BadRequestError 400',
      'The number of tokens to keep from the initial prompt is greater than the context length. Try to load the model with a larger context length.',
    ],
  }),
}

/** How the played provider answers, by the first part of the path that a model group's `api_base` has. */
export type Answer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly type: string
      readonly body: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** A stream of so many good chunks, and then the connection is torn, an error comes, or nothing more. */
  | { readonly kind: 'stream'; readonly chunks: number; readonly end: 'torn' | 'error' | 'hang' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  /** A good answer, streamed if it was asked for so. */
  | { readonly kind: 'good' }

const json = (
  status: number,
  value: unknown,
  headers?: Readonly<Record<string, string>>,
): Answer => ({
  kind: 'answer',
  status,
  type: 'application/json',
  body: JSON.stringify(value),
  ...(headers === undefined ? {} : { headers }),
})

/** OpenAI's form of an error. */
const openai = (
  status: number,
  message: string,
  code: string | null,
  type = 'invalid_request_error',
  headers?: Readonly<Record<string, string>>,
): Answer => json(status, { error: { message, type, param: null, code } }, headers)

const anthropic = (status: number, type: string, message: string): Answer =>
  json(status, { type: 'error', error: { type, message }, request_id: 'req_played' })

const html = (status: number, title: string): Answer => ({
  kind: 'answer',
  status,
  type: 'text/html',
  body: `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n<center><h1>${status} ${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
})

const filtered = {
  hate: { filtered: false, severity: 'safe' },
  violence: { filtered: true, severity: 'medium' },
}

export const answers: Readonly<Record<string, Answer>> = {
  good: { kind: 'good' },
  'rate-limit': openai(
    429,
    'Rate limit reached for gpt-4o in organization org-played on tokens per min (TPM): Limit 30000, Used 29000, Requested 4000. Please try again in 6s.',
    'rate_limit_exceeded',
    'tokens',
    { 'retry-after': '6', 'x-ratelimit-remaining-tokens': '0' },
  ),
  'azure-rate-limit': json(429, {
    error: {
      code: '429',
      message:
        'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 22 seconds.',
    },
  }),
  'anthropic-rate-limit': anthropic(
    429,
    'rate_limit_error',
    'This request would exceed your organization rate limit of 40,000 input tokens per minute.',
  ),
  'gemini-exhausted': json(429, {
    error: {
      code: 429,
      message: 'Resource has been exhausted (e.g. check quota).',
      status: 'RESOURCE_EXHAUSTED',
    },
  }),
  quota: openai(
    429,
    'You exceeded your current quota, please check your plan and billing details.',
    'insufficient_quota',
    'insufficient_quota',
  ),
  balance: openai(402, 'Insufficient Balance', 'invalid_request_error', 'unknown_error'),
  arrears: openai(
    400,
    'Access denied, please make sure your account is in good standing. It has an overdue payment.',
    'Arrearage',
    'Arrearage',
  ),
  'anthropic-credit': anthropic(
    400,
    'invalid_request_error',
    'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
  ),
  'server-error': openai(
    500,
    'The server had an error while processing your request. Sorry about that!',
    null,
    'server_error',
  ),
  'bad-gateway': html(502, 'Bad Gateway'),
  unavailable: html(503, 'Service Temporarily Unavailable'),
  'gemini-unavailable': json(503, {
    error: {
      code: 503,
      message: 'The model is overloaded. Please try again later.',
      status: 'UNAVAILABLE',
    },
  }),
  overloaded: anthropic(529, 'overloaded_error', 'Overloaded'),
  'gateway-timeout': html(504, 'Gateway Time-out'),
  'bad-key': openai(
    401,
    'Incorrect API key provided: sk-playe*********0000. You can find your API key at https://platform.openai.com/account/api-keys.',
    'invalid_api_key',
  ),
  'anthropic-bad-key': anthropic(401, 'authentication_error', 'invalid x-api-key'),
  'gemini-bad-key': json(400, {
    error: {
      code: 400,
      message: 'API key not valid. Please pass a valid API key.',
      status: 'INVALID_ARGUMENT',
      details: [{ reason: 'API_KEY_INVALID', domain: 'googleapis.com' }],
    },
  }),
  forbidden: openai(
    403,
    'Project `proj_played` does not have access to model `gpt-4o`',
    'model_not_found',
  ),
  retired: openai(
    404,
    'The model `gpt-4-32k-0314` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations',
    'model_not_found',
  ),
  'anthropic-retired': anthropic(404, 'not_found_error', 'model: claude-2.0'),
  'no-azure-deployment': json(404, {
    error: {
      code: 'DeploymentNotFound',
      message:
        'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
    },
  }),
  'context-length': openai(
    400,
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9031 tokens. Please reduce the length of the messages.",
    'context_length_exceeded',
  ),
  'anthropic-context': anthropic(
    400,
    'invalid_request_error',
    'prompt is too long: 210042 tokens > 200000 maximum',
  ),
  'context-as-500': openai(
    500,
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9031 tokens.",
    'context_length_exceeded',
    'server_error',
  ),
  'azure-filter': json(400, {
    error: {
      message:
        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.",
      type: null,
      param: 'prompt',
      code: 'content_filter',
      status: 400,
      innererror: {
        code: 'ResponsibleAIPolicyViolation',
        content_filter_result: filtered,
      },
    },
  }),
  'filter-as-500': openai(
    500,
    "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
    'content_filter',
    'server_error',
  ),
  'openai-policy': openai(
    400,
    'Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed by our safety system.',
    'content_policy_violation',
  ),
  'bad-parameter': openai(
    400,
    "Invalid value for 'temperature': expected a number between 0 and 2, but got 7.5 instead.",
    'invalid_value',
  ),
  'unsupported-value': openai(
    400,
    "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
    'unsupported_value',
  ),
  'broken-json': {
    kind: 'answer',
    status: 200,
    type: 'application/json',
    body: '{"id":"chatcmpl-1","object":"chat.comp',
  },
  'empty-answer': { kind: 'answer', status: 200, type: 'application/json', body: '' },
  hang: { kind: 'hang' },
  reset: { kind: 'reset' },
  'torn-stream': { kind: 'stream', chunks: 2, end: 'torn' },
  'error-in-stream': { kind: 'stream', chunks: 2, end: 'error' },
  'hanging-stream': { kind: 'stream', chunks: 2, end: 'hang' },
}

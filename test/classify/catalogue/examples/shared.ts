import { type Examples, provider } from '../wrap.ts'

export const SHARED_EXAMPLES: Examples = {
  ...provider('OpenAI', {
    'timeout-connect': [
      'Timeout 408',
      'httpx.ConnectTimeout: timed out after 12.5 seconds (api_base=https://gw.example/v1)',
    ],
    'timeout-read': [
      'Timeout 408',
      'httpx.ReadTimeout: timed out after 61.0 seconds',
      'Read timed out. (read timeout=60)',
    ],
    'connection-refused': [
      'APIConnectionError 500',
      '[Errno 111] Connection refused',
      "Cannot connect to host gpu-2:8000 ssl:default [Connect call failed ('10.1.0.4', 8000)]",
    ],
    'dns-failure': [
      'APIConnectionError 500',
      'Cannot connect to host gpu-2:8000 ssl:default [Name or service not known]',
      '[Errno -3] Temporary failure in name resolution',
    ],
    'tls-expired': [
      'APIConnectionError 500',
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1000)',
    ],
    'tls-untrusted': [
      'APIConnectionError 500',
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1000)',
      'certificate verify failed: unable to get local issuer certificate',
    ],
    'network-unreachable': [
      'APIConnectionError 500',
      '[Errno 113] No route to host',
      '[Errno 1] Operation not permitted',
    ],
    'connection-reset': [
      'APIConnectionError 500',
      '[Errno 104] Connection reset by peer',
      'Server disconnected without sending a response.',
    ],
    'stream-cut': [
      'APIConnectionError 500',
      'peer closed connection without sending complete message body (incomplete chunked read)',
      "Response payload is not completed: <TransferEncodingError: 400, message='Not enough data'>",
    ],
    'gateway-page': [
      'BadGatewayError 502',
      '<html><head><title>502 Bad Gateway</title></head></html>',
      '<html><title>503 Service Temporarily Unavailable</title>',
      'upstream connect error or disconnect/reset before headers. reset reason: overflow',
    ],
    'blocked-by-firewall': [
      'PermissionDeniedError 403',
      '<html><title>Attention Required! | Cloudflare</title></html>',
      '<title>Just a moment...</title>',
    ],
    'unreadable-answer': [
      'InternalServerError 500',
      'Unterminated string starting at: line 1 column 9 (char 8)',
      'Expecting value: line 1 column 1 (char 0)',
    ],
    'connection-error': ['InternalServerError 500', 'Connection error.'],
    'context-length-exceeded': [
      'ContextWindowExceededError 400',
      "This model's maximum context length is 9000 tokens. However, your messages resulted in 12045 tokens. Please reduce the length of the messages.",
      'Input tokens exceed the configured limit of 9000 tokens. Your messages resulted in 12045 tokens.',
      '输入内容过长：输入令牌数9300超过模型最大上下文长度9000',
    ],
    'max-tokens-too-large': [
      'BadRequestError 400',
      'max_tokens is too large: 90000. This model supports at most 8000 completion tokens, whereas you provided 90000.',
      'max_tokens: 90000 > 8000, which is the maximum allowed number of output tokens for large',
    ],
    'max-tokens-too-small': ['BadRequestError 400', 'max_tokens must be at least 1, got -312.'],
    'unsupported-value': [
      'BadRequestError 400',
      "Unsupported value: 'temperature' does not support 0.3 with this model. Only the default (1) value is supported.",
    ],
    'unsupported-parameter': [
      'BadRequestError 400',
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    ],
    'unknown-parameter': [
      'BadRequestError 400',
      "Unknown parameter: 'input[3].colour'.",
      'messages.2.colour: Extra inputs are not permitted',
      'Invalid JSON payload received. Unknown name "colour": Cannot find field.',
    ],
    'missing-parameter': [
      'BadRequestError 400',
      "Missing required parameter: 'tools[4].function'.",
      'tools.0.name: Field required',
    ],
    'invalid-value': [
      'BadRequestError 400',
      "Invalid value for 'temperature': 9. Value must be between 0 and 2.",
    ],
    'invalid-type': [
      'BadRequestError 400',
      "Invalid type for 'messages[2].content': expected a string, but got an object instead.",
    ],
    'tool-result-missing': [
      'BadRequestError 400',
      "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_q1",
      'messages.6: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_q1.',
      'Please ensure that the number of function response parts is not the same number of function calls and responses',
    ],
    'tool-choice-without-tools': [
      'BadRequestError 400',
      "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
    ],
    'tool-choice-unsupported': [
      'BadRequestError 400',
      'The tool_choice parameter does not support being set to required or object in thinking mode',
    ],
    'invalid-schema': [
      'BadRequestError 400',
      "Invalid schema for response_format 'answer': 'additionalProperties' is required to be supplied and to be false.",
    ],
    'invalid-image': [
      'BadRequestError 400',
      'You uploaded an unsupported image. Please make sure your image is valid.',
      'messages.3.content.1.image.source.base64: The image was specified using the image/png media type, but the image appears to be a image/webp image',
    ],
    'invalid-message-order': [
      'BadRequestError 400',
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
      'Conversation roles must alternate user/assistant/user/assistant/...',
    ],
    'empty-content': ['BadRequestError 400', 'messages: text content blocks must be non-empty'],
    'stored-object-not-found': [
      'BadRequestError 400',
      "Previous response with id 'resp_q1' not found.",
      "No batch found with id 'batch_q1'.",
    ],
    'invalid-audio': ['InternalServerError 500', 'Failed to decode audio.'],
    'provider-model-not-found': [
      'NotFoundError 404',
      'The model `large-9` does not exist or you do not have access to it.',
      "Model 'large-9' is not recognised. Valid aliases: small",
    ],
    'provider-model-retired': [
      'NotFoundError 404',
      'The model `large-1` has been deprecated, learn more here: https://docs.example/deprecations',
      'The model `large-1` has been decommissioned and is no longer supported. Please use another.',
    ],
    'provider-balance-empty': [
      'BadRequestError 402',
      '账户余额不足，当前余额为-1.20元，请充值后重试',
      '用户额度不足, 剩余额度: ＄0.001',
      'Insufficient credits',
    ],
    'provider-concurrency-limit': [
      'RateLimitError 429',
      '当前并发数已达上限（4），请稍后再试',
      'Concurrency limit exceeded for account, please retry later',
    ],
    'provider-minute-limit': [
      'RateLimitError 429',
      '每分钟令牌数（TPM）已达上限，限额500，已用512',
    ],
    'provider-day-limit': ['RateLimitError 429', '应用12的每日请求数已用尽，上限为60，请明天再试'],
    'provider-channel-missing': [
      'InternalServerError 503',
      '分组 vip 下模型 large 无可用渠道（distributor） (request id: 20260501)',
    ],
  }),
  timeout: [
    {
      message:
        'litellm.Timeout: APITimeoutError - Request timed out. Error_str: Request timed out. - timeout value=5.0, time taken=5.02 seconds',
      errorClass: 'Timeout',
      status: '408',
    },
    {
      message:
        'litellm.APIConnectionError: OllamaException - litellm.Timeout: Connection timed out after 90.0 seconds.',
      errorClass: 'APIConnectionError',
      status: '500',
    },
  ],
  'provider-rate-limit': [
    {
      message:
        "litellm.RateLimitError: RateLimitError: OpenAIException - Error code: 429 - {'status': 429, 'title': 'Slow'}",
      errorClass: 'RateLimitError',
      status: '429',
    },
    {
      message: 'litellm.RateLimitError: AcmeException - 请求过于频繁，请求ID：20260501',
      errorClass: 'RateLimitError',
      status: '429',
    },
  ],
  'provider-key-refused': [
    {
      message: 'litellm.AuthenticationError: AcmeException - no',
      errorClass: 'AuthenticationError',
      status: '401',
    },
  ],
  'provider-access-denied': [
    {
      message: 'litellm.PermissionDeniedError: AcmeException - no',
      errorClass: 'PermissionDeniedError',
      status: '403',
    },
  ],
  'provider-not-found': [
    {
      message: 'litellm.NotFoundError: NotFoundError: OpenAIException - 404 page not found',
      errorClass: 'NotFoundError',
      status: '404',
    },
    {
      message: 'litellm.NotFoundError: AcmeException - {}',
      errorClass: 'NotFoundError',
      status: '404',
    },
  ],
  'provider-overloaded': [
    {
      message: 'litellm.ServiceUnavailableError: AcmeException - later',
      errorClass: 'ServiceUnavailableError',
      status: '503',
    },
  ],
  'provider-bad-gateway': [
    {
      message: 'litellm.BadGatewayError: BadGatewayError: OpenAIException - Error code: 502',
      errorClass: 'BadGatewayError',
      status: '502',
    },
  ],
  'provider-server-error': [
    {
      message: 'litellm.InternalServerError: AcmeException - oops',
      errorClass: 'InternalServerError',
      status: '500',
    },
  ],
  'provider-bad-request': [
    {
      message: 'litellm.BadRequestError: BedrockException - {}',
      errorClass: 'BadRequestError',
      status: '400',
    },
  ],
}

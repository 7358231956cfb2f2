import { type Examples, provider } from '../wrap.ts'

export const OPENAI_EXAMPLES: Examples = provider('OpenAI', {
  'openai-quota-exhausted': [
    'RateLimitError 429',
    'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
    '{"error":{"message":"Quota used up.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}',
  ],
  'openai-billing-limit': [
    'BadRequestError 400',
    'Billing hard limit has been reached',
    '{"error":{"message":"No credits.","type":"insufficient_quota_x","code":"credit_balance_exhausted"}}',
  ],
  'openai-rate-tokens': [
    'RateLimitError 429',
    'Rate limit reached for large in organization org-q1 on tokens per min (TPM): Limit 900, Used 880, Requested 77. Please try again in 3.1s.',
  ],
  'openai-rate-requests': [
    'RateLimitError 429',
    'Rate limit reached for large in organization org-q1 on requests per min (RPM): Limit 9, Used 9, Requested 1. Please try again in 6s.',
  ],
  'openai-rate-day': [
    'RateLimitError 429',
    'Rate limit reached for large in organization org-q1 on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.',
  ],
  'openai-request-over-limit': [
    'RateLimitError 429',
    'Request too large for large in organization org-q1 on tokens per min (TPM): Limit 900, Requested 1310. The input or output tokens must be reduced in order to run successfully.',
  ],
  'openai-usage-window': [
    'RateLimitError 429',
    'You have exceeded the 3-hour usage quota. It will reset at 2026-05-01 09:00:00 +0800 CST.',
  ],
  'openai-key-invalid': [
    'AuthenticationError 401',
    'Incorrect API key provided: sk-proj-****9xQ. You can find your API key at https://platform.openai.com/account/api-keys.',
  ],
  'openai-organization-wrong': [
    'AuthenticationError 401',
    'You must be a member of an organization to use the API. Please contact us.',
    'OpenAI-Organization header should match organization for API key',
  ],
  'openai-organization-unverified': [
    'BadRequestError 400',
    'Your organization must be verified to stream this model. Please go to the settings.',
  ],
  'openai-scope-missing': [
    'AuthenticationError 401',
    'You have insufficient permissions for this operation. Missing scopes: model.request.',
  ],
  'openai-region': ['PermissionDeniedError 403', 'Country, region, or territory not supported'],
  'openai-ip-denied': [
    'AuthenticationError 401',
    'Your IP address is not allowed for this project. ip_not_authorized',
  ],
  'openai-account-deactivated': [
    'AuthenticationError 401',
    'The OpenAI account associated with this API key has been deactivated. Please check your email.',
  ],
  'openai-server-error': [
    'InternalServerError 500',
    'The server had an error while processing your request. Sorry about that!',
    'The server had an error processing your request. (Please include the request ID req_q1 in your email.)',
  ],
  'openai-overloaded': [
    'ServiceUnavailableError 503',
    'The engine is currently overloaded, please try again later',
  ],
  'openai-safety': [
    'BadRequestError 400',
    'Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed.',
  ],
})

export const AZURE_EXAMPLES: Examples = provider('Azure', {
  'azure-content-filter': [
    'BadRequestError 400',
    "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.",
    '{"error":{"message":"filtered","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}}',
  ],
  'azure-deployment-not-found': [
    'NotFoundError 404',
    'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
  ],
  'azure-rate-tokens': [
    'RateLimitError 429',
    'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2026-01-01 have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 9 seconds.',
  ],
  'azure-rate-requests': [
    'RateLimitError 429',
    'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2026-01-01 have exceeded call rate limit of your current OpenAI S0 pricing tier. Please retry after 9 seconds.',
  ],
  'azure-busy': [
    'RateLimitError 429',
    'The system is currently experiencing high demand and cannot process your request. Your request exceeds the maximum usage size allowed during peak load.',
  ],
  'azure-key-invalid': [
    'AuthenticationError 401',
    'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription.',
  ],
  'azure-token-refused': [
    'AuthenticationError 401',
    'Principal does not have access to API/Operation.',
    'AADSTS7000215: Invalid client secret provided.',
  ],
  'azure-network-denied': [
    'PermissionDeniedError 403',
    'Access denied due to Virtual Network/Firewall rules.',
    'Public access is disabled. Please configure private endpoint.',
  ],
  'azure-api-version': ['NotFoundError 404', 'API version not supported'],
  'azure-operation-unsupported': [
    'BadRequestError 400',
    'The requested operation is unsupported.',
    'The chatCompletion operation does not work with the specified model, large. Please choose different model and try again.',
  ],
  'azure-resource-blocked': [
    'PermissionDeniedError 403',
    'Your resource has been temporarily blocked because we detected behavior that may violate our content policy.',
  ],
  'azure-subscription-disabled': [
    'PermissionDeniedError 403',
    "The subscription '1f-2e' is disabled and therefore marked as read only.",
  ],
})

export const ANTHROPIC_EXAMPLES: Examples = provider('Anthropic', {
  'anthropic-overloaded': [
    'InternalServerError 500',
    '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_q1"}',
  ],
  'anthropic-rate-limit': [
    'RateLimitError 429',
    '{"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your organization\'s rate limit of 900 input tokens per minute."},"request_id":"req_q1"}',
    'Number of request tokens has exceeded your per-minute rate limit',
  ],
  'anthropic-credits-empty': [
    'BadRequestError 400',
    '{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing."}}',
  ],
  'anthropic-spend-limit': [
    'BadRequestError 400',
    'You have reached your specified API usage limits. You will regain access on 2026-06-01 at 00:00 UTC.',
  ],
  'anthropic-organization-disabled': [
    'BadRequestError 400',
    'This organization has been disabled.',
  ],
  'anthropic-key-invalid': [
    'AuthenticationError 401',
    '{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}',
    'x-api-key header is required',
    '{"error":{"message":"API key is invalid.","type":"authentication_error"}}',
  ],
  'anthropic-permission': [
    'PermissionDeniedError 403',
    '{"type":"error","error":{"type":"permission_error","message":"Your API key does not have permission to use the specified resource."}}',
  ],
  'anthropic-model-not-found': [
    'NotFoundError 404',
    '{"type":"error","error":{"type":"not_found_error","message":"model: claude-0"}}',
    '{"error":{"message":"model: claude-0","type":"not_found_error"},"type":"error"}',
  ],
  'anthropic-prompt-too-long': [
    'BadRequestError 400',
    'prompt is too long: 201300 tokens > 200000 maximum',
  ],
  'anthropic-context-with-output': [
    'BadRequestError 400',
    'input length and `max_tokens` exceed context limit: 195000 + 9000 > 200000, decrease input length or `max_tokens` and try again',
  ],
  'anthropic-request-too-large': [
    'BadRequestError 413',
    '{"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"}}',
  ],
  'anthropic-long-context-closed': [
    'BadRequestError 400',
    'The long context beta is not yet available for this subscription.',
  ],
  'anthropic-thinking-signature': [
    'BadRequestError 400',
    'messages.5.content.0: Invalid `signature` in `thinking` block',
  ],
  'anthropic-thinking-expected': [
    'BadRequestError 400',
    'messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`.',
  ],
  'anthropic-thinking-parameters': [
    'BadRequestError 400',
    '`temperature` may only be set to 1 when thinking is enabled.',
    '`max_tokens` must be greater than `thinking.budget_tokens`.',
  ],
  'anthropic-internal-error': [
    'InternalServerError 500',
    '{"type":"error","error":{"type":"api_error","message":"Internal server error"}}',
  ],
})

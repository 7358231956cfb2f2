import { type Examples, provider } from '../wrap.ts'

export const BEDROCK_EXAMPLES: Examples = provider('Bedrock', {
  'bedrock-throttled-requests': [
    'RateLimitError 429',
    '{"message":"Too many requests, please wait before trying again."}',
  ],
  'bedrock-throttled-tokens': [
    'RateLimitError 429',
    '{"message":"Too many tokens, please wait before trying again."}',
  ],
  'bedrock-tokens-per-day': [
    'RateLimitError 429',
    '{"message":"Too many tokens per day, please wait before trying again."}',
  ],
  'bedrock-needs-profile': [
    'BadRequestError 400',
    "Invocation of model ID acme.large-v1:0 with on-demand throughput isn't supported. Retry your request with the ID or ARN of an inference profile that contains this model.",
  ],
  'bedrock-model-invalid': [
    'BadRequestError 400',
    '{"message":"The provided model identifier is invalid."}',
  ],
  'bedrock-model-no-access': [
    'PermissionDeniedError 403',
    '{"message":"You don\'t have access to the model with the specified model ID."}',
    'User: arn:aws:sts::1234:assumed-role/x is not authorized to perform: bedrock:InvokeModel on resource: y',
  ],
  'bedrock-use-case-form': [
    'NotFoundError 404',
    '{"message":"Model use case details have not been submitted for this account. Fill out the form."}',
  ],
  'bedrock-model-legacy': [
    'NotFoundError 404',
    '{"message":"Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 9 days."}',
  ],
  'bedrock-token-expired': [
    'AuthenticationError 401',
    '{"message":"The security token included in the request is expired"}',
  ],
  'bedrock-token-invalid': [
    'AuthenticationError 401',
    '{"message":"The security token included in the request is invalid"}',
    'The request signature we calculated does not match the signature you provided.',
  ],
  'bedrock-no-credentials': ['APIConnectionError 500', 'Unable to locate credentials'],
  'bedrock-unavailable': [
    'ServiceUnavailableError 503',
    '{"message":"Bedrock is unable to process your request."}',
  ],
  'bedrock-model-not-ready': [
    'RateLimitError 429',
    '{"message":"Model is not ready for inference. Wait and try your request again."}',
  ],
  'bedrock-model-timeout': [
    'Timeout 408',
    '{"message":"Model has timed out in processing the request. Try your request again."}',
  ],
  'bedrock-input-too-long': [
    'BadRequestError 400',
    '{"message":"Input is too long for requested model."}',
  ],
  'bedrock-malformed': [
    'BadRequestError 400',
    '{"message":"Malformed input request: expected type: Number, found: String, please reformat your input and try again."}',
  ],
  'bedrock-marketplace': [
    'PermissionDeniedError 403',
    '{"message":"Your AWS Marketplace subscription for this model cannot be completed at this time."}',
  ],
  'bedrock-service-quota': [
    'BadRequestError 400',
    '{"message":"Your request exceeds the service quota for your account."}',
  ],
})

const quota = (id: string): string =>
  `{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details. \\n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_paid_tier_input_token_count, limit: 900, model: large","status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"${id}"}]}]}}`

export const GEMINI_EXAMPLES: Examples = provider('gemini', {
  'gemini-quota-metric': [
    'RateLimitError 429',
    quota('GenerateContentPaidTierInputTokensPerModelPerMinute'),
  ],
  'gemini-quota-day': ['RateLimitError 429', quota('GenerateRequestsPerDayPerProjectPerModel')],
  'gemini-free-tier': [
    'RateLimitError 429',
    '{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details. Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 9, model: large","status":"RESOURCE_EXHAUSTED"}}',
  ],
  'gemini-prepay-empty': [
    'BadRequestError 402',
    'Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.',
    'Your project has exceeded its monthly spending cap.',
  ],
  'gemini-key-invalid': [
    'BadRequestError 400',
    '{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}',
  ],
  'gemini-key-expired': [
    'BadRequestError 400',
    '{"error":{"code":400,"message":"API key expired. Please renew the API key.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}',
  ],
  'gemini-key-leaked': [
    'PermissionDeniedError 403',
    '{"error":{"code":403,"message":"Your API key was reported as leaked. Please use another API key.","status":"PERMISSION_DENIED"}}',
  ],
  'gemini-location': [
    'BadRequestError 400',
    '{"error":{"code":400,"message":"User location is not supported for the API use.","status":"FAILED_PRECONDITION"}}',
  ],
  'gemini-suspended': [
    'PermissionDeniedError 403',
    "Permission denied: Consumer 'api_key:AIzaQ1' has been suspended.",
  ],
  'gemini-overloaded': [
    'InternalServerError 503',
    '{"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}}',
    'This model is currently experiencing high demand. Spikes in demand are usually temporary.',
  ],
  'gemini-model-not-found': [
    'NotFoundError 404',
    'models/gemini-0 is not found for API version v1beta, or is not supported for generateContent.',
    'model models/gemini-0 is no longer available',
  ],
  'gemini-input-too-long': [
    'BadRequestError 400',
    'The input token count (1100000) exceeds the maximum number of tokens allowed (1048576).',
  ],
  'gemini-payload-too-large': [
    'BadRequestError 400',
    'Request payload size exceeds the limit: 20971520 bytes.',
  ],
  'gemini-safety': ['BadRequestError 400', 'The response was blocked due to safety concerns'],
  'gemini-invalid-argument': [
    'BadRequestError 400',
    '{"error":{"code":400,"message":"Request contains an invalid argument.","status":"INVALID_ARGUMENT"}}',
    'Invalid value at \'contents\' (type.googleapis.com/google.ai.Content), "not a list"',
  ],
  'gemini-internal': [
    'InternalServerError 500',
    'An internal error has occurred. Please retry or report in the troubleshooting guide',
  ],
})

export const VERTEX_EXAMPLES: Examples = provider('VertexAI', {
  'vertex-exhausted': [
    'RateLimitError 429',
    '{"error":{"code":429,"message":"Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.","status":"RESOURCE_EXHAUSTED"}}',
    'Resource has been exhausted (e.g. check quota).',
  ],
  'vertex-provisioned-throughput': [
    'RateLimitError 429',
    'Too many requests. Exceeded the provisioned throughput.',
  ],
  'vertex-concurrency': [
    'RateLimitError 429',
    'The request is throttled due to too many concurrent requests.',
  ],
  'vertex-quota-metric': [
    'RateLimitError 429',
    'Quota exceeded for aiplatform.googleapis.com/online_prediction_requests_per_base_model with base model: large.',
  ],
  'vertex-permission': [
    'PermissionDeniedError 403',
    `{"error":{"code":403,"message":"Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/p' (or it may not exist).","status":"PERMISSION_DENIED"}}`,
  ],
  'vertex-api-disabled': [
    'PermissionDeniedError 403',
    '{"error":{"code":403,"message":"Vertex AI API has not been used in project 4411 before or it is disabled.","status":"PERMISSION_DENIED"}}',
  ],
  'vertex-billing-disabled': [
    'PermissionDeniedError 403',
    'This API method requires billing to be enabled. Please enable billing on project #4411',
  ],
  'vertex-no-credentials': [
    'APIConnectionError 500',
    'Your default credentials were not found. To set up Application Default Credentials, see the docs.',
  ],
  'vertex-credentials-refused': [
    'AuthenticationError 401',
    "('invalid_grant: Invalid JWT Signature.', {'error': 'invalid_grant'})",
    'Request had invalid authentication credentials. Expected OAuth 2 access token.',
  ],
  'vertex-model-not-found': [
    'NotFoundError 404',
    'Publisher Model `projects/p/locations/l/publishers/google/models/large` was not found or your project does not have access to it.',
  ],
  'vertex-policy': [
    'BadRequestError 400',
    'Organization Policy constraint constraints/vertexai.allowedModels violated for projects/4411.',
  ],
})

import { type Examples, provider } from '../wrap.ts'

const zhipu = (code: number, message: string): string =>
  JSON.stringify({ error: { code: String(code), message } })

export const DEEPSEEK_EXAMPLES: Examples = provider('Deepseek', {
  'deepseek-balance': [
    'BadRequestError 402',
    '{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}',
  ],
  'deepseek-key-invalid': [
    'AuthenticationError 401',
    'Authentication Fails, Your api key: ****q1 is invalid',
    'Authentication Fails (governor)',
  ],
  'deepseek-busy': [
    'ServiceUnavailableError 503',
    'Service is too busy. We advise users to temporarily switch to alternative LLM API service providers.',
  ],
  'deepseek-reasoner-messages': [
    'BadRequestError 400',
    'deepseek-reasoner does not support successive user or assistant messages (messages[3] and messages[4] in your input).',
  ],
})

const account = 'Your account org-q1<ak-q1>'

export const MOONSHOT_EXAMPLES: Examples = provider('Moonshot', {
  'moonshot-rpm': [
    'RateLimitError 429',
    `${account} request reached organization max RPM: 4, please try again after 1 seconds`,
  ],
  'moonshot-concurrency': [
    'RateLimitError 429',
    `${account} request reached max organization concurrency: 2, please try again after 1 seconds`,
  ],
  'moonshot-tpm': [
    'RateLimitError 429',
    `${account} request reached organization TPM rate limit, current:3300, limit:3000`,
  ],
  'moonshot-tpd': [
    'RateLimitError 429',
    `${account} request reached organization TPD rate limit, current:3300, limit:3000`,
  ],
  'moonshot-suspended': [
    'RateLimitError 429',
    `${account} is suspended due to insufficient balance, please recharge your account or check your plan and billing details`,
  ],
  'moonshot-overloaded': [
    'RateLimitError 429',
    '{"error":{"message":"The engine is currently overloaded, please try again later","type":"engine_overloaded_error"}}',
  ],
  'moonshot-key-invalid': [
    'AuthenticationError 401',
    '{"error":{"message":"Invalid Authentication","type":"invalid_authentication_error"}}',
  ],
  'moonshot-context': [
    'BadRequestError 400',
    'Invalid request: Your request exceeded model token limit: 8192',
  ],
  'moonshot-content-filter': [
    'BadRequestError 400',
    'The request was rejected because it was considered high risk',
  ],
})

export const ZHIPU_EXAMPLES: Examples = provider('OpenAI', {
  'zhipu-rate-limit': [
    'RateLimitError 429',
    zhipu(1302, '您的账户已达到速率限制，请您控制请求频率'),
    '您当前使用该API的并发数过高，请降低并发，或联系客服增加限额',
    zhipu(1302, 'High concurrency usage of this API'),
  ],
  'zhipu-daily-limit': [
    'RateLimitError 429',
    zhipu(1304, '该 API 已达今日调用次数限额，如有更多需求，请联系客服购买'),
  ],
  'zhipu-busy': ['RateLimitError 429', zhipu(1305, '该模型当前访问量过大，请您稍后再试')],
  'zhipu-window-limit': [
    'RateLimitError 429',
    zhipu(1308, '已达到 3 小时的使用上限。您的限额将在 2026-05-01 08:00:00 重置。'),
    zhipu(1310, '您已达到每周/每月使用上限，您的限额将在 2026-05-08 08:00:00 重置'),
  ],
  'zhipu-plan': ['RateLimitError 429', zhipu(1309, '您的 GLM Coding Plan 套餐已到期，暂无法使用')],
  'zhipu-arrears': [
    'RateLimitError 429',
    zhipu(1113, '余额不足或无可用资源包,请充值。'),
    'Insufficient balance or no resource package. Please recharge.',
  ],
  'zhipu-account-locked': [
    'AuthenticationError 401',
    zhipu(1112, '您的账户已被锁定，请联系客服解锁'),
  ],
  'zhipu-key-invalid': [
    'AuthenticationError 401',
    zhipu(1002, 'Authorization Token非法，请确认Authorization Token正确传递。'),
  ],
  'zhipu-model-not-found': [
    'BadRequestError 400',
    zhipu(1211, '模型不存在，请检查模型代码。'),
    '模型glm-0不存在，请检查模型代码',
  ],
  'zhipu-parameter': ['BadRequestError 400', zhipu(1214, 'messages 参数非法。请检查文档。')],
  'zhipu-prompt-too-long': ['BadRequestError 400', zhipu(1261, 'Prompt 超长')],
  'zhipu-content': [
    'BadRequestError 400',
    zhipu(
      1301,
      '系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。',
    ),
  ],
  'zhipu-network': ['InternalServerError 500', zhipu(1234, '网络错误，错误id：q1，请联系客服')],
})

export const DASHSCOPE_EXAMPLES: Examples = provider('Dashscope', {
  'dashscope-arrears': [
    'BadRequestError 400',
    'Access denied, please make sure your account is in good standing.',
  ],
  'dashscope-rate-limit': [
    'RateLimitError 429',
    'Requests rate limit exceeded, please try again later.',
    '{"error":{"message":"You have exceeded your current request limit.","type":"limit_requests","code":"limit_requests"}}',
  ],
  'dashscope-burst': [
    'RateLimitError 429',
    'Request rate increased too quickly. To ensure system stability, please adjust your client logic to scale requests more smoothly over time.',
  ],
  'dashscope-allocation-quota': [
    'RateLimitError 429',
    '{"code":"Throttling.AllocationQuota","message":"Allocated quota exceeded, please increase your quota limit."}',
  ],
  'dashscope-free-quota': [
    'PermissionDeniedError 403',
    '{"code":"AllocationQuota.FreeTierOnly","message":"The free tier of the model has been exhausted."}',
    'Free allocated quota exceeded.',
  ],
  'dashscope-capacity': [
    'RateLimitError 429',
    'Too many requests. Your requests are being throttled due to system capacity limits. Please try again later.',
  ],
  'dashscope-key-invalid': [
    'AuthenticationError 401',
    '{"code":"InvalidApiKey","message":"Invalid API-key provided."}',
  ],
  'dashscope-model-denied': [
    'PermissionDeniedError 403',
    '{"code":"Model.AccessDenied","message":"Model access denied."}',
  ],
  'dashscope-input-length': [
    'BadRequestError 400',
    '<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]',
  ],
  'dashscope-content': [
    'BadRequestError 400',
    '<400> InternalError.Algo.DataInspectionFailed: Output data may contain inappropriate content.',
  ],
  'dashscope-stream-only': [
    'BadRequestError 400',
    'parameter.enable_thinking must be set to false for non-streaming calls',
  ],
  'dashscope-parameter': [
    'BadRequestError 400',
    '<400> InternalError.Algo.InvalidParameter: The seed parameter must be Integer',
  ],
})

export const VOLCENGINE_EXAMPLES: Examples = provider('Volcengine', {
  'volcengine-overdue': [
    'PermissionDeniedError 403',
    '{"error":{"code":"AccountOverdueError","message":"The request failed because your account has an overdue balance. Request id: q1"}}',
  ],
  'volcengine-rate-limit': [
    'RateLimitError 429',
    '{"error":{"code":"ModelAccountTpmRateLimitExceeded","message":"TPM of this account on the model is exceeded. Request id: q1"}}',
  ],
  'volcengine-set-limit': [
    'RateLimitError 429',
    '{"error":{"code":"SetLimitExceeded","message":"Your account 21 has reached the set inference limit for the model, service has been paused."}}',
  ],
  'volcengine-quota': [
    'RateLimitError 429',
    'Your account 21 has exhausted its free trial quota for the model.',
  ],
  'volcengine-overloaded': [
    'RateLimitError 429',
    '{"error":{"code":"ServerOverloaded","message":"The service is currently unable to handle additional requests due to server overload."}}',
  ],
  'volcengine-model-not-open': [
    'NotFoundError 404',
    '{"error":{"code":"ModelNotOpen","message":"Your account 21 has not activated the model doubao-0."}}',
  ],
  'volcengine-endpoint-not-found': [
    'NotFoundError 404',
    '{"error":{"code":"InvalidEndpointOrModel.NotFound","message":"The model or endpoint ep-q1 does not exist or you do not have access to it."}}',
  ],
  'volcengine-key-invalid': [
    'AuthenticationError 401',
    'The API key or AK/SK in the request is missing or invalid. Request id: q1',
  ],
  'volcengine-content': [
    'BadRequestError 400',
    '{"error":{"code":"SensitiveContentDetected","message":"The request failed because the input text may contain sensitive information."}}',
  ],
})

/** Written for the tests, like look-alikes.ts: shapes that providers and LiteLLM are known to use. */
export const KNOWN_LOOK_ALIKES: Readonly<Record<string, readonly string[]>> = {
  'a text without spaces, whatever model, number and time stand in it': [
    '模型acme-max的每分钟用量已达上限（60000），请稍后再试',
    '模型 acme-mini-2 的每分钟用量已达上限（900），请在 3 分钟后再试',
    '模型“阿克米”的每分钟用量已达上限（1）。请联系客服。',
  ],
  'text beyond ASCII comes as it is, as escapes and as bytes': [
    'litellm.APIError: AcmeException - {"error": {"message": "余额不足，请充值"}}',
    'litellm.APIError: AcmeException - {"error": {"message": "\\u4f59\\u989d\\u4e0d\\u8db3\\uff0c\\u8bf7\\u5145\\u503c"}}',
    `litellm.APIError: AcmeException - b'{"error": {"message": "\\xe4\\xbd\\x99\\xe9\\xa2\\x9d\\xe4\\xb8\\x8d\\xe8\\xb6\\xb3\\xef\\xbc\\x8c\\xe8\\xaf\\xb7\\xe5\\x85\\x85\\xe5\\x80\\xbc"}}'`,
    'litellm.APIError: AcmeException - 余额不足',
  ],
  'Japanese asks at the end of the sentence': [
    'デプロイ「桜」の上限（60）に達しました。しばらくしてから再度お試しください。',
    'デプロイ「富士」の上限（900）に達しました。30秒後に再試行してください。',
  ],
  'Korean glues particles to names': [
    "모델 'acme-1'의 일일 한도(20회)를 초과했습니다. 3시간 후에 다시 시도해 주세요.",
    "모델 'zeta-mini'의 일일 한도(7회)를 초과했습니다. 15분 후에 다시 시도해 주세요.",
  ],
  'a clause that breaks off behind a whole one does not count': [
    'litellm.APIError: AcmeException - {"error": {"message": "本周额度已经用完，额度将在 2026-02-03 10:11:12 恢复。"}}',
    'litellm.APIError: AcmeException - {"error": {"message": "本周额度已经用完，额度将在 2026-02-0',
  ],
  'units in words vary with the number': [
    'Your trial of this service ended 3 days ago',
    'Your trial of this service ended 21 hours ago',
    'Your trial of this service ended 1 week ago',
  ],
  'an operation, a version and a region stand in fixed places': [
    'The Tables_Create Operation of API version 2024-02-01 is not open in region East US 2',
    'The Rows_Delete Operation of API version 2025-01-01-preview is not open in region swedencentral',
  ],
  'a deployment may have a plain name': [
    'There is no sign that deployment blue for this resource exists',
    'There is no sign that deployment green-2 for this resource exists',
  ],
  'the word that a guardrail found varies': [
    'Filter house-rules found words - `alpha` in the prompt',
    'Filter house-rules found words - `bravo charlie` in the prompt',
  ],
  'a keyword behind an equal sign may hold spaces': [
    'Keyword refused. Keyword=alpha',
    'Keyword refused. Keyword=bravo charlie',
    '{"detail": "Keyword refused. Keyword=7up"}',
  ],
  'advice that LiteLLM appends': [
    "acme does not support parameters: ['seed'], for model=small. To drop these, set `litellm.drop_params=True`",
    "acme does not support parameters: ['seed']",
  ],
  'a class to handle it with does not count': [
    'litellm.APIError: AcmeException - the queue is full. Handle with `litellm.APIError`.',
    'litellm.APIError: AcmeException - the queue is full',
  ],
  'a stream that broke meets its twin': [
    'litellm.RateLimitError: AcmeException - b\'{"error": {"message": "the queue is full"}}\'',
    'litellm.ServiceUnavailableError: litellm.MidStreamFallbackError: litellm.RateLimitError: AcmeException - b\'{"error": {"message": "the queue is full"}}\' Original exception: RateLimitError: litellm.RateLimitError: AcmeException - the queue',
  ],
  'an aggregator tells the reason of the provider behind it': [
    'litellm.APIError: OpenrouterException - {"error": {"message": "Provider returned error", "code": 502, "metadata": {"raw": "{\\"error\\": {\\"message\\": \\"the queue is full\\"}}", "provider_name": "Acme"}}}',
    "litellm.APIError: OpenrouterException - {'error': {'message': 'Provider returned error', 'metadata': {'provider_name': 'Zeta', 'raw': 'the queue is full'}}}",
  ],
  'a provider may be written small': [
    'litellm.APIError: acmeException - the queue is full',
    'litellm.APIError: Acme_exception - the queue is full',
  ],
}

/** Each list holds errors that look alike and are not. */
export const KNOWN_NEAR_TWINS: Readonly<Record<string, readonly string[]>> = {
  'limits in a text without spaces differ': [
    '模型acme-max的每分钟请求数（RPM）已达上限',
    '模型acme-max的每分钟令牌数（TPM）已达上限',
    '模型acme-max的每日令牌数（TPD）已达上限',
    '模型acme-max的并发数已达上限',
  ],
  'what is said of a token differs': ['Token用量超出配额', 'Token已经过期', 'Token无效'],
  'windows of limits differ': [
    '已用满 5 小时的额度',
    '已用满 7 天的额度',
    'Limit of 5 requests per 1 minute reached',
    'Limit of 5 requests per 1 day reached',
  ],
  'quotas are told deep in the body': ['Day', 'Minute'].map(
    (period) =>
      `litellm.RateLimitError: geminiException - {"error": {"message": "You used up all of your quota, see your plan.", "details": [{"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{"quotaMetric": "generativelanguage.googleapis.com/generate_requests", "quotaId": "GenerateRequestsPer${period}PerProject"}]}]}}`,
  ),
  'metrics of quotas differ': [
    'Quota exceeded for aiplatform.googleapis.com/generate_requests_per_minute with base model: a-1',
    'Quota exceeded for aiplatform.googleapis.com/generate_tokens_per_minute with base model: a-1',
  ],
  'what a user has is no name': [
    'user consent is required',
    'user location is required',
    'user wallet has expired',
    'user badge has expired',
    'The user shoe size is not verified',
    'The user hat size is not verified',
  ],
  'parameters in a list have names': [
    "acme does not support parameters: ['seed'], for model=small",
    "acme does not support parameters: ['tools'], for model=small",
    "acme does not support parameters: ['seed', 'tools'], for model=small",
  ],
  'reasons behind an aggregator differ': [
    'litellm.APIError: OpenrouterException - {"error": {"message": "Provider returned error", "metadata": {"raw": "the queue is full"}}}',
    'litellm.APIError: OpenrouterException - {"error": {"message": "Provider returned error", "metadata": {"raw": "the key is refused"}}}',
    'litellm.APIError: OpenrouterException - {"error": {"message": "Provider returned error"}}',
  ],
}

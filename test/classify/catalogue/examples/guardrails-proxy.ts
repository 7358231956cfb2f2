import { type Examples, proxy } from '../wrap.ts'

export const PROXY_EXAMPLES: Examples = {
  ...proxy({
    'guardrail-blocked': [
      'GuardrailRaisedException 500',
      'Guardrail raised an exception, Guardrail: acme-guard, Message: not allowed here',
      'Violated guardrail policy',
    ],
    'guardrail-keyword': [
      'HTTPException 403',
      "Content blocked: keyword 'wombat' detected",
      'Keyword banned. Keyword=wombat',
      'Guardrail failed words - `wombat` detected',
    ],
    'guardrail-personal-data': [
      'BlockedPiiEntityError 400',
      'Blocked entity detected: CREDIT_CARD by Guardrail: presidio. This entity is not allowed to be used in this request.',
    ],
    'guardrail-prompt-injection': [
      'HTTPException 400',
      'Rejected message. This is a prompt injection attack.',
      'Azure Prompt Shield: Attack detected',
    ],
    'guardrail-moderation': [
      'HTTPException 400',
      'Violated content safety policy',
      'Violated OpenAI moderation policy',
      'Azure Content Safety Guardrail: Hate crossed severity 2, Got severity: 4',
    ],
    'proxy-db-not-connected': [
      'HTTPException 500',
      'No connected db.',
      'DB not connected. See https://docs.litellm.ai/docs/proxy/virtual_keys',
      'Client is not connected to the query engine, you must call `connect()` before attempting to query data.',
    ],
    'proxy-db-unreachable': [
      'ProxyException 500',
      "Authentication Error, Can't reach database server at `db`:`5432`",
    ],
    'proxy-db-pool-exhausted': [
      'ProxyException 500',
      'Authentication Error, Timed out fetching a new connection from the connection pool. (Current connection pool timeout: 60, connection limit: 10)',
    ],
    'proxy-db-too-many-clients': [
      'ProxyException 500',
      'Authentication Error, FATAL: sorry, too many clients already',
    ],
    'proxy-db-schema': [
      'ProxyException 500',
      'The column `LiteLLM_VerificationToken.color` does not exist in the current database.',
    ],
    'proxy-db-deadlock': [
      'DataError -',
      'Transaction failed due to a write conflict or a deadlock. Please retry your transaction',
    ],
    'proxy-redis-unreachable': [
      'ConnectionError -',
      'redis.exceptions.ConnectionError: Error 111 connecting to cache:6379. Connection refused.',
      'Error 111 connecting to cache:6379. Connection refused.',
    ],
    'proxy-redis-full': [
      'ResponseError -',
      "OOM command not allowed when used memory > 'maxmemory'.",
      "You can't write against a read only replica.",
    ],
    'proxy-resources': ['OSError -', '[Errno 24] Too many open files'],
    'proxy-enterprise-feature': [
      'ProxyException 403',
      'You must be a LiteLLM Enterprise user to use this feature. If you have a license please set `LITELLM_LICENSE`.',
    ],
    'proxy-python-error': ['AttributeError -', "'NoneType' object has no attribute 'get'"],
  }),
  'guardrail-rejected': [
    { message: 'no', errorClass: 'litellm.exceptions.RejectedRequestError', status: '400' },
  ],
  'content-policy': [
    {
      message: 'litellm.ContentPolicyViolationError: AcmeException - no',
      errorClass: 'ContentPolicyViolationError',
      status: '400',
    },
    {
      message: 'litellm.BadRequestError: AcmeException - no',
      errorClass: 'BadRequestError',
      code: 'content_filter',
    },
  ],
  'proxy-internal-error': [{ message: '', errorClass: 'ProxyException', status: '500' }],
  'proxy-db-error': [
    { message: 'All connection attempts failed', errorClass: 'httpx.ConnectError' },
    { message: 'odd', errorClass: 'prisma.errors.DataError' },
  ],
}

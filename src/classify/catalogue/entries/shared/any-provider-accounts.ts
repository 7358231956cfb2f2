import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_ACCOUNT,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  MORE_QUOTA,
  NEW_PROVIDER_KEY,
  SLOW_DOWN,
  TOP_UP,
} from '../../remedies.ts'

/** What can be said from class and status alone, or from words that many providers share. */
export const PROVIDER_ACCOUNTS: CatalogueFamily = {
  id: 'provider-accounts',
  title: say('Any provider: account, key and limits', '任意供应商：账户、密钥与限额'),
  entries: [
    {
      id: 'provider-balance-empty',
      title: say('Provider account has no balance left', '供应商账户余额不足'),
      fault: 'provider',
      meaning: say(
        'The provider refuses because the account’s balance or credits are used up; no caller can change that.',
        '供应商因账户余额或额度用尽而拒绝服务；调用方无法解决。',
      ),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'add a payment method',
            'insufficient balance',
            'insufficient credits',
            'insufficient funds',
            'payment required',
            'billing_error',
            '余额不足',
            '账户已欠费',
            '额度不足',
            '额度已用尽',
            '配额已用尽',
            'account balance is insufficient',
          ],
          not: ['budget has been exceeded'],
        },
        { statuses: ['402'] },
      ],
    },
    {
      id: 'provider-rate-limit',
      title: say('Rate limit of the provider reached', '触发供应商限流'),
      fault: 'capacity',
      meaning: say(
        'The account sent more requests or tokens than the provider allows, or the provider itself is full.',
        '账户的请求数或令牌数超过供应商限额，或供应商自身已满负荷。',
      ),
      remedies: [DEPLOYMENT_LIMITS, FALLBACKS, MORE_QUOTA],
      acts: 'operator',
      match: [
        { errorClasses: ['RateLimitError'] },
        { statuses: ['429'], speaker: 'provider' },
        {
          message: [
            'too many requests',
            'rate limit exceeded',
            'rate limit reached',
            '请求过于频繁',
          ],
          speaker: 'provider',
        },
      ],
      generic: true,
      link: LINKS.litellmReliability,
    },
    {
      id: 'provider-concurrency-limit',
      title: say('Too many parallel requests at the provider', '供应商并发数超限'),
      fault: 'capacity',
      meaning: say(
        'The account has more requests open at once than the provider allows.',
        '账户的并发请求数超过供应商限制。',
      ),
      remedies: [
        say(
          'Set `max_parallel_requests` of the deployment to the provider’s limit.',
          '将该部署的 `max_parallel_requests` 设为供应商限额。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            '并发数已达上限',
            'concurrency limit exceeded',
            'too many concurrent requests',
            'concurrent request limit',
          ],
          speaker: 'provider',
        },
      ],
    },
    {
      id: 'provider-minute-limit',
      title: say('Per-minute limit of the provider reached', '达到供应商每分钟限额'),
      fault: 'capacity',
      meaning: say(
        'The account used up its tokens or requests for this minute.',
        '账户已用完本分钟的令牌数或请求数。',
      ),
      remedies: [SLOW_DOWN, DEPLOYMENT_LIMITS, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            '每分钟请求数',
            '每分钟令牌数',
            '每分钟token数',
            '每秒请求数',
            'rpm已达上限',
            'tpm已达上限',
            '분당 요청 한도',
            '분당 토큰 한도',
            'requests per minute … exceeded',
          ],
        },
      ],
    },
    {
      id: 'provider-day-limit',
      title: say('Daily limit of the provider reached', '达到供应商每日限额'),
      fault: 'capacity',
      meaning: say(
        'The account used up its requests or tokens for the day.',
        '账户已用完当日的请求数或令牌数。',
      ),
      remedies: [FALLBACKS, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            '每日请求数',
            '每日令牌数',
            '每日token数',
            '今日调用次数',
            'daily limit exceeded',
            'daily quota exceeded',
          ],
          speaker: 'provider',
        },
      ],
    },
    {
      id: 'provider-key-refused',
      title: say('The provider refuses our key', '供应商拒绝了密钥'),
      fault: 'provider',
      meaning: say(
        'The provider’s key in the configuration of the proxy is wrong, expired or revoked: every caller of the group fails.',
        '代理配置中的供应商密钥错误、过期或被吊销：该模型组的所有调用方都会失败。',
      ),
      remedies: [NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [
        { errorClasses: ['AuthenticationError'], speaker: 'provider' },
        { statuses: ['401'], speaker: 'provider' },
        {
          message: ['invalid api key', 'unauthorized', '无效的令牌', 'api key 无效'],
          speaker: 'provider',
        },
      ],
      generic: true,
      link: LINKS.litellmDiagnosis,
    },
    {
      id: 'provider-access-denied',
      title: say('The provider denies access', '供应商拒绝访问'),
      fault: 'provider',
      meaning: say(
        'The key is valid, but its account, project or region may not do this.',
        '密钥有效，但其账户、项目或区域无权执行该操作。',
      ),
      remedies: [CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [
        { errorClasses: ['PermissionDeniedError'], speaker: 'provider' },
        { statuses: ['403'], speaker: 'provider' },
      ],
      generic: true,
      link: LINKS.litellmMapping,
    },
  ],
}

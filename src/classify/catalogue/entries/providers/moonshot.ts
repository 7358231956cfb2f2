import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CONTEXT_FALLBACKS,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  MORE_QUOTA,
  NEW_PROVIDER_KEY,
  REPHRASE,
  RETRIES,
  SHORTEN,
  SLOW_DOWN,
  TOP_UP,
} from '../../remedies.ts'

export const MOONSHOT: CatalogueFamily = {
  id: 'moonshot',
  title: say('Moonshot (Kimi)', '月之暗面（Kimi）'),
  entries: [
    {
      id: 'moonshot-rpm',
      title: say('Requests per minute at Moonshot used up', 'Moonshot 每分钟请求数用尽'),
      fault: 'capacity',
      meaning: say(
        'The organization reached the RPM of its tier, which grows with the total topped up.',
        '组织达到其等级的 RPM；等级随累计充值提升。',
      ),
      remedies: [SLOW_DOWN, DEPLOYMENT_LIMITS, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            'request reached organization max rpm',
            'request reached max organization rpm',
            'request reached max request per minute',
          ],
        },
      ],
      link: LINKS.moonshotLimits,
    },
    {
      id: 'moonshot-concurrency',
      title: say('Parallel requests at Moonshot used up', 'Moonshot 并发数超限'),
      fault: 'capacity',
      meaning: say(
        'The organization has as many requests open as its tier allows.',
        '组织并发请求数达到其等级上限。',
      ),
      remedies: [
        say(
          'Set `max_parallel_requests` of the deployment.',
          '为该部署设置 `max_parallel_requests`。',
        ),
        MORE_QUOTA,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'request reached max organization concurrency',
            'request reached organization max concurrency',
          ],
        },
      ],
      link: LINKS.moonshotLimits,
    },
    {
      id: 'moonshot-tpm',
      title: say('Tokens per minute at Moonshot used up', 'Moonshot 每分钟令牌数用尽'),
      fault: 'capacity',
      meaning: say('The organization reached the TPM of its tier.', '组织达到其等级的 TPM。'),
      remedies: [DEPLOYMENT_LIMITS, MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['request reached organization tpm rate limit'] }],
      link: LINKS.moonshotLimits,
    },
    {
      id: 'moonshot-tpd',
      title: say('Tokens per day at Moonshot used up', 'Moonshot 每日令牌数用尽'),
      fault: 'capacity',
      meaning: say(
        'The organization reached the tokens per day of its tier.',
        '组织达到其等级的每日令牌数。',
      ),
      remedies: [MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['request reached organization tpd rate limit'] }],
      link: LINKS.moonshotLimits,
    },
    {
      id: 'moonshot-suspended',
      title: say('Moonshot account is suspended or has no balance', 'Moonshot 账户停用或余额不足'),
      fault: 'provider',
      meaning: say(
        'The account has no balance left, and the provider has suspended it.',
        '账户余额已用尽，已被供应商暂停。',
      ),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'exceeded your current token quota',
            'is suspended due to insufficient balance',
            'is suspended, please check your plan and billing',
            'exceeded_current_quota_error',
            'exceeded current token quota',
          ],
        },
      ],
      link: LINKS.moonshot,
    },
    {
      id: 'moonshot-overloaded',
      title: say('Moonshot is overloaded', 'Moonshot 过载'),
      fault: 'capacity',
      meaning: say(
        'Moonshot has too much load; accounts of low tiers are refused first.',
        'Moonshot 负载过高；低等级账户优先被限制。',
      ),
      remedies: [RETRIES, FALLBACKS],
      acts: 'provider',
      match: [
        {
          message: [
            'engine_overloaded_error',
            'moonshotexception - the engine is currently overloaded',
          ],
        },
      ],
      link: LINKS.moonshot,
    },
    {
      id: 'moonshot-key-invalid',
      title: say('Moonshot key is wrong', 'Moonshot 密钥无效'),
      fault: 'provider',
      meaning: say(
        'The key is unknown, or belongs to the other of the two platforms (.cn and .ai).',
        '密钥不存在，或属于另一平台（.cn 与 .ai 不通用）。',
      ),
      remedies: [
        NEW_PROVIDER_KEY,
        say(
          'Check that `api_base` is the platform of the key.',
          '确认 `api_base` 与密钥所属平台一致。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'moonshotexception - … invalid authentication',
            'incorrect_api_key_error',
            'invalid_authentication_error',
          ],
        },
      ],
      link: LINKS.moonshot,
    },
    {
      id: 'moonshot-context',
      title: say('Prompt is too long for the Kimi model', '提示词超出 Kimi 模型上下文长度'),
      fault: 'caller',
      meaning: say(
        'Prompt and output together are longer than the context of the model.',
        '提示词与输出合计超出模型上下文长度。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS],
      acts: 'caller',
      match: [{ message: ['exceeded model token limit', 'input token length too long'] }],
      link: LINKS.moonshot,
    },
    {
      id: 'moonshot-content-filter',
      title: say('Refused by Moonshot’s content filter', '被 Moonshot 内容审核拒绝'),
      fault: 'caller',
      meaning: say(
        'The provider rates the prompt or the answer as high risk.',
        '供应商判定提示词或回答为高风险内容。',
      ),
      remedies: [REPHRASE],
      acts: 'caller',
      match: [{ message: ['the request was rejected because it was considered high risk'] }],
      link: LINKS.moonshot,
    },
  ],
}

import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_ACCOUNT,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  MORE_QUOTA,
  RETRIES,
  SHORTEN,
} from '../../remedies.ts'

export const GROQ: CatalogueFamily = {
  id: 'groq',
  title: say('Groq', 'Groq'),
  entries: [
    {
      id: 'groq-rate-minute',
      title: say('Limit per minute at Groq used up', 'Groq 每分钟限额用尽'),
      fault: 'capacity',
      meaning: say(
        'The organization used up its requests or tokens per minute for the model.',
        '组织在该模型上每分钟的请求数或令牌数已用尽。',
      ),
      remedies: [DEPLOYMENT_LIMITS, MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'rate limit reached for … service tier … per minute',
            'groqexception - … per minute',
            'groqexception - … rate limit reached. please try again',
          ],
          not: ['request too large'],
        },
      ],
      link: LINKS.groqLimits,
    },
    {
      id: 'groq-rate-day',
      title: say('Limit per day at Groq used up', 'Groq 每日限额用尽'),
      fault: 'capacity',
      meaning: say(
        'The organization used up its requests or tokens of the day for the model.',
        '组织在该模型上当日的请求数或令牌数已用尽。',
      ),
      remedies: [FALLBACKS, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            'rate limit reached for … service tier … per day',
            'groqexception - … tokens per day',
            'groqexception - … requests per day',
            'rate limit reached for … on tokens per day (tpd)',
          ],
        },
      ],
      link: LINKS.groqLimits,
    },
    {
      id: 'groq-request-too-large',
      title: say(
        'One request is larger than Groq’s limit per minute',
        '单个请求超过 Groq 每分钟限额',
      ),
      fault: 'capacity',
      meaning: say(
        'The request alone needs more tokens than the organization has for a minute.',
        '单个请求所需令牌数超过组织每分钟限额。',
      ),
      remedies: [SHORTEN, MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'request too large for model … service tier',
            'groqexception - … request too large for model',
          ],
        },
      ],
      link: LINKS.groqLimits,
    },
    {
      id: 'groq-restricted',
      title: say('Groq has restricted the organization', 'Groq 已限制该组织'),
      fault: 'provider',
      meaning: say(
        'The provider restricted the account that the key belongs to.',
        '供应商已限制该密钥所属账户。',
      ),
      remedies: [CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['organization has been restricted'] }],
    },
    {
      id: 'groq-tool-use-failed',
      title: say('Model produced an invalid tool call', '模型生成的工具调用无法解析'),
      fault: 'provider',
      meaning: say(
        'The model’s own tool call or JSON did not fit the schema, so that the provider refused it.',
        '模型生成的工具调用或 JSON 不符合 Schema，被供应商拒绝。',
      ),
      remedies: [
        RETRIES,
        say('Simplify the tools, or lower the temperature.', '简化工具定义，或降低 temperature。'),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'tool_use_failed',
            'failed to call a function. please adjust your prompt',
            'json_validate_failed',
            'failed to generate json',
          ],
        },
      ],
    },
    {
      id: 'groq-flex-full',
      title: say('Flex capacity at Groq used up', 'Groq Flex 容量用尽'),
      fault: 'capacity',
      meaning: say(
        'The flex tier runs on spare capacity, and there is none at the moment.',
        'Flex 层使用空闲容量，目前没有空闲。',
      ),
      remedies: [say('Use the on-demand tier.', '改用 on_demand 服务层级。'), FALLBACKS],
      acts: 'operator',
      match: [{ message: ['over_capacity', 'flex tier capacity exceeded'] }],
    },
  ],
}

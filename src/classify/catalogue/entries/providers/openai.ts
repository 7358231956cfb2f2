import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CAP_CALLERS,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  MORE_QUOTA,
  REPHRASE,
  RETRIES,
  SHORTEN,
  WAIT,
} from '../../remedies.ts'

export const OPENAI: CatalogueFamily = {
  id: 'openai',
  title: say('OpenAI: limits and failures', 'OpenAI：限额与故障'),
  entries: [
    {
      id: 'openai-rate-tokens',
      title: say('Tokens per minute used up at the provider', '供应商每分钟令牌数用尽'),
      fault: 'capacity',
      meaning: say(
        'The organization’s tokens for this minute and model are used up; it recovers within the minute.',
        '组织在该模型上本分钟的令牌数已用尽，一分钟内恢复。',
      ),
      remedies: [DEPLOYMENT_LIMITS, CAP_CALLERS, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            'rate limit reached for … on tokens per min',
            'rate limit reached … tokens per min (tpm)',
          ],
          not: ['service tier'],
        },
      ],
      link: LINKS.openai,
    },
    {
      id: 'openai-rate-requests',
      title: say('Requests per minute used up at the provider', '供应商每分钟请求数用尽'),
      fault: 'capacity',
      meaning: say(
        'The organization’s requests for this minute and model are used up.',
        '组织在该模型上本分钟的请求数已用尽。',
      ),
      remedies: [DEPLOYMENT_LIMITS, CAP_CALLERS, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            'rate limit reached for … on requests per min',
            'rate limit reached … requests per min (rpm)',
          ],
          not: ['service tier'],
        },
      ],
      link: LINKS.openai,
    },
    {
      id: 'openai-rate-day',
      title: say('Daily limit used up at the provider', '供应商每日限额用尽'),
      fault: 'capacity',
      meaning: say(
        'The organization’s requests or tokens for the day are used up; it recovers over hours.',
        '组织当日的请求数或令牌数已用尽，需数小时恢复。',
      ),
      remedies: [FALLBACKS, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            'rate limit reached for … on requests per day',
            'rate limit reached for … on tokens per day',
            'rate limit reached for … on batch',
          ],
          not: ['service tier'],
        },
      ],
      link: LINKS.openai,
    },
    {
      id: 'openai-request-over-limit',
      title: say('One request is larger than the limit per minute', '单个请求超过每分钟令牌限额'),
      fault: 'capacity',
      meaning: say(
        'The request alone needs more tokens than the account may use in a minute, so that retrying never helps.',
        '单个请求所需令牌数已超过账户每分钟限额，重试无效。',
      ),
      remedies: [SHORTEN, MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['request too large for … tokens per min'], not: ['service tier'] }],
      link: LINKS.openai,
    },
    {
      id: 'openai-usage-window',
      title: say('Usage quota of a plan is used up', '套餐时段额度用尽'),
      fault: 'capacity',
      meaning: say(
        'The quota of the plan for some hours or the week is used up until it resets.',
        '套餐在数小时或一周内的额度已用尽，需等待重置。',
      ),
      remedies: [
        FALLBACKS,
        say('Move to a larger plan or to billing by use.', '升级套餐或改为按量计费。'),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            '窗口内的套餐额度',
            '每周的套餐额度',
            '每月的套餐额度',
            'youve hit your usage limit',
            'exceeded the … usage quota',
            'reached your usage limit for this',
            'usage limit has been reached',
          ],
        },
      ],
    },
    {
      id: 'openai-server-error',
      title: say('Internal error at OpenAI', 'OpenAI 内部错误'),
      fault: 'provider',
      meaning: say(
        'OpenAI failed while it worked on the request.',
        'OpenAI 在处理请求时发生内部错误。',
      ),
      remedies: [RETRIES, FALLBACKS, WAIT],
      acts: 'provider',
      match: [
        {
          message: [
            'the server had an error processing your request',
            'the server had an error while processing your request',
            'an error occurred while processing your request. you can retry your request',
          ],
        },
      ],
      link: LINKS.openai,
    },
    {
      id: 'openai-overloaded',
      title: say('Engine is overloaded', '模型引擎过载'),
      fault: 'provider',
      meaning: say(
        'The provider has too much load on this model at the moment.',
        '供应商在该模型上当前负载过高。',
      ),
      remedies: [FALLBACKS, RETRIES, WAIT],
      acts: 'provider',
      match: [
        {
          message: [
            'the engine is currently overloaded',
            'that model is currently overloaded',
            'currently overloaded with other requests',
            'server_is_overloaded',
          ],
          not: ['engine_overloaded_error', 'moonshotexception'],
        },
      ],
      link: LINKS.openai,
    },
    {
      id: 'openai-safety',
      title: say('Refused by OpenAI’s safety system', '被 OpenAI 安全系统拒绝'),
      fault: 'caller',
      meaning: say(
        'The prompt or the requested picture breaks the usage policy of the provider.',
        '提示词或所请求的图片违反供应商使用政策。',
      ),
      remedies: [REPHRASE],
      acts: 'caller',
      match: [
        {
          message: [
            'rejected as a result of our safety system',
            'flagged as potentially violating our usage policy',
            'flagged as potentially violating',
            'request was rejected by the safety system',
          ],
        },
      ],
    },
  ],
}

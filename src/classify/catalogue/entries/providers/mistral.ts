import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CONTEXT_FALLBACKS,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  MORE_QUOTA,
  NEW_PROVIDER_KEY,
  REPLACE_MODEL,
  RETRIES,
  SHORTEN,
} from '../../remedies.ts'

export const MISTRAL: CatalogueFamily = {
  id: 'mistral',
  title: say('Mistral', 'Mistral'),
  entries: [
    {
      id: 'mistral-tier-capacity',
      title: say('Capacity of the Mistral tier used up', 'Mistral 服务层级容量用尽'),
      fault: 'capacity',
      meaning: say(
        'The plan’s share of capacity for the model is used up; it comes as 429 or 500.',
        '套餐在该模型上的容量份额已用尽；以 429 或 500 返回。',
      ),
      remedies: [RETRIES, FALLBACKS, say('Move to a higher tier.', '升级到更高层级。')],
      acts: 'operator',
      match: [{ message: ['service tier capacity exceeded for this model'] }],
      link: LINKS.mistralTier,
    },
    {
      id: 'mistral-rate-limit',
      title: say('Rate limit of the Mistral organization reached', '触发 Mistral 组织限流'),
      fault: 'capacity',
      meaning: say(
        'The organization sent more requests per second or tokens per minute than its tier allows.',
        '组织每秒请求数或每分钟令牌数超过层级限制。',
      ),
      remedies: [DEPLOYMENT_LIMITS, MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'mistralexception - … rate limit exceeded',
            'mistralexception - … rate_limited',
            'requests rate limit exceeded',
          ],
          not: ['please try again later'],
        },
      ],
      link: LINKS.mistral,
    },
    {
      id: 'mistral-key-invalid',
      title: say('Mistral key is wrong', 'Mistral 密钥无效'),
      fault: 'provider',
      meaning: say(
        'The key of the proxy is unknown, revoked, or its workspace has no active plan.',
        '代理的密钥不存在、已吊销，或其工作区没有有效套餐。',
      ),
      remedies: [NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['mistralexception - … unauthorized'] }],
      link: LINKS.mistral,
    },
    {
      id: 'mistral-model-invalid',
      title: say('Mistral does not have the model', 'Mistral 不存在该模型'),
      fault: 'provider',
      meaning: say(
        'The model behind a deployment is retired or misspelt.',
        '该部署的模型已下线或名称有误。',
      ),
      remedies: [REPLACE_MODEL, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'mistralexception - … invalid model:',
            'mistralexception - … invalid_model',
            'mistralexception - … unknown_model',
          ],
        },
      ],
      link: LINKS.mistral,
    },
    {
      id: 'mistral-context',
      title: say('Prompt is too long for the Mistral model', '提示词超出 Mistral 上下文长度'),
      fault: 'caller',
      meaning: say(
        'Prompt and output together are longer than the context of the model.',
        '提示词与输出合计超出模型上下文长度。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS],
      acts: 'caller',
      match: [
        {
          message: ['prompt contains … tokens, too large for model with … maximum context length'],
        },
      ],
    },
  ],
}

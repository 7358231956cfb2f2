import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CONTEXT_FALLBACKS,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  MORE_QUOTA,
  REPLACE_MODEL,
  RETRIES,
  SHORTEN,
  TOP_UP,
} from '../../remedies.ts'

export const TOGETHER: CatalogueFamily = {
  id: 'together',
  title: say('Together, Cerebras', 'Together、Cerebras'),
  entries: [
    {
      id: 'together-rate-limit',
      title: say('Rate limit at Together reached', '触发 Together 限流'),
      fault: 'capacity',
      meaning: say(
        'The account sends faster than its tier or the model allows at the moment.',
        '账户请求速度超过其等级或该模型当前允许的速率。',
      ),
      remedies: [DEPLOYMENT_LIMITS, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'together_aiexception - … rate limit',
            'you have reached the rate limit specific to this model',
            'dynamic_request_limited',
            'dynamic_token_limited',
          ],
        },
      ],
      link: LINKS.together,
    },
    {
      id: 'together-spend-limit',
      title: say('Spend limit at Together reached', '达到 Together 支出上限'),
      fault: 'provider',
      meaning: say(
        'The account has no credits left or reached its monthly limit (402).',
        '账户额度用尽或达到月度支出上限（402）。',
      ),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'together_aiexception - … credit limit exceeded',
            'credit limit exceeded, please',
            'maximum allowed monthly spending limit',
          ],
        },
      ],
      link: LINKS.together,
    },
    {
      id: 'together-overloaded',
      title: say('Together is overloaded', 'Together 过载'),
      fault: 'provider',
      meaning: say('Together has too much load on the model.', 'Together 在该模型上负载过高。'),
      remedies: [RETRIES, FALLBACKS],
      acts: 'provider',
      match: [
        {
          message: [
            'together_aiexception - … overloaded',
            'together_aiexception - service unavailable',
          ],
        },
      ],
      link: LINKS.together,
    },
    {
      id: 'together-model-dedicated',
      title: say(
        'Model is not offered serverless at Together',
        'Together 不提供该模型的 Serverless 服务',
      ),
      fault: 'provider',
      meaning: say('The model runs only on a dedicated endpoint.', '该模型仅能在专用端点上运行。'),
      remedies: [say('Create a dedicated endpoint.', '创建专用端点。'), REPLACE_MODEL],
      acts: 'operator',
      match: [{ message: ['unable to access non-serverless model', 'model_not_available'] }],
      link: LINKS.together,
    },
    {
      id: 'inputs-plus-output-too-long',
      title: say('Prompt and output are too long for the server', '提示词与输出合计过长'),
      fault: 'caller',
      meaning: say(
        'Prompt tokens and `max_new_tokens` together are more than the server allows.',
        '提示词令牌数与 `max_new_tokens` 之和超过服务限制。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS],
      acts: 'caller',
      match: [
        {
          message: [
            'inputs tokens + max_new_tokens must be',
            'inputs must have less than … tokens',
          ],
        },
      ],
    },
    {
      id: 'cerebras-tokens-minute',
      title: say('Tokens per minute at Cerebras used up', 'Cerebras 每分钟令牌数用尽'),
      fault: 'capacity',
      meaning: say(
        'The account processed more tokens in a minute than allowed.',
        '账户一分钟内处理的令牌数超限。',
      ),
      remedies: [DEPLOYMENT_LIMITS, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['tokens per minute limit exceeded - too many tokens processed'] }],
    },
    {
      id: 'cerebras-tokens-day',
      title: say('Tokens per day at Cerebras used up', 'Cerebras 每日令牌数用尽'),
      fault: 'capacity',
      meaning: say(
        'The account processed more tokens in a day than allowed.',
        '账户一天内处理的令牌数超限。',
      ),
      remedies: [MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['tokens per day limit exceeded - too many tokens processed'] }],
    },
  ],
}

import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CONTEXT_FALLBACKS,
  FALLBACKS,
  NEW_PROVIDER_KEY,
  REPHRASE,
  REPLACE_MODEL,
  RETRIES,
  SHORTEN,
  TOP_UP,
} from '../../remedies.ts'

export const OPENROUTER: CatalogueFamily = {
  id: 'openrouter',
  title: say('OpenRouter', 'OpenRouter'),
  entries: [
    {
      id: 'openrouter-free-day',
      title: say('Free requests of the day at OpenRouter used up', 'OpenRouter 每日免费次数用尽'),
      fault: 'capacity',
      meaning: say(
        'The account’s calls of free models are used up for the day; buying credits raises the number.',
        '账户当日免费模型调用次数已用尽；购买额度后次数更多。',
      ),
      remedies: [
        say(
          'Buy credits, or use the paid form of the model (without `:free`).',
          '购买额度，或改用付费版本（去掉 `:free`）。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [{ message: ['free-models-per-day'] }],
      link: LINKS.openrouter,
    },
    {
      id: 'openrouter-free-minute',
      title: say(
        'Free requests of the minute at OpenRouter used up',
        'OpenRouter 每分钟免费次数用尽',
      ),
      fault: 'capacity',
      meaning: say('Free models allow few calls a minute.', '免费模型每分钟调用次数有限。'),
      remedies: [
        say('Use the paid form of the model (without `:free`).', '改用付费版本（去掉 `:free`）。'),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [{ message: ['free-models-per-min'] }],
      link: LINKS.openrouter,
    },
    {
      id: 'openrouter-upstream-rate-limit',
      title: say('Provider behind OpenRouter is full', 'OpenRouter 上游供应商限流'),
      fault: 'capacity',
      meaning: say(
        'The provider that OpenRouter chose limits all of OpenRouter’s traffic at the moment.',
        'OpenRouter 所选的上游供应商正在限制其整体流量。',
      ),
      remedies: [
        say(
          'Allow more providers in `provider` of the request, or bring a key of your own.',
          '在请求的 `provider` 中允许更多供应商，或绑定自有密钥。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [{ message: ['temporarily rate-limited upstream'] }],
      link: LINKS.openrouter,
    },
    {
      id: 'openrouter-credits',
      title: say('OpenRouter credits are used up', 'OpenRouter 额度不足'),
      fault: 'provider',
      meaning: say(
        'The account has too few credits for the request, or none (402).',
        '账户额度不足以完成请求，或已用尽（402）。',
      ),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'requires more credits, or fewer max_tokens',
            'this request requires more credits',
            'insufficient credits. add more using',
            'openrouter.ai/settings/credits',
          ],
        },
      ],
      link: LINKS.openrouter,
    },
    {
      id: 'openrouter-key-limit',
      title: say('Limit of the OpenRouter key reached', 'OpenRouter 密钥限额用尽'),
      fault: 'provider',
      meaning: say(
        'The key has a spend limit of its own at OpenRouter, and it is used up.',
        '该密钥在 OpenRouter 的消费上限已用尽。',
      ),
      remedies: [
        say('Raise the limit of the key at OpenRouter.', '在 OpenRouter 调高该密钥的上限。'),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'key limit exceeded (',
            'key limit exceeded. manage it using',
            'openrouterexception - … key limit exceeded',
          ],
        },
      ],
      link: LINKS.openrouter,
    },
    {
      id: 'openrouter-key-invalid',
      title: say('OpenRouter key is wrong', 'OpenRouter 密钥无效'),
      fault: 'provider',
      meaning: say(
        'OpenRouter does not know the key of the proxy, or its user no longer exists.',
        'OpenRouter 不认可代理的密钥，或其用户已不存在。',
      ),
      remedies: [NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'no auth credentials found',
            'openrouterexception - … user not found',
            'no cookie auth credentials found',
          ],
        },
      ],
      link: LINKS.openrouter,
    },
    {
      id: 'openrouter-no-endpoint',
      title: say('OpenRouter has no provider for the request', 'OpenRouter 没有可用的上游'),
      fault: 'provider',
      meaning: say(
        'No provider of the model fits the account’s data policy, the routing rules or the requested features.',
        '该模型没有符合数据政策、路由规则或所需功能的上游供应商。',
      ),
      remedies: [
        say(
          'Loosen the data policy of the account or the `provider` rules.',
          '放宽账户的数据政策或 `provider` 规则。',
        ),
        REPLACE_MODEL,
      ],
      acts: 'operator',
      match: [{ message: ['no endpoints found', 'no allowed providers are available'] }],
      link: LINKS.openrouter,
    },
    {
      id: 'openrouter-model-invalid',
      title: say('OpenRouter does not have the model', 'OpenRouter 不存在该模型'),
      fault: 'provider',
      meaning: say(
        'The model behind a deployment is not in OpenRouter’s list.',
        '该部署的模型不在 OpenRouter 列表中。',
      ),
      remedies: [REPLACE_MODEL],
      acts: 'operator',
      match: [{ message: ['is not a valid model id'] }],
      link: LINKS.openrouter,
    },
    {
      id: 'openrouter-moderation',
      title: say('Input was flagged at OpenRouter', '输入被 OpenRouter 标记'),
      fault: 'caller',
      meaning: say(
        'The model requires moderation, and the input was flagged.',
        '该模型要求内容审核，输入被标记。',
      ),
      remedies: [REPHRASE],
      acts: 'caller',
      match: [{ message: ['requires moderation on', 'your input was flagged', 'flagged_input'] }],
      link: LINKS.openrouter,
    },
    {
      id: 'openrouter-context',
      title: say(
        'Prompt is too long for the endpoint at OpenRouter',
        '提示词超出 OpenRouter 端点上下文',
      ),
      fault: 'caller',
      meaning: say(
        'Prompt and output together are longer than the context of the provider that was chosen.',
        '提示词与输出合计超出所选上游的上下文长度。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS],
      acts: 'caller',
      match: [{ message: ['this endpoints maximum context length is'] }],
      link: LINKS.openrouter,
    },
    {
      id: 'openrouter-upstream-429',
      title: say('Provider behind OpenRouter answered 429', 'OpenRouter 上游供应商返回 429'),
      fault: 'capacity',
      meaning: say(
        'The provider that OpenRouter chose refused because of a limit; its own text is not in the catalogue.',
        'OpenRouter 所选的上游供应商因限额拒绝请求；其原文不在已知故障中。',
      ),
      remedies: [FALLBACKS, RETRIES],
      acts: 'provider',
      match: [{ message: ['provider returned error … code:429'] }],
      generic: true,
      link: LINKS.openrouter,
    },
    {
      id: 'openrouter-upstream-error',
      title: say('Provider behind OpenRouter failed', 'OpenRouter 上游供应商故障'),
      fault: 'provider',
      meaning: say(
        'The provider that OpenRouter chose answered with an error.',
        'OpenRouter 所选的上游供应商返回错误。',
      ),
      remedies: [RETRIES, FALLBACKS],
      acts: 'provider',
      match: [{ message: ['provider returned error'] }],
      generic: true,
      link: LINKS.openrouter,
    },
  ],
}

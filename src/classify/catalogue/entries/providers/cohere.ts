import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  LOWER_MAX_TOKENS,
  MORE_QUOTA,
  NEW_PROVIDER_KEY,
  REPLACE_MODEL,
  SHORTEN,
} from '../../remedies.ts'

export const COHERE: CatalogueFamily = {
  id: 'cohere',
  title: say('Cohere', 'Cohere'),
  entries: [
    {
      id: 'cohere-trial-key',
      title: say('Limit of a Cohere trial key reached', 'Cohere 试用密钥达到限额'),
      fault: 'capacity',
      meaning: say(
        'The proxy uses a trial key, which allows few calls a minute and a thousand a month.',
        '代理使用试用密钥，每分钟和每月的调用次数很少。',
      ),
      remedies: [say('Use a production key.', '改用生产密钥。')],
      acts: 'operator',
      match: [{ message: ['you are using a trial key', 'trial token rate limit exceeded'] }],
      link: LINKS.cohereLimits,
    },
    {
      id: 'cohere-rate-limit',
      title: say('Rate limit at Cohere reached', '触发 Cohere 限流'),
      fault: 'capacity',
      meaning: say(
        'The account sent more requests per minute than the endpoint allows.',
        '账户每分钟请求数超过该接口限制。',
      ),
      remedies: [DEPLOYMENT_LIMITS, MORE_QUOTA],
      acts: 'operator',
      match: [{ message: ['past the per minute request limit'] }],
      link: LINKS.cohereLimits,
    },
    {
      id: 'cohere-key-invalid',
      title: say('Cohere key is wrong', 'Cohere 密钥无效'),
      fault: 'provider',
      meaning: say('Cohere does not know the key of the proxy.', 'Cohere 不认可代理的密钥。'),
      remedies: [NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['invalid api token', 'no api key supplied'], speaker: 'provider' }],
      link: LINKS.cohere,
    },
    {
      id: 'cohere-input-too-long',
      title: say('Input is too long for the Cohere model', '输入超出 Cohere 模型上限'),
      fault: 'caller',
      meaning: say(
        'The prompt or document has more tokens than the model allows.',
        '提示词或文档令牌数超出模型上限。',
      ),
      remedies: [
        SHORTEN,
        say('Let Cohere cut the text with `truncate`.', '使用 `truncate` 由 Cohere 截断文本。'),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'too many tokens:total number of tokens',
            'total number of tokens in the prompt cannot exceed',
            'too many tokens:size limit exceeded by',
          ],
        },
      ],
      link: LINKS.cohere,
    },
    {
      id: 'cohere-output-too-long',
      title: say(
        '`max_tokens` is larger than the Cohere model allows',
        '`max_tokens` 超过 Cohere 模型上限',
      ),
      fault: 'caller',
      meaning: say(
        'The request asks for more output than the model can give.',
        '请求的输出长度超过模型上限。',
      ),
      remedies: [LOWER_MAX_TOKENS],
      acts: 'caller',
      match: [{ message: ['max tokens must be less than or equal to … the maximum output'] }],
      link: LINKS.cohere,
    },
    {
      id: 'cohere-model-removed',
      title: say('Cohere has removed the model', 'Cohere 已移除该模型'),
      fault: 'provider',
      meaning: say(
        'The model behind a deployment no longer exists at Cohere.',
        '该部署的模型在 Cohere 已不存在。',
      ),
      remedies: [REPLACE_MODEL, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['model … was removed on', 'make sure the correct model id was used'] }],
      link: LINKS.cohere,
    },
  ],
}

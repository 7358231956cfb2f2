import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { FALLBACKS, FIX_REQUEST, NEW_PROVIDER_KEY, RETRIES, TOP_UP, WAIT } from '../../remedies.ts'

export const DEEPSEEK: CatalogueFamily = {
  id: 'deepseek',
  title: say('DeepSeek', 'DeepSeek'),
  entries: [
    {
      id: 'deepseek-balance',
      title: say('DeepSeek balance is used up', 'DeepSeek 账户余额不足'),
      fault: 'provider',
      meaning: say('The balance of the account is used up (402).', '账户余额已用尽（402）。'),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [
        { message: ['deepseekexception - … insufficient balance'] },
        { message: ['insufficient balance'], providers: ['deepseek'] },
      ],
      link: LINKS.deepseek,
    },
    {
      id: 'deepseek-key-invalid',
      title: say('DeepSeek key is wrong', 'DeepSeek 密钥无效'),
      fault: 'provider',
      meaning: say('DeepSeek does not know the key of the proxy.', 'DeepSeek 不认可代理的密钥。'),
      remedies: [NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'authentication fails, your api key',
            'authentication fails (governor)',
            'authentication fails (no such user)',
          ],
        },
      ],
      link: LINKS.deepseek,
    },
    {
      id: 'deepseek-busy',
      title: say('DeepSeek is overloaded', 'DeepSeek 服务繁忙'),
      fault: 'provider',
      meaning: say('DeepSeek has more load than it can serve.', 'DeepSeek 负载过高。'),
      remedies: [RETRIES, FALLBACKS, WAIT],
      acts: 'provider',
      match: [
        {
          message: [
            'deepseekexception - … service is too busy',
            'deepseekexception - … server overloaded',
            'service is too busy. we advise users to temporarily switch',
          ],
        },
      ],
      link: LINKS.deepseek,
    },
    {
      id: 'deepseek-reasoner-messages',
      title: say(
        'Messages do not fit DeepSeek’s reasoning model',
        '消息格式不符合 DeepSeek 推理模型要求',
      ),
      fault: 'caller',
      meaning: say(
        'The reasoning model expects alternating roles, and reasoning of earlier turns sent back or left out as its documentation says.',
        '推理模型要求角色交替，并按要求回传或去掉先前的思考内容。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [
        {
          message: [
            'deepseek-reasoner does not support successive user or assistant messages',
            'the reasoning_content in the thinking mode must be passed back',
            'missing reasoning_content field in the assistant message',
          ],
        },
      ],
    },
  ],
}

import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_ACCOUNT,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  MORE_QUOTA,
  NEW_PROVIDER_KEY,
  REPHRASE,
  TOP_UP,
} from '../../remedies.ts'

export const OTHER_PROVIDERS: CatalogueFamily = {
  id: 'other-providers',
  title: say('xAI, Fireworks, MiniMax and others', 'xAI、Fireworks、MiniMax 等'),
  entries: [
    {
      id: 'account-suspended',
      title: say('Provider account is suspended', '供应商账户已被暂停'),
      fault: 'provider',
      meaning: say(
        'The provider has suspended the account, for unpaid invoices, a spend limit or a breach of its rules.',
        '供应商因欠费、支出上限或违规暂停了该账户。',
      ),
      remedies: [CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'account … is suspended',
            'account has been suspended',
            'account has been disabled',
            '账户已被冻结',
            '账户已被停用',
            '账号已被封禁',
          ],
          speaker: 'provider',
          not: ['due to insufficient balance'],
        },
      ],
    },
    {
      id: 'xai-credits',
      title: say('xAI credits are used up', 'xAI 额度用尽'),
      fault: 'provider',
      meaning: say(
        'The team has no credits left, or reached its monthly spend limit; it comes as 403 or 429.',
        '团队额度用尽或达到月度支出上限；以 403 或 429 返回。',
      ),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'used all available credits or reached its monthly spending limit',
            'doesnt have any credits yet',
            'you have run out of credits or need a grok subscription',
          ],
        },
      ],
    },
    {
      id: 'xai-content',
      title: say('Refused by xAI’s usage guidelines', '被 xAI 使用准则拒绝'),
      fault: 'caller',
      meaning: say(
        'The provider rates the prompt as against its guidelines.',
        '供应商判定提示词违反其使用准则。',
      ),
      remedies: [REPHRASE],
      acts: 'caller',
      match: [{ message: ['content violates usage guidelines'] }],
    },
    {
      id: 'fireworks-suspended',
      title: say('Fireworks account is suspended for billing', 'Fireworks 账户因账单被暂停'),
      fault: 'provider',
      meaning: say(
        'The account reached its monthly spend limit or has unpaid invoices; it comes as a 412.',
        '账户达到月度支出上限或有未付账单；以 412 返回。',
      ),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['is suspended, possibly due to reaching the monthly spending limit'] }],
    },
    {
      id: 'minimax-balance',
      title: say('MiniMax balance is used up', 'MiniMax 余额不足'),
      fault: 'provider',
      meaning: say(
        'The balance that the key draws from is used up (1008); keys of plans and of the platform have separate ones.',
        '该密钥对应的余额已用尽（1008）；套餐密钥与平台密钥的余额相互独立。',
      ),
      remedies: [TOP_UP, NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'insufficient balance (1008)',
            'insufficient_balance_error',
            'status_code:1008,',
          ],
        },
      ],
    },
    {
      id: 'minimax-rate-limit',
      title: say('Rate limit of the MiniMax account reached', 'MiniMax 账户触发限流'),
      fault: 'capacity',
      meaning: say(
        'The account reached its requests or tokens per minute (1002, 1039).',
        '账户达到每分钟请求数或令牌数上限（1002、1039）。',
      ),
      remedies: [DEPLOYMENT_LIMITS, MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['status_code:1002,', 'status_code:1039,'] }],
    },
    {
      id: 'huggingface-credits',
      title: say('Hugging Face credits of the month are used up', 'Hugging Face 当月额度用尽'),
      fault: 'provider',
      meaning: say(
        'The monthly credits for Inference Providers are used up.',
        '账户当月的推理额度已用尽。',
      ),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['exceeded your monthly included credits'] }],
    },
    {
      id: 'baidu-limit',
      title: say('Rate limit at Baidu Qianfan reached', '触发百度千帆限流'),
      fault: 'capacity',
      meaning: say(
        'The application reached its requests per second, or those of the day.',
        '应用达到 QPS 或当日请求量上限。',
      ),
      remedies: [DEPLOYMENT_LIMITS, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            'open api qps request limit reached',
            'open api request limit reached',
            'open api daily request limit reached',
            'open api total request limit reached',
          ],
        },
      ],
      link: 'https://ai.baidu.com/ai-doc/WENXINWORKSHOP/tlmyncueh',
    },
  ],
}

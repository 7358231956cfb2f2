import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { CHECK_ACCOUNT, FALLBACKS, NEW_PROVIDER_KEY, TOP_UP } from '../../remedies.ts'

export const ZHIPU_ACCOUNT: CatalogueFamily = {
  id: 'zhipu-account',
  title: say('Zhipu: account', '智谱：账户'),
  entries: [
    {
      id: 'zhipu-plan',
      title: say('Zhipu plan has ended or lacks the model', '智谱套餐到期或不含该模型'),
      fault: 'provider',
      meaning: say(
        'The coding plan has ended, does not include the model, or is restricted for its use (1309, 1311, 1313).',
        '套餐已到期、不含该模型，或因使用方式受限（1309、1311、1313）。',
      ),
      remedies: [
        say(
          'Renew or change the plan, or use a key that is billed by use.',
          '续订或变更套餐，或改用按量计费的密钥。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            '套餐已到期',
            '套餐暂未开放',
            '不符合公平使用策略',
            '{code:1309,',
            '{code:1311,',
            '{code:1313,',
          ],
        },
      ],
      link: LINKS.zhipu,
    },
    {
      id: 'zhipu-arrears',
      title: say('Zhipu account is in arrears', '智谱账户欠费'),
      fault: 'provider',
      meaning: say(
        'The account has no balance or resource package left (1113); it comes as 429, but waiting does not help.',
        '账户余额或资源包已用尽（1113）；以 429 返回，但等待无效。',
      ),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            '余额不足或无可用资源包',
            '您的账户已欠费',
            'insufficient balance or no resource package',
            '{code:1113,',
          ],
        },
      ],
      link: LINKS.zhipu,
    },
    {
      id: 'zhipu-account-locked',
      title: say('Zhipu account is locked', '智谱账户被锁定'),
      fault: 'provider',
      meaning: say(
        'The account is locked, inactive or does not exist (1110 to 1112, 1121).',
        '账户被锁定、未激活或不存在（1110–1112、1121）。',
      ),
      remedies: [CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            '您的账户已被锁定',
            '账号已被锁定',
            '您的账户当前处于非活动状态',
            '{code:1110,',
            '{code:1111,',
            '{code:1112,',
            '{code:1121,',
          ],
        },
      ],
      link: LINKS.zhipu,
    },
    {
      id: 'zhipu-key-invalid',
      title: say('Zhipu key is wrong or expired', '智谱密钥无效或过期'),
      fault: 'provider',
      meaning: say(
        'Zhipu does not accept the token of the proxy (1000 to 1004).',
        '智谱不接受代理的令牌（1000–1004）。',
      ),
      remedies: [NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'authorization token非法',
            'authentication token非法',
            'authentication token 非法',
            'authentication token 已过期',
            '身份验证失败',
            '令牌已过期或验证不正确',
            '{code:1000,',
            '{code:1001,',
            '{code:1002,',
            '{code:1003,',
            '{code:1004,',
          ],
        },
      ],
      link: LINKS.zhipu,
    },
  ],
}

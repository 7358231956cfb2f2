import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { CHECK_ACCOUNT, FALLBACKS, NEW_PROVIDER_KEY, TOP_UP } from '../../remedies.ts'

export const OPENAI_ACCOUNT: CatalogueFamily = {
  id: 'openai-account',
  title: say('OpenAI: account and key', 'OpenAI：账户与密钥'),
  entries: [
    {
      id: 'openai-quota-exhausted',
      title: say('OpenAI account is out of quota', 'OpenAI 账户额度用尽'),
      fault: 'provider',
      meaning: say(
        'The account has no credits left or reached its monthly limit; it comes as 429, but waiting does not help.',
        '账户余额或月度额度已用尽；虽以 429 返回，但等待无效。',
      ),
      remedies: [
        TOP_UP,
        say(
          'Raise the monthly limit of the organization or project.',
          '调高组织或项目的月度限额。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: ['exceeded your current quota', 'insufficient_quota'],
          not: ['generativelanguage', 'ai.google.dev', 'googleapis.com'],
        },
        { codes: ['insufficient_quota'] },
      ],
      link: LINKS.openai,
    },
    {
      id: 'openai-billing-limit',
      title: say('Billing or spend limit at OpenAI', 'OpenAI 账单或支出限制'),
      fault: 'provider',
      meaning: say(
        'A hard limit for spending is reached, the credit balance is used up, or billing is not active.',
        '达到硬性支出上限、信用余额用尽，或账单未激活。',
      ),
      remedies: [TOP_UP, CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'billing hard limit has been reached',
            'billing_hard_limit_reached',
            'credit_balance_exhausted',
            'organization_spend_limit_exceeded',
            'project_spend_limit_exceeded',
            'billing_not_active',
            'your account is not active, please check your billing details',
          ],
        },
      ],
      link: LINKS.openai,
    },
    {
      id: 'openai-key-invalid',
      title: say('OpenAI key is wrong', 'OpenAI 密钥无效'),
      fault: 'provider',
      meaning: say(
        'The provider does not know the key that the proxy sends: it is mistyped, revoked or for another endpoint.',
        '供应商不认可代理发送的密钥：可能有误、已吊销，或属于其他接口。',
      ),
      remedies: [NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [
        { message: ['incorrect api key provided', 'invalid_api_key'], speaker: 'provider' },
        { message: ['incorrect api key provided'] },
      ],
      link: LINKS.openai,
    },
    {
      id: 'openai-organization-wrong',
      title: say('Key does not fit its organization or project', '密钥与组织或项目不匹配'),
      fault: 'provider',
      meaning: say(
        'The `organization` of the deployment is not the key’s, or the key’s project is archived.',
        '部署的 `organization` 与密钥不符，或密钥所属项目已归档。',
      ),
      remedies: [
        say(
          'Correct or remove `organization` of the deployment.',
          '修正或移除该部署的 `organization`。',
        ),
        NEW_PROVIDER_KEY,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'you must be a member of an organization to use the api',
            'no such organization',
            'mismatched_organization',
            'openai-organization header should match',
            'project you are requesting has been archived',
          ],
        },
      ],
      link: LINKS.openai,
    },
    {
      id: 'openai-organization-unverified',
      title: say('Organization must be verified for this model', '组织需验证后才能使用该模型'),
      fault: 'provider',
      meaning: say(
        'OpenAI opens the model, or streaming of it, to verified organizations only.',
        'OpenAI 仅向已验证的组织开放该模型或其流式输出。',
      ),
      remedies: [
        say('Verify the organization in its settings at OpenAI.', '在 OpenAI 组织设置中完成验证。'),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [{ message: ['your organization must be verified'] }],
    },
    {
      id: 'openai-scope-missing',
      title: say('Key lacks a permission', '密钥缺少权限'),
      fault: 'provider',
      meaning: say(
        'The restricted key of the proxy may not call this endpoint.',
        '代理使用的受限密钥无权调用该接口。',
      ),
      remedies: [
        say('Give the key the scope that the message names.', '为密钥授予错误信息中提到的权限。'),
      ],
      acts: 'operator',
      match: [
        { message: ['you have insufficient permissions for this operation', 'missing scopes:'] },
      ],
    },
    {
      id: 'openai-region',
      title: say('Country or region not supported', '国家或地区不受支持'),
      fault: 'provider',
      meaning: say(
        'The provider does not serve the country that the proxy calls from.',
        '供应商不向代理所在的国家或地区提供服务。',
      ),
      remedies: [
        say(
          'Route the calls through a supported region, or use Azure or another provider there.',
          '经由受支持的地区访问，或改用当地可用的 Azure 等供应商。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'country, region, or territory not supported',
            'unsupported_country_region_territory',
            'your country is not supported',
            'from unsupported countries, regions, or territories',
            'not available in your country',
          ],
        },
      ],
      link: LINKS.openai,
    },
    {
      id: 'openai-ip-denied',
      title: say('Address of the proxy is not on the allow list', '代理地址不在供应商白名单'),
      fault: 'provider',
      meaning: say(
        'The organization allows certain addresses only, and the proxy calls from another one.',
        '组织仅允许特定 IP，而代理从其他地址发起请求。',
      ),
      remedies: [
        say(
          'Add the egress address of the proxy to the allow list at the provider.',
          '将代理出口地址加入供应商白名单。',
        ),
      ],
      acts: 'operator',
      match: [
        { message: ['ip not authorized', 'ip_not_authorized', 'your ip address is not allowed'] },
      ],
      link: LINKS.openai,
    },
    {
      id: 'openai-account-deactivated',
      title: say('Account has been deactivated', '账户已被停用'),
      fault: 'provider',
      meaning: say(
        'The provider closed the account that the key belongs to.',
        '供应商已停用该密钥所属账户。',
      ),
      remedies: [CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'account_deactivated',
            'account associated with this api key has been deactivated',
            'account has been deactivated',
          ],
        },
      ],
      link: LINKS.openai,
    },
  ],
}

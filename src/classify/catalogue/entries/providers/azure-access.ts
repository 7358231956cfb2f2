import { type CatalogueFamily, say } from '../../entry.ts'
import { CHECK_ACCOUNT, FALLBACKS, NEW_PROVIDER_KEY } from '../../remedies.ts'

export const AZURE_ACCESS: CatalogueFamily = {
  id: 'azure-access',
  title: say('Azure OpenAI: access', 'Azure OpenAI：访问'),
  entries: [
    {
      id: 'azure-key-invalid',
      title: say('Azure key or endpoint is wrong', 'Azure 密钥或终结点错误'),
      fault: 'provider',
      meaning: say(
        'The key does not belong to the resource in `api_base`, or was regenerated.',
        '密钥不属于 `api_base` 所指资源，或已重新生成。',
      ),
      remedies: [
        NEW_PROVIDER_KEY,
        say(
          'Check that `api_base` is the same resource as the key.',
          '确认 `api_base` 与密钥属于同一资源。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'access denied due to invalid subscription key',
            'invalid subscription key or wrong api endpoint',
          ],
        },
      ],
    },
    {
      id: 'azure-token-refused',
      title: say('Azure refuses the Entra ID identity', 'Azure 拒绝 Entra ID 身份'),
      fault: 'provider',
      meaning: say(
        'The token of the proxy’s identity is expired, or the identity lacks a role on the resource.',
        '代理身份的令牌已过期，或该身份缺少资源角色。',
      ),
      remedies: [
        say(
          'Give the identity the role Cognitive Services OpenAI User.',
          '为该身份授予 Cognitive Services OpenAI User 角色。',
        ),
        say(
          'Check `tenant_id`, `client_id` and `client_secret` of the deployment.',
          '检查部署的 `tenant_id`、`client_id`、`client_secret`。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'principal does not have access to api/operation',
            'principal lacks the required data action',
            'aadsts',
            'defaultazurecredential failed to retrieve a token',
          ],
        },
      ],
    },
    {
      id: 'azure-network-denied',
      title: say('Network rules of the Azure resource refuse the proxy', 'Azure 网络规则拒绝访问'),
      fault: 'provider',
      meaning: say(
        'The resource takes calls only from certain networks, and the proxy is not in one.',
        '该资源仅允许特定网络访问，代理不在其中。',
      ),
      remedies: [
        say(
          'Add the proxy’s network to the firewall of the resource, or use a private endpoint.',
          '将代理网络加入资源防火墙，或使用专用终结点。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'access denied due to virtual network/firewall rules',
            'public access is disabled. please configure private endpoint',
          ],
        },
      ],
    },
    {
      id: 'azure-api-version',
      title: say('API version not supported', 'API 版本不受支持'),
      fault: 'provider',
      meaning: say(
        'The `api_version` of the deployment is unknown, or too old for the feature requested.',
        '部署的 `api_version` 不存在，或对所请求的功能而言过旧。',
      ),
      remedies: [
        say(
          'Set a current `api_version` in `litellm_params`.',
          '在 `litellm_params` 中设置较新的 `api_version`。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'api version not supported',
            'unsupported api version',
            'is enabled only for api-version',
          ],
        },
      ],
    },
    {
      id: 'azure-resource-blocked',
      title: say('Azure has blocked the resource', 'Azure 已封锁该资源'),
      fault: 'provider',
      meaning: say(
        'Azure detected abuse and blocked the resource or its subscription for a time.',
        'Azure 检测到滥用，暂时封锁了该资源或订阅。',
      ),
      remedies: [CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'resource has been temporarily blocked',
            'because we detected behavior that may violate our content policy',
          ],
        },
      ],
    },
    {
      id: 'azure-subscription-disabled',
      title: say('Azure subscription is disabled', 'Azure 订阅已停用'),
      fault: 'provider',
      meaning: say(
        'The subscription is past due, expired or switched off.',
        '订阅欠费、到期或已停用。',
      ),
      remedies: [CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'subscription … is disabled',
            'subscription … is in a … state',
            'readonlydisabledsubscription',
          ],
        },
      ],
    },
  ],
}

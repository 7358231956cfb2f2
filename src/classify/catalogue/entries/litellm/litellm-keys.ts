import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { ASK_ADMIN, FIX_REQUEST } from '../../remedies.ts'

const NEW_KEY = say(
  'Create a key with `/key/generate` and give it to the caller.',
  '用 `/key/generate` 创建新密钥并交给调用方。',
)

export const LITELLM_KEYS: CatalogueFamily = {
  id: 'litellm-keys',
  title: say('LiteLLM: keys', 'LiteLLM：密钥'),
  entries: [
    {
      id: 'litellm-key-not-found',
      title: say('Unknown API key', '密钥不存在'),
      fault: 'caller',
      meaning: say(
        'The caller sent a key that the proxy does not have: a typo, a deleted key, or a key of another system.',
        '调用方使用的密钥在代理中不存在：可能是拼写错误、已被删除，或属于其他系统。',
      ),
      remedies: [
        say(
          'Compare the key in the application with the list of keys.',
          '核对应用中配置的密钥与代理的密钥列表。',
        ),
        NEW_KEY,
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'invalid proxy server token passed',
            'unable to find token in cache or',
            'authentication error, invalid api key',
          ],
          speaker: 'proxy',
        },
        { errorClasses: ['KeyNotFoundError'] },
      ],
      link: LINKS.litellmKeys,
    },
    {
      id: 'litellm-key-expired',
      title: say('API key has expired', '密钥已过期'),
      fault: 'caller',
      meaning: say(
        'The key was created with a `duration` that has ended.',
        '该密钥创建时设置了 `duration`，现已到期。',
      ),
      remedies: [
        NEW_KEY,
        say(
          'Extend it with `/key/update`, or rotate keys before they expire.',
          '用 `/key/update` 延长有效期，或在到期前轮换密钥。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: ['authentication error - expired key', 'expired key. key expiry time'],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmKeys,
    },
    {
      id: 'litellm-key-blocked',
      title: say('API key is blocked', '密钥已被封禁'),
      fault: 'caller',
      meaning: say('An administrator has blocked this key.', '管理员已封禁该密钥。'),
      remedies: [
        say(
          'Ask the administrator why; `/key/unblock` lifts the block.',
          '向管理员了解原因；可用 `/key/unblock` 解除封禁。',
        ),
      ],
      acts: 'caller',
      match: [{ message: ['key is blocked. update via'], speaker: 'proxy' }],
      link: LINKS.litellmKeys,
    },
    {
      id: 'litellm-team-blocked',
      title: say('Team is blocked', '团队已被封禁'),
      fault: 'caller',
      meaning: say(
        'An administrator has blocked the team that the key belongs to.',
        '管理员已封禁该密钥所属的团队。',
      ),
      remedies: [
        say(
          'Ask the administrator why; `/team/unblock` lifts the block.',
          '向管理员了解原因；可用 `/team/unblock` 解除封禁。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: ['team= … is blocked. update via', 'is blocked. update via /team/unblock'],
          speaker: 'proxy',
        },
      ],
    },
    {
      id: 'litellm-user-blocked',
      title: say('End user is blocked', '终端用户已被封禁'),
      fault: 'caller',
      meaning: say(
        'The end user named in the request is on the block list.',
        '请求中的终端用户在封禁名单内。',
      ),
      remedies: [ASK_ADMIN],
      acts: 'caller',
      match: [{ message: ['user blocked from making llm api calls'], speaker: 'proxy' }],
    },
    {
      id: 'litellm-no-key',
      title: say('No API key in the request', '请求未携带密钥'),
      fault: 'caller',
      meaning: say(
        'The request has no `Authorization` header with a key of the proxy.',
        '请求缺少携带代理密钥的 `Authorization` 请求头。',
      ),
      remedies: [
        say(
          'Send `Authorization: Bearer <key>`.',
          '在请求头中发送 `Authorization: Bearer <密钥>`。',
        ),
        say(
          'Scanners and health probes cause this too: send probes to `/health/liveliness`.',
          '扫描器和健康探测也会触发：探测请改用 `/health/liveliness`。',
        ),
      ],
      acts: 'caller',
      match: [{ message: ['no api key passed in'], speaker: 'proxy' }],
      link: LINKS.litellmKeys,
    },
    {
      id: 'litellm-key-malformed',
      title: say('Malformed API key', '密钥格式错误'),
      fault: 'caller',
      meaning: say(
        'The value sent is not a key of this proxy: the `Bearer ` prefix is missing, or it does not begin with `sk-`.',
        '调用方发送的不是代理密钥：缺少 `Bearer ` 前缀，或不以 `sk-` 开头。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [
        {
          message: [
            'malformed api key passed in',
            'litellm virtual key expected … expected to start with',
          ],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmKeys,
    },
  ],
}

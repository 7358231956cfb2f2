import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { ASK_ADMIN, CHECK_MODEL_NAME } from '../../remedies.ts'

const ALLOW_MODEL = say(
  'Add the model to `models` of the key, team or user if it should be allowed.',
  '如应放行，将该模型加入密钥、团队或用户的 `models` 列表。',
)

export const LITELLM_ACCESS: CatalogueFamily = {
  id: 'litellm-access',
  title: say('LiteLLM: access', 'LiteLLM：访问权限'),
  entries: [
    {
      id: 'litellm-key-model-denied',
      title: say('Key may not use this model', '密钥无权使用该模型'),
      fault: 'caller',
      meaning: say(
        'The model is not in the list of models that the key may use, or its name is misspelt.',
        '该模型不在密钥的可用模型列表中，或模型名称拼写有误。',
      ),
      remedies: [CHECK_MODEL_NAME, ALLOW_MODEL],
      acts: 'caller',
      match: [
        {
          message: [
            'key not allowed to access model',
            'key can only access models=',
            'token can only access models=',
            'is not available for this api key, or the model name is invalid',
          ],
          speaker: 'proxy',
        },
        { errorClasses: ['ModelAccessDeniedProxyException'] },
      ],
      link: LINKS.litellmKeys,
    },
    {
      id: 'litellm-team-model-denied',
      title: say('Team may not use this model', '团队无权使用该模型'),
      fault: 'caller',
      meaning: say(
        'The model is not in the list of models of the team that the key belongs to.',
        '该模型不在密钥所属团队的可用模型列表中。',
      ),
      remedies: [CHECK_MODEL_NAME, ALLOW_MODEL],
      acts: 'caller',
      match: [
        {
          message: [
            'team not allowed to access model',
            'team can only access models=',
            'invalid model for team … valid models for team are',
          ],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmKeys,
    },
    {
      id: 'litellm-user-model-denied',
      title: say(
        'User, customer or organization may not use this model',
        '用户、客户或组织无权使用该模型',
      ),
      fault: 'caller',
      meaning: say(
        'The key would allow the model, but its user, customer, project or organization does not.',
        '密钥本身允许该模型，但其所属用户、客户、项目或组织不允许。',
      ),
      remedies: [ALLOW_MODEL, CHECK_MODEL_NAME],
      acts: 'caller',
      match: [
        {
          message: [
            'user not allowed to access model',
            'org not allowed to access model',
            'organization not allowed to access model',
            'project not allowed to access model',
            'is not in the allowed models for this customer',
          ],
          speaker: 'proxy',
        },
      ],
    },
    {
      id: 'litellm-route-denied',
      title: say('Key may not call this route', '密钥无权调用该接口'),
      fault: 'caller',
      meaning: say(
        'The route is for administrators only, or is not among the routes that the key may call.',
        '该接口仅限管理员，或不在密钥允许的接口范围内。',
      ),
      remedies: [
        say(
          'Use a key whose role or `allowed_routes` covers the route.',
          '改用角色或 `allowed_routes` 覆盖该接口的密钥。',
        ),
        ASK_ADMIN,
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'virtual key is not allowed to call this route',
            'only allowed to call routes',
            'only proxy admin can be used to',
            'user not allowed to access this route',
            'key not allowed to access this route',
          ],
          speaker: 'proxy',
        },
      ],
    },
    {
      id: 'litellm-ip-denied',
      title: say('IP address not allowed', 'IP 地址不在允许范围'),
      fault: 'caller',
      meaning: say(
        'The request comes from an address outside `allowed_ips`.',
        '请求来源地址不在 `allowed_ips` 中。',
      ),
      remedies: [
        say(
          'Add the address to `allowed_ips`, or call from an allowed network.',
          '将该地址加入 `allowed_ips`，或从允许的网络访问。',
        ),
      ],
      acts: 'caller',
      match: [{ message: ['access forbidden:ip address'], speaker: 'proxy' }],
    },
    {
      id: 'litellm-jwt-refused',
      title: say('JWT refused', 'JWT 校验失败'),
      fault: 'caller',
      meaning: say(
        'The token of the identity provider is expired, signed with an unknown key, or has the wrong audience.',
        '身份提供方签发的令牌已过期、签名密钥未知，或受众不符。',
      ),
      remedies: [
        say('Fetch a new token and send it again.', '重新获取令牌后再请求。'),
        say(
          'If all callers fail, check `JWT_PUBLIC_KEY_URL` and `JWT_AUDIENCE`.',
          '若所有调用方都失败，请检查 `JWT_PUBLIC_KEY_URL` 与 `JWT_AUDIENCE`。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'validation fails:signature has expired',
            'validation fails:',
            'no public key found. keys=',
            'no matching public key found',
            'invalid jwt submitted',
          ],
          speaker: 'proxy',
        },
      ],
    },
    {
      id: 'litellm-user-param-missing',
      title: say('Required `user` parameter is missing', '缺少必填的 `user` 参数'),
      fault: 'caller',
      meaning: say(
        'The proxy runs with `enforce_user_param: true` and the request names no user.',
        '代理启用了 `enforce_user_param: true`，但请求未指定 user。',
      ),
      remedies: [say('Send `user` with each request.', '在每个请求中携带 `user`。')],
      acts: 'caller',
      match: [{ message: ['user param not passed in', 'enforce_user_param'], speaker: 'proxy' }],
    },
  ],
}

import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_ACCOUNT,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  MORE_QUOTA,
  NEW_PROVIDER_KEY,
  REPLACE_MODEL,
  RETRIES,
  TOP_UP,
  WAIT,
} from '../../remedies.ts'

export const ANTHROPIC: CatalogueFamily = {
  id: 'anthropic',
  title: say('Anthropic', 'Anthropic'),
  entries: [
    {
      id: 'anthropic-overloaded',
      title: say('Anthropic is overloaded', 'Anthropic 过载'),
      fault: 'provider',
      meaning: say(
        'Anthropic is short of capacity for all customers (529); this is not a limit of the account.',
        'Anthropic 整体容量不足（529），并非账户限额。',
      ),
      remedies: [
        say(
          'Fall back to the same model at Bedrock or Vertex with `fallbacks`.',
          '通过 `fallbacks` 切换到 Bedrock 或 Vertex 上的同款模型。',
        ),
        RETRIES,
        WAIT,
      ],
      acts: 'provider',
      match: [
        {
          message: [
            'overloaded_error',
            'anthropicexception - overloaded',
            'anthropicerror - overloaded',
          ],
        },
      ],
      link: LINKS.anthropic,
    },
    {
      id: 'anthropic-rate-limit',
      title: say('Rate limit of the Anthropic organization reached', '触发 Anthropic 组织限流'),
      fault: 'capacity',
      meaning: say(
        'The organization used up its requests, input or output tokens per minute, or increased its use too fast.',
        '组织用完每分钟的请求数、输入或输出令牌数，或用量增长过快。',
      ),
      remedies: [DEPLOYMENT_LIMITS, FALLBACKS, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            'anthropicexception - … rate_limit_error',
            'anthropicerror - … rate_limit_error',
            'type:error,error:{type:rate_limit_error',
            'type:error, error:{type:rate_limit_error',
            'this request would exceed … rate limit',
            'number of request tokens has exceeded your',
            'number of input tokens has exceeded your',
            'acceleration limit',
          ],
          not: ['enforced_spend_limit_reached', 'spend limit'],
        },
      ],
      link: LINKS.anthropic,
    },
    {
      id: 'anthropic-credits-empty',
      title: say('Anthropic credit balance is used up', 'Anthropic 余额不足'),
      fault: 'provider',
      meaning: say(
        'The organization has no prepaid credits left; it comes as a 400.',
        '组织的预付额度已用尽；以 400 返回。',
      ),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['credit balance is too low', 'type:billing_error'] }],
      link: LINKS.anthropic,
    },
    {
      id: 'anthropic-spend-limit',
      title: say('Spend limit at Anthropic reached', '达到 Anthropic 支出上限'),
      fault: 'provider',
      meaning: say(
        'The organization or workspace reached a monthly limit; nothing works until it is raised or the month ends.',
        '组织或工作区达到月度支出上限；需调高上限或等到下月。',
      ),
      remedies: [say('Raise the spend limit in the console.', '在控制台调高支出上限。'), FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'reached your specified api usage limits',
            'reached your specified workspace api usage limits',
            'enforced_spend_limit_reached',
            'you will regain access on',
          ],
        },
      ],
      link: LINKS.anthropic,
    },
    {
      id: 'anthropic-organization-disabled',
      title: say('Anthropic organization is disabled', 'Anthropic 组织已被停用'),
      fault: 'provider',
      meaning: say(
        'Anthropic has switched off the organization that the key belongs to.',
        'Anthropic 已停用该密钥所属组织。',
      ),
      remedies: [CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['organization has been disabled'] }],
      link: LINKS.anthropic,
    },
    {
      id: 'anthropic-key-invalid',
      title: say('Anthropic key is wrong', 'Anthropic 密钥无效'),
      fault: 'provider',
      meaning: say(
        'The key that the proxy sends is missing, mistyped, revoked or for another service.',
        '代理发送的密钥缺失、有误、已吊销，或属于其他服务。',
      ),
      remedies: [NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'invalid x-api-key',
            'x-api-key header is required',
            'invalid bearer token',
            'carry the api secret key',
            'oauth token has expired',
            'oauth authentication is currently not supported',
          ],
        },
        { message: ['api key is invalid'], speaker: 'provider' },
      ],
      link: LINKS.anthropic,
    },
    {
      id: 'anthropic-permission',
      title: say('Key may not use this at Anthropic', 'Anthropic 密钥无权限'),
      fault: 'provider',
      meaning: say(
        'The workspace of the key has no access to the model or feature.',
        '密钥所属工作区无权使用该模型或功能。',
      ),
      remedies: [CHECK_ACCOUNT],
      acts: 'operator',
      match: [{ message: ['permission_error'] }],
      link: LINKS.anthropic,
    },
    {
      id: 'anthropic-model-not-found',
      title: say('Anthropic does not have the model', 'Anthropic 不存在该模型'),
      fault: 'provider',
      meaning: say(
        'The model behind a deployment is retired or misspelt.',
        '该部署的模型已下线或名称有误。',
      ),
      remedies: [REPLACE_MODEL, FALLBACKS],
      acts: 'operator',
      match: [
        { message: ['not_found_error … message:model:', 'message:model: … not_found_error'] },
      ],
      link: LINKS.anthropic,
    },
    {
      id: 'anthropic-internal-error',
      title: say('Internal error at Anthropic', 'Anthropic 内部错误'),
      fault: 'provider',
      meaning: say(
        'Anthropic failed while it worked on the request.',
        'Anthropic 在处理请求时发生内部错误。',
      ),
      remedies: [RETRIES, FALLBACKS, WAIT],
      acts: 'provider',
      match: [
        {
          message: [
            'anthropicexception - … internal server error',
            'anthropicerror - … internal server error',
          ],
        },
      ],
      link: LINKS.anthropic,
    },
  ],
}

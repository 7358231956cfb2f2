import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_ACCOUNT,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  MORE_QUOTA,
  NEW_PROVIDER_KEY,
  REPHRASE,
  REPLACE_MODEL,
  RETRIES,
  TOP_UP,
} from '../../remedies.ts'

export const VOLCENGINE: CatalogueFamily = {
  id: 'volcengine',
  title: say('Volcengine Ark (Doubao)', '火山方舟（豆包）'),
  entries: [
    {
      id: 'volcengine-overdue',
      title: say('Volcengine account is overdue', '火山引擎账户欠费'),
      fault: 'provider',
      meaning: say('The account has an overdue balance.', '账户欠费。'),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['accountoverdueerror', 'your account has an overdue balance'] }],
      link: LINKS.volcengine,
    },
    {
      id: 'volcengine-rate-limit',
      title: say('Rate limit at Volcengine reached', '触发火山方舟限流'),
      fault: 'capacity',
      meaning: say(
        'The account or endpoint reached its requests or tokens per minute.',
        '账户或推理接入点达到每分钟请求数或令牌数上限。',
      ),
      remedies: [DEPLOYMENT_LIMITS, MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'accountratelimitexceeded',
            'modelaccounttpmratelimitexceeded',
            'modelaccountrpmratelimitexceeded',
            'modelaccountipmratelimitexceeded',
            'ratelimitexceeded.endpoint',
            'ratelimitexceeded.foundationmodel',
          ],
        },
      ],
      link: LINKS.volcengine,
    },
    {
      id: 'volcengine-set-limit',
      title: say('Inference limit of the model reached', '模型推理限额用尽'),
      fault: 'provider',
      meaning: say(
        'The account reached the token total that it set for the model; the model is paused until the limit is raised.',
        '账户为该模型设置的推理限额已用尽，调高前暂停服务。',
      ),
      remedies: [
        say(
          'Raise the inference limit of the model in the console.',
          '在控制台调高该模型的推理限额。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [{ message: ['setlimitexceeded', 'has reached the set inference limit'] }],
      link: LINKS.volcengine,
    },
    {
      id: 'volcengine-quota',
      title: say('Trial quota at Volcengine used up', '火山方舟免费额度用尽'),
      fault: 'provider',
      meaning: say(
        'The free tokens of the account for the model are used up.',
        '账户在该模型上的免费额度已用尽。',
      ),
      remedies: [say('Activate billing for the model.', '为该模型开通付费服务。'), FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'your account … has exhausted its free trial quota',
            'exhausted its free trial quota',
            'code:quotaexceeded',
          ],
        },
      ],
      link: LINKS.volcengine,
    },
    {
      id: 'volcengine-overloaded',
      title: say('Volcengine is overloaded', '火山方舟服务过载'),
      fault: 'capacity',
      meaning: say('The provider has too much load on the model.', '供应商在该模型上负载过高。'),
      remedies: [RETRIES, FALLBACKS],
      acts: 'provider',
      match: [
        {
          message: [
            'serveroverloaded',
            'service is currently unable to handle additional requests due to server overload',
          ],
        },
      ],
      link: LINKS.volcengine,
    },
    {
      id: 'volcengine-model-not-open',
      title: say('Model is not activated at Volcengine', '火山方舟未开通该模型'),
      fault: 'provider',
      meaning: say(
        'The account has not activated the model in the Ark console.',
        '账户尚未在方舟控制台开通该模型。',
      ),
      remedies: [say('Activate the model in the Ark console.', '在方舟控制台开通该模型。')],
      acts: 'operator',
      match: [{ message: ['modelnotopen', 'has not activated the model'] }],
      link: LINKS.volcengine,
    },
    {
      id: 'volcengine-endpoint-not-found',
      title: say('Model or endpoint does not exist at Volcengine', '火山方舟模型或接入点不存在'),
      fault: 'provider',
      meaning: say(
        'The model or endpoint behind a deployment was deleted, closed or belongs to another account.',
        '该部署的模型或接入点已删除、关闭，或属于其他账户。',
      ),
      remedies: [REPLACE_MODEL, CHECK_ACCOUNT],
      acts: 'operator',
      match: [
        {
          message: [
            'invalidendpointormodel',
            'invalidendpoint.closedendpoint',
            'invalidendpoint.notfound',
            'the model or endpoint … does not exist',
          ],
        },
      ],
      link: LINKS.volcengine,
    },
    {
      id: 'volcengine-key-invalid',
      title: say('Volcengine key is wrong', '火山方舟密钥无效'),
      fault: 'provider',
      meaning: say(
        'The API key or AK/SK of the proxy is missing or unknown.',
        '代理的 API Key 或 AK/SK 缺失或无效。',
      ),
      remedies: [NEW_PROVIDER_KEY, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'api key or ak/sk in the request is missing or invalid',
            'the api key format is incorrect',
          ],
        },
      ],
      link: LINKS.volcengine,
    },
    {
      id: 'volcengine-content',
      title: say('Refused by Volcengine’s content check', '被火山方舟内容审核拒绝'),
      fault: 'caller',
      meaning: say(
        'The provider rates the input or the answer as sensitive.',
        '供应商判定输入或输出含敏感内容。',
      ),
      remedies: [REPHRASE],
      acts: 'caller',
      match: [
        {
          message: [
            'sensitivecontentdetected',
            'textriskdetection',
            'imageriskdetection',
            'text may contain sensitive information',
            'includes sensitive content that violates',
          ],
        },
      ],
      link: LINKS.volcengine,
    },
  ],
}

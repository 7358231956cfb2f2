import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_ACCOUNT,
  CHECK_API_BASE,
  FALLBACKS,
  FIX_REQUEST,
  REPLACE_MODEL,
  RETRIES,
  WAIT,
} from '../../remedies.ts'

export const PROVIDER_FAILURES: CatalogueFamily = {
  id: 'provider-failures',
  title: say('Any provider: models and failures', '任意供应商：模型与故障'),
  entries: [
    {
      id: 'provider-model-not-found',
      title: say(
        'The provider does not have the model of a deployment',
        '供应商处不存在该部署的模型',
      ),
      fault: 'provider',
      meaning: say(
        'The proxy knows the group, but the model behind it is retired, misspelt or not open to the account.',
        '代理认识该模型组，但其背后的模型已下线、名称有误，或账户无权访问。',
      ),
      remedies: [REPLACE_MODEL, CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'the model … does not exist',
            'model_not_found',
            'model not found',
            'model … not found',
            'model … is not recognised',
            'model … is not available',
            'no such model',
            'model not exist',
            'unknown model:',
            '模型不存在',
            '模型 … 不存在',
          ],
          speaker: 'provider',
          not: ['try pulling it first'],
        },
      ],
      generic: true,
      link: LINKS.openai,
    },
    {
      id: 'provider-model-retired',
      title: say('Model has been retired by the provider', '模型已被供应商下线'),
      fault: 'provider',
      meaning: say(
        'The model behind a deployment is past its retirement date and no longer answers.',
        '该部署的模型已过下线日期，不再提供服务。',
      ),
      remedies: [REPLACE_MODEL, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'the model … has been deprecated',
            'has been decommissioned',
            'is no longer available',
            'is no longer supported',
            'has been discontinued',
            'the model … is deprecated and',
            'modeldeprecated',
            'has reached its end of life',
            'reached the end of its life',
          ],
          not: ['tool', 'parameter'],
        },
      ],
      link: LINKS.openai,
    },
    {
      id: 'provider-not-found',
      title: say('The provider answered 404', '供应商返回 404'),
      fault: 'provider',
      meaning: say(
        'The path in `api_base`, the model or the deployment does not exist at the provider.',
        '`api_base` 的路径、模型或部署在供应商处不存在。',
      ),
      remedies: [CHECK_API_BASE, REPLACE_MODEL],
      acts: 'operator',
      match: [
        { message: ['404 page not found', '404 resource not found', 'detail:not found'] },
        { errorClasses: ['NotFoundError'], speaker: 'provider' },
      ],
      generic: true,
      link: LINKS.litellmMapping,
    },
    {
      id: 'provider-channel-missing',
      title: say('Reseller has no channel for the model', '中转站无可用渠道'),
      fault: 'provider',
      meaning: say(
        'The API gateway behind the deployment (new-api or one-api) has no working upstream for the model.',
        '该部署背后的 API 中转（new-api、one-api）没有该模型的可用上游。',
      ),
      remedies: [
        say('Enable a channel for the model in that gateway.', '在中转站中为该模型启用渠道。'),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [{ message: ['无可用渠道', 'no available channel for model'] }],
    },
    {
      id: 'provider-overloaded',
      title: say('The provider is overloaded', '供应商过载'),
      fault: 'provider',
      meaning: say(
        'The provider has more load than it can serve, from all its customers.',
        '供应商整体负载过高，无法处理请求。',
      ),
      remedies: [FALLBACKS, RETRIES, WAIT],
      acts: 'provider',
      match: [
        { errorClasses: ['ServiceUnavailableError'] },
        { statuses: ['503', '529'], speaker: 'provider' },
        {
          message: [
            'currently overloaded',
            'service unavailable',
            'server is busy',
            'server overloaded',
          ],
        },
      ],
      generic: true,
      link: LINKS.litellmMapping,
    },
    {
      id: 'provider-bad-gateway',
      title: say('Bad gateway at the provider', '供应商网关错误'),
      fault: 'provider',
      meaning: say(
        'A gateway of the provider got no usable answer from the model.',
        '供应商网关未从模型得到有效响应。',
      ),
      remedies: [RETRIES, FALLBACKS],
      acts: 'provider',
      match: [{ errorClasses: ['BadGatewayError'] }, { statuses: ['502'], speaker: 'provider' }],
      generic: true,
    },
    {
      id: 'provider-server-error',
      title: say('Internal error of the provider', '供应商内部错误'),
      fault: 'provider',
      meaning: say(
        'The provider failed while it worked on the request.',
        '供应商在处理请求时发生内部错误。',
      ),
      remedies: [RETRIES, FALLBACKS, WAIT],
      acts: 'provider',
      match: [
        { errorClasses: ['InternalServerError', 'APIError'] },
        { statuses: ['5xx'], speaker: 'provider' },
      ],
      generic: true,
      link: LINKS.litellmMapping,
    },
    {
      id: 'provider-bad-request',
      title: say('The provider refuses the request as invalid', '供应商判定请求无效'),
      fault: 'caller',
      meaning: say(
        'Something in the request does not meet the provider’s API.',
        '请求中的某些内容不符合供应商 API 的要求。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [
        { errorClasses: ['BadRequestError', 'InvalidRequestError', 'UnprocessableEntityError'] },
      ],
      generic: true,
      link: LINKS.litellmMapping,
    },
  ],
}

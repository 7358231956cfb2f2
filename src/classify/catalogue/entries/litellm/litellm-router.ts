import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_MODEL_NAME,
  CONTEXT_FALLBACKS,
  FALLBACKS,
  NEW_PROVIDER_KEY,
  SHORTEN,
} from '../../remedies.ts'

export const LITELLM_ROUTER: CatalogueFamily = {
  id: 'litellm-router',
  title: say('LiteLLM: routing', 'LiteLLM：路由'),
  entries: [
    {
      id: 'litellm-no-deployments',
      title: say('No deployment of the group is available', '模型组无可用部署'),
      fault: 'capacity',
      meaning: say(
        'The router took every deployment of a known group out of service for a while, because they failed or are full.',
        '路由已将该模型组的所有部署暂时移出：它们近期失败或已满。',
      ),
      remedies: [
        say(
          'Look at the errors just before: they are the cause.',
          '查看此前的错误，那才是根本原因。',
        ),
        FALLBACKS,
        say(
          'Tune `allowed_fails` and `cooldown_time` if a few errors are enough to close the group.',
          '若少量错误就使整组不可用，请调整 `allowed_fails` 与 `cooldown_time`。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'no deployments available for selected model',
            'no healthy deployment available',
          ],
        },
        { errorClasses: ['RouterRateLimitError', 'RouterRateLimitErrorBasic'] },
      ],
      link: LINKS.litellmReliability,
    },
    {
      id: 'litellm-all-in-cooldown',
      title: say('Every deployment of the group is in cooldown', '模型组所有部署都在冷却中'),
      fault: 'capacity',
      meaning: say(
        'Each deployment failed more often than `allowed_fails` and is out of rotation for `cooldown_time` seconds.',
        '每个部署的失败次数都超过 `allowed_fails`，正在冷却 `cooldown_time` 秒。',
      ),
      remedies: [
        say(
          'Look at the errors just before: they are the cause.',
          '查看此前的错误，那才是根本原因。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [{ message: ['all deployments for selected model are in cooldown'] }],
      link: LINKS.litellmReliability,
    },
    {
      id: 'litellm-unknown-model',
      title: say('Model name that the proxy does not know', '代理中不存在该模型'),
      fault: 'caller',
      meaning: say(
        'The caller asked for a model that is not in `model_list`.',
        '调用方请求的模型不在 `model_list` 中。',
      ),
      remedies: [
        CHECK_MODEL_NAME,
        say(
          'Add an alias in `model_group_alias` if many callers use the name.',
          '若很多调用方使用该名称，可在 `model_group_alias` 中添加别名。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'invalid model name passed in',
            'there are no healthy deployments for this model',
          ],
          speaker: 'proxy',
        },
        {
          message: ['invalid model name passed in'],
          errorClasses: ['ProxyModelNotFoundError', 'ProxyException', 'HTTPException'],
        },
        { errorClasses: ['ProxyModelNotFoundError'] },
      ],
      link: LINKS.litellmErrors,
    },
    {
      id: 'litellm-provider-not-named',
      title: say('Model without a provider', '模型未指明供应商'),
      fault: 'caller',
      meaning: say(
        'LiteLLM cannot tell from the model name which provider it belongs to.',
        'LiteLLM 无法从模型名称判断所属供应商。',
      ),
      remedies: [
        CHECK_MODEL_NAME,
        say(
          'In the configuration, write `provider/model` in `litellm_params.model`.',
          '在配置的 `litellm_params.model` 中写成 `供应商/模型`。',
        ),
      ],
      acts: 'caller',
      match: [{ message: ['llm provider not provided'] }],
      link: LINKS.litellmErrors,
    },
    {
      id: 'litellm-tags-denied',
      title: say('No deployment for the tags of the request', '没有匹配请求标签的部署'),
      fault: 'caller',
      meaning: say(
        'With `enable_tag_filtering`, no deployment of the group carries the tags that the request has.',
        '启用 `enable_tag_filtering` 后，该模型组没有部署带有请求的标签。',
      ),
      remedies: [
        say(
          'Send tags that a deployment has, or give one deployment the tag `default`.',
          '发送已有部署的标签，或为一个部署加上 `default` 标签。',
        ),
      ],
      acts: 'caller',
      match: [{ message: ['not allowed to access model due to tags configuration'] }],
      link: LINKS.litellmRouting,
    },
    {
      id: 'litellm-no-models-configured',
      title: say('The proxy has no models', '代理未配置模型'),
      fault: 'proxy',
      meaning: say(
        'The proxy started without a `model_list`, or could not load it.',
        '代理启动时没有 `model_list`，或加载失败。',
      ),
      remedies: [
        say(
          'Check the configuration file and, with `store_model_in_db`, the database.',
          '检查配置文件；若启用 `store_model_in_db`，同时检查数据库。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'no models configured on proxy',
            'llm router not initialized',
            'llm router is not initialized',
            'no llm router',
          ],
        },
      ],
    },
    {
      id: 'litellm-context-precheck',
      title: say('Prompt too long for every deployment', '提示词超过所有部署的上下文长度'),
      fault: 'caller',
      meaning: say(
        'The router counted the tokens before the call and found no deployment with a large enough context.',
        '路由在调用前计算了令牌数，没有上下文足够大的部署。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS],
      acts: 'caller',
      match: [
        {
          message: [
            'context window exceeded for given call',
            'no models have context window large enough',
          ],
        },
      ],
      link: LINKS.litellmReliability,
    },
    {
      id: 'litellm-provider-key-missing',
      title: say('No provider key is configured', '未配置供应商密钥'),
      fault: 'provider',
      meaning: say(
        'The deployment has no `api_key`, and the environment of the proxy has none for this provider.',
        '该部署没有 `api_key`，代理环境中也没有该供应商的密钥。',
      ),
      remedies: [NEW_PROVIDER_KEY],
      acts: 'operator',
      match: [
        {
          message: [
            'missing api key - a call is being made to',
            'but no key is set either in the environment',
            'the api_key client option must be set',
            'could not resolve authentication method. expected either api_key',
          ],
        },
      ],
      link: LINKS.litellmErrors,
    },
  ],
}

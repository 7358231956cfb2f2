import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CONTEXT_FALLBACKS,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  FIX_REQUEST,
  MORE_QUOTA,
  RETRIES,
  SHORTEN,
} from '../../remedies.ts'

const CROSS_REGION = say(
  'Use a cross-region inference profile (`us.`, `eu.`, `global.` before the model).',
  '使用跨区域推理配置（模型名前加 `us.`、`eu.` 或 `global.`）。',
)

export const BEDROCK: CatalogueFamily = {
  id: 'bedrock',
  title: say('Amazon Bedrock', 'Amazon Bedrock'),
  entries: [
    {
      id: 'bedrock-throttled-requests',
      title: say('Bedrock throttles requests', 'Bedrock 请求被限流'),
      fault: 'capacity',
      meaning: say(
        'The account sent more requests per minute than Bedrock allows for the model in this region.',
        '账户在该区域对此模型的每分钟请求数超限。',
      ),
      remedies: [DEPLOYMENT_LIMITS, CROSS_REGION, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            'request rate for … is above the accounts',
            'too many requests, please wait before trying again',
            'throttlingexception',
          ],
          not: ['too many tokens'],
        },
      ],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-throttled-tokens',
      title: say('Bedrock throttles tokens', 'Bedrock 令牌数被限流'),
      fault: 'capacity',
      meaning: say(
        'The account used up its tokens per minute for the model in this region.',
        '账户在该区域对此模型的每分钟令牌数已用尽。',
      ),
      remedies: [
        say(
          'Lower `max_tokens`: Bedrock counts the requested value, not what is used.',
          '调低 `max_tokens`：Bedrock 按请求值而非实际用量计数。',
        ),
        CROSS_REGION,
        MORE_QUOTA,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'token rate for … is above the accounts',
            'too many tokens, please wait before trying again',
          ],
        },
      ],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-tokens-per-day',
      title: say('Tokens per day of Bedrock used up', 'Bedrock 每日令牌数用尽'),
      fault: 'capacity',
      meaning: say(
        'The daily tokens of the account for this model are used up; new accounts have few.',
        '账户当日在此模型上的令牌数已用尽；新账户额度较低。',
      ),
      remedies: [MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['too many tokens per day'] }],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-needs-profile',
      title: say('Bedrock model needs an inference profile', 'Bedrock 模型需使用推理配置'),
      fault: 'provider',
      meaning: say(
        'The model cannot be called by its own id on demand, only through an inference profile.',
        '该模型不支持按需直接调用，只能通过推理配置调用。',
      ),
      remedies: [CROSS_REGION],
      acts: 'operator',
      match: [
        {
          message: [
            'on-demand throughput isnt supported',
            'with on-demand throughput isn’t supported',
          ],
        },
      ],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-unavailable',
      title: say('Bedrock cannot process the request at the moment', 'Bedrock 暂时无法处理请求'),
      fault: 'provider',
      meaning: say(
        'Bedrock is short of capacity or has an internal failure in this region.',
        'Bedrock 在该区域容量不足或发生内部故障。',
      ),
      remedies: [RETRIES, CROSS_REGION, FALLBACKS],
      acts: 'provider',
      match: [
        {
          message: [
            'bedrock is unable to process your request',
            'serviceunavailableexception',
            'internalserverexception',
            'modelstreamerrorexception',
            'the system encountered an unexpected error during processing. try your request again',
            'modelerrorexception',
          ],
        },
      ],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-model-not-ready',
      title: say('Bedrock model is not ready', 'Bedrock 模型尚未就绪'),
      fault: 'provider',
      meaning: say(
        'An imported or provisioned model is still being loaded.',
        '导入或预置的模型仍在加载。',
      ),
      remedies: [RETRIES],
      acts: 'provider',
      match: [{ message: ['modelnotreadyexception', 'model is not ready for inference'] }],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-model-timeout',
      title: say('Bedrock model took too long', 'Bedrock 模型处理超时'),
      fault: 'provider',
      meaning: say(
        'The model did not finish within Bedrock’s own limit.',
        '模型未在 Bedrock 的时限内完成。',
      ),
      remedies: [
        say('Stream the answer, or ask for less output.', '使用流式输出，或减少输出长度。'),
        RETRIES,
      ],
      acts: 'provider',
      match: [
        { message: ['modeltimeoutexception', 'model has timed out in processing the request'] },
      ],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-input-too-long',
      title: say('Input is too long for the Bedrock model', '输入超出 Bedrock 模型上下文长度'),
      fault: 'caller',
      meaning: say(
        'The prompt does not fit into the context of the model.',
        '提示词超出模型上下文长度。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS],
      acts: 'caller',
      match: [
        {
          message: [
            'input is too long for requested model',
            'too many input tokens. max input tokens',
          ],
        },
      ],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-malformed',
      title: say('Bedrock refuses the form of the request', '请求格式不被 Bedrock 模型接受'),
      fault: 'caller',
      meaning: say(
        'A field has the wrong type or is unknown to this model.',
        '字段类型错误，或该模型不支持此字段。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [{ message: ['malformed input request:', 'the format of the value at … is invalid'] }],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-service-quota',
      title: say('Service quota of the AWS account reached', '达到 AWS 账户服务配额'),
      fault: 'capacity',
      meaning: say(
        'A quota of the account for Bedrock is used up.',
        '账户的某项 Bedrock 服务配额已用尽。',
      ),
      remedies: [MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: ['servicequotaexceededexception', 'exceeds the service quota for your account'],
        },
      ],
      link: LINKS.bedrock,
    },
  ],
}

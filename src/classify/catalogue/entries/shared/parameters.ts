import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CONTEXT_FALLBACKS,
  DROP_PARAMS,
  FIX_REQUEST,
  LOWER_MAX_TOKENS,
  PRE_CALL_CHECKS,
  SHORTEN,
} from '../../remedies.ts'

export const PARAMETERS: CatalogueFamily = {
  id: 'parameters',
  title: say('Requests: length and parameters', '请求：长度与参数'),
  entries: [
    {
      id: 'context-length-exceeded',
      title: say('Prompt is longer than the model’s context', '超出模型上下文长度'),
      fault: 'caller',
      meaning: say(
        'The prompt and the requested output together do not fit into the context of the model.',
        '提示词与请求的输出合计超出模型的上下文长度。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS, PRE_CALL_CHECKS],
      acts: 'caller',
      match: [
        {
          message: [
            'context length exceeded',
            'exceeds the context length',
            'exceed the context length',
            'context window exceeded',
            'prompt too long',
            'input is too long',
            'exceeds the maximum number of tokens',
            '上下文长度',
            'コンテキスト長',
            '컨텍스트 길이',
            'maximum context length is',
            'context_length_exceeded',
            'input tokens exceed the configured limit',
            'exceeds the context window',
            'exceeds the maximum context length',
            'reduce the length of the messages',
            '超过模型最大上下文长度',
            '输入内容过长',
          ],
        },
        { errorClasses: ['ContextWindowExceededError'] },
      ],
      link: LINKS.litellmReliability,
    },
    {
      id: 'max-tokens-too-large',
      title: say('`max_tokens` is larger than the model allows', '`max_tokens` 超过模型上限'),
      fault: 'caller',
      meaning: say(
        'The request asks for more output than the model can give; the prompt itself may be short.',
        '请求的输出长度超过模型上限；与提示词长短无关。',
      ),
      remedies: [
        LOWER_MAX_TOKENS,
        say(
          'Set `max_tokens` of the deployment, or `modify_params: true`.',
          '为该部署设置 `max_tokens`，或设置 `modify_params: true`。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'max_tokens is too large',
            'max_completion_tokens is too large',
            'max_output_tokens is too large',
            'max_tokens: … which is the maximum allowed number of output tokens',
            'supports at most … completion tokens',
            'invalid max_tokens value, the valid range',
            'max_new_tokens must be',
            'the maximum tokens you requested exceeds the model limit',
          ],
          not: ['inputs tokens + max_new_tokens must be'],
        },
      ],
      link: LINKS.openai,
    },
    {
      id: 'max-tokens-too-small',
      title: say('No room left for an answer', '没有剩余的输出空间'),
      fault: 'caller',
      meaning: say(
        'The prompt fills the context, so that the allowed output would be zero or less.',
        '提示词已占满上下文，可用输出为零或负数。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS],
      acts: 'caller',
      match: [
        {
          message: [
            'max_tokens must be at least 1',
            'max_completion_tokens must be at least 1',
            'integer below minimum value … max_output_tokens',
          ],
        },
      ],
    },
    {
      id: 'unsupported-value',
      title: say('Parameter value not supported by the model', '模型不支持该参数值'),
      fault: 'caller',
      meaning: say(
        'The model supports the parameter, but not this value; often only the default is allowed.',
        '模型支持该参数但不接受此取值，通常仅接受默认值。',
      ),
      remedies: [DROP_PARAMS, FIX_REQUEST],
      acts: 'caller',
      match: [
        { message: ['unsupported value:', 'does not support … with this model. only the default'] },
        { codes: ['unsupported_value'] },
      ],
      link: LINKS.litellmDropParams,
    },
    {
      id: 'unsupported-parameter',
      title: say('Parameter not supported by the model', '模型不支持该参数'),
      fault: 'caller',
      meaning: say(
        'The model refuses a parameter, for example `max_tokens` where it expects `max_completion_tokens`.',
        '模型拒绝某个参数，例如要求用 `max_completion_tokens` 代替 `max_tokens`。',
      ),
      remedies: [DROP_PARAMS, FIX_REQUEST],
      acts: 'caller',
      match: [
        { message: ['unsupported parameter:', 'is not supported with this model'] },
        { codes: ['unsupported_parameter'] },
      ],
      link: LINKS.litellmDropParams,
    },
    {
      id: 'unknown-parameter',
      title: say('Unknown parameter', 'API 无法识别的参数'),
      fault: 'caller',
      meaning: say(
        'The request has a field that the API of the provider does not have.',
        '请求中包含供应商 API 不存在的字段。',
      ),
      remedies: [FIX_REQUEST, DROP_PARAMS],
      acts: 'caller',
      match: [
        {
          message: [
            'unknown parameter:',
            'unrecognized request argument',
            'extra inputs are not permitted',
            'invalid json payload received. unknown name',
            'extra fields not permitted',
          ],
        },
        { codes: ['unknown_parameter'] },
      ],
      link: LINKS.litellmDropParams,
    },
    {
      id: 'missing-parameter',
      title: say('A required parameter is missing', '缺少必填参数'),
      fault: 'caller',
      meaning: say(
        'The request lacks a field, or a part of a tool or message lacks one.',
        '请求、工具定义或消息中缺少必填字段。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [
        {
          message: ['missing required parameter:', 'missing required arguments', ':field required'],
        },
        { codes: ['missing_required_parameter'] },
      ],
    },
    {
      id: 'invalid-value',
      title: say('Parameter out of range', '参数取值超出范围'),
      fault: 'caller',
      meaning: say(
        'A parameter such as `temperature` or `top_p` has a value that the model does not allow.',
        '`temperature`、`top_p` 等参数的取值不被允许。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [
        {
          message: [
            'invalid value for',
            'invalid value:',
            'input should be less than or equal to',
            'input should be greater than or equal to',
            'unable to submit request because it has a … value of',
          ],
          not: ['tool_choice is only allowed', 'invalid value for content:expected'],
        },
        { codes: ['invalid_value'] },
      ],
    },
    {
      id: 'invalid-type',
      title: say('Field has the wrong type', '字段类型错误'),
      fault: 'caller',
      meaning: say(
        'A field holds another kind of value than the API expects, such as an object instead of a string.',
        '字段的值类型与 API 要求不符，例如应为字符串却传了对象。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [
        {
          message: [
            'invalid type for',
            'invalid value for content:expected',
            'input should be a valid string',
            'input should be a valid list',
            'validation error for',
            'validation errors for',
            'expected a string, but got',
          ],
        },
        { codes: ['invalid_type'] },
      ],
    },
  ],
}

import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CONTEXT_FALLBACKS,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  FIX_REQUEST,
  MORE_QUOTA,
  NEW_PROVIDER_KEY,
  REPHRASE,
  RETRIES,
  SHORTEN,
  SLOW_DOWN,
  TOP_UP,
} from '../../remedies.ts'

export const DASHSCOPE: CatalogueFamily = {
  id: 'dashscope',
  title: say('Alibaba Cloud Model Studio (DashScope)', '阿里云百炼（DashScope）'),
  entries: [
    {
      id: 'dashscope-arrears',
      title: say('Alibaba Cloud account is in arrears', '阿里云账户欠费'),
      fault: 'provider',
      meaning: say(
        'The account has an overdue balance; it comes as a 400 that looks like a wrong request.',
        '账户欠费；以 400 返回，容易误认为请求错误。',
      ),
      remedies: [TOP_UP, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['make sure your account is in good standing', 'arrearage'] }],
      link: LINKS.dashscope,
    },
    {
      id: 'dashscope-rate-limit',
      title: say('Rate limit at Model Studio reached', '触发百炼限流'),
      fault: 'capacity',
      meaning: say(
        'The account sent more requests per minute or second than the model allows.',
        '账户在该模型上的每分钟或每秒请求数超限。',
      ),
      remedies: [SLOW_DOWN, DEPLOYMENT_LIMITS, MORE_QUOTA],
      acts: 'operator',
      match: [
        {
          message: [
            '调用频率超出限流阈值',
            'throttling.ratequota',
            'requests rate limit exceeded, please try again later',
            'you have exceeded your current request limit',
            'limit_requests',
          ],
        },
      ],
      link: LINKS.dashscope,
    },
    {
      id: 'dashscope-burst',
      title: say('Requests to Model Studio grew too fast', '百炼请求速率增长过快'),
      fault: 'capacity',
      meaning: say(
        'The limit is not reached, but the rate rose faster than the provider allows.',
        '未达限额，但请求速率上升过快。',
      ),
      remedies: [say('Ramp load up gradually.', '平滑地增加请求量。'), FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'throttling.burstrate',
            'request rate increased too quickly',
            'limit_burst_rate',
          ],
        },
      ],
      link: LINKS.dashscope,
    },
    {
      id: 'dashscope-allocation-quota',
      title: say('Token quota at Model Studio used up', '百炼令牌配额用尽'),
      fault: 'capacity',
      meaning: say(
        'The tokens that the account may use on the model in a minute are used up.',
        '账户在该模型上每分钟可用的令牌数已用尽。',
      ),
      remedies: [DEPLOYMENT_LIMITS, MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            '用量超出已分配的配额',
            'throttling.allocationquota',
            'allocated quota exceeded, please increase your quota',
            'exceeded your current quota … alibabacloud',
            'exceeded your current quota … aliyun.com',
            'insufficient_quota … allocated quota exceeded',
          ],
          not: ['free allocated quota', 'freetieronly'],
        },
      ],
      link: LINKS.dashscope,
    },
    {
      id: 'dashscope-free-quota',
      title: say('Free quota at Model Studio used up', '百炼免费额度用尽'),
      fault: 'provider',
      meaning: say(
        'The free tokens of the model are used up, and the account is set to stop there.',
        '模型免费额度已用尽，且账户设置为用完即停。',
      ),
      remedies: [
        say(
          'Switch off “stop when the free quota is used up” in the console.',
          '在控制台关闭“免费额度用完即停”。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            '免费额度已耗尽',
            '免费额度已用完',
            'free allocated quota exceeded',
            'allocationquota.freetieronly',
            'the free tier of the model has been exhausted',
          ],
        },
      ],
      link: LINKS.dashscope,
    },
    {
      id: 'dashscope-capacity',
      title: say('Model Studio has no capacity', '百炼容量不足'),
      fault: 'capacity',
      meaning: say(
        'The provider throttles all customers of the model because its own capacity is used up.',
        '供应商自身容量不足，对该模型全体用户限流。',
      ),
      remedies: [RETRIES, FALLBACKS],
      acts: 'provider',
      match: [
        {
          message: [
            'throttled due to system capacity limits',
            'modelserving … too many requests in route',
            'serviceunavailable … model serving',
          ],
        },
      ],
      link: LINKS.dashscope,
    },
    {
      id: 'dashscope-key-invalid',
      title: say('Model Studio key is wrong', '百炼密钥无效'),
      fault: 'provider',
      meaning: say(
        'The key is unknown, deleted, or belongs to another region.',
        '密钥不存在、已删除，或属于其他地域。',
      ),
      remedies: [
        NEW_PROVIDER_KEY,
        say('Check that `api_base` is the region of the key.', '确认 `api_base` 与密钥地域一致。'),
      ],
      acts: 'operator',
      match: [{ message: ['invalidapikey', 'invalid api-key provided'] }],
      link: LINKS.dashscope,
    },
    {
      id: 'dashscope-model-denied',
      title: say('Workspace may not use the model', '业务空间无权使用该模型'),
      fault: 'provider',
      meaning: say(
        'The workspace of the key has no permission for the model, or it was not activated.',
        '密钥所属业务空间未获该模型授权，或未开通。',
      ),
      remedies: [
        say(
          'Authorise the model for the workspace in the console.',
          '在控制台为业务空间授权该模型。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'model.accessdenied',
            'model access denied',
            'accessdenied.unpurchased',
            'workspace.accessdenied',
          ],
        },
      ],
      link: LINKS.dashscope,
    },
    {
      id: 'dashscope-input-length',
      title: say('Input is too long for the Qwen model', '输入超出通义千问模型长度'),
      fault: 'caller',
      meaning: say(
        'The prompt has more tokens than the model allows.',
        '提示词令牌数超出模型上限。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS],
      acts: 'caller',
      match: [{ message: ['range of input length should be', 'input data length should be'] }],
      link: LINKS.dashscope,
    },
    {
      id: 'dashscope-content',
      title: say('Refused by Model Studio’s content check', '被百炼内容审核拒绝'),
      fault: 'caller',
      meaning: say(
        'The provider rates the input or the answer as inappropriate.',
        '供应商判定输入或输出内容不当。',
      ),
      remedies: [REPHRASE],
      acts: 'caller',
      match: [
        {
          message: [
            'datainspectionfailed',
            'data_inspection_failed',
            'data may contain inappropriate content',
          ],
        },
      ],
      link: LINKS.dashscope,
    },
    {
      id: 'dashscope-stream-only',
      title: say('Model answers as a stream only', '模型仅支持流式输出'),
      fault: 'caller',
      meaning: say(
        'The model, or its thinking mode, cannot be called without `stream`.',
        '该模型或其思考模式必须使用 `stream`。',
      ),
      remedies: [
        say(
          'Send `stream: true`, or `enable_thinking: false`.',
          '设置 `stream: true`，或 `enable_thinking: false`。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'this model only support stream mode',
            'enable_thinking must be set to false for non-streaming',
            'enable_thinking only support stream',
          ],
        },
      ],
      link: LINKS.dashscope,
    },
    {
      id: 'dashscope-parameter',
      title: say('Model Studio refuses a parameter', '百炼拒绝请求参数'),
      fault: 'caller',
      meaning: say(
        'A parameter of the request is missing or out of range.',
        '请求参数缺失或超出范围。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [
        {
          message: [
            'internalerror.algo.invalidparameter',
            'required parameter(s) missing or invalid',
          ],
          not: ['range of input length'],
        },
      ],
      link: LINKS.dashscope,
    },
  ],
}

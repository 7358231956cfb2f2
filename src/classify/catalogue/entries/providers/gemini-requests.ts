import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CONTEXT_FALLBACKS,
  FALLBACKS,
  FIX_REQUEST,
  REPHRASE,
  REPLACE_MODEL,
  RETRIES,
  SHORTEN,
  WAIT,
} from '../../remedies.ts'

export const GEMINI_REQUESTS: CatalogueFamily = {
  id: 'gemini-requests',
  title: say('Google Gemini API: requests and failures', 'Google Gemini API：请求与故障'),
  entries: [
    {
      id: 'gemini-overloaded',
      title: say('Gemini model is overloaded', 'Gemini 模型过载'),
      fault: 'provider',
      meaning: say(
        'Google is short of capacity for this model; it usually passes within minutes.',
        'Google 在该模型上容量不足，通常几分钟内恢复。',
      ),
      remedies: [FALLBACKS, RETRIES, WAIT],
      acts: 'provider',
      match: [
        {
          message: [
            'the model is overloaded. please try again later',
            'this model is currently experiencing high demand',
          ],
        },
      ],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-model-not-found',
      title: say('Gemini model does not exist', 'Gemini 模型不存在'),
      fault: 'provider',
      meaning: say(
        'The model behind a deployment is retired, or not offered for this API version or method.',
        '该部署的模型已下线，或不支持此 API 版本或方法。',
      ),
      remedies: [REPLACE_MODEL, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'is not found for api version',
            'model models/ … is no longer available',
            'is not supported for generatecontent',
          ],
        },
      ],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-input-too-long',
      title: say('Prompt is too long for Gemini', '提示词超出 Gemini 上下文长度'),
      fault: 'caller',
      meaning: say(
        'The prompt has more tokens than the model allows.',
        '提示词令牌数超出模型上限。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS],
      acts: 'caller',
      match: [
        {
          message: [
            'input token count … exceeds the maximum number of tokens allowed',
            'input token count … but model only supports up to',
          ],
        },
      ],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-payload-too-large',
      title: say('Request is larger than Google allows', '请求体超过 Google 上限'),
      fault: 'caller',
      meaning: say(
        'The body, usually with files in it, has more bytes than allowed.',
        '请求体（通常含文件）字节数超限。',
      ),
      remedies: [say('Upload files first and refer to them.', '先上传文件，再以引用方式传入。')],
      acts: 'caller',
      match: [{ message: ['request payload size exceeds the limit'] }],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-safety',
      title: say('Blocked by Google’s safety filter', '被 Google 安全过滤拦截'),
      fault: 'caller',
      meaning: say(
        'Google rates the prompt or the answer as unsafe.',
        'Google 判定提示词或回答不安全。',
      ),
      remedies: [
        REPHRASE,
        say(
          'Set `safety_settings` of the deployment if your rules allow it.',
          '如合规允许，可为该部署设置 `safety_settings`。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'blocked due to safety',
            'response was blocked … prohibited_content',
            'finish_reason:safety',
            'block_reason:prohibited_content',
            'blocked by content policy … gemini',
          ],
        },
      ],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-invalid-argument',
      title: say('Google refuses a field of the request', 'Google 不接受请求中的字段'),
      fault: 'caller',
      meaning: say(
        'A field of the request is missing, unknown or of the wrong type.',
        '请求字段缺失、未知或类型错误。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [
        {
          message: [
            'request contains an invalid argument',
            'invalid value at',
            'generatecontentrequest',
          ],
          not: ['unable to submit request because it has a'],
        },
      ],
      link: LINKS.gemini,
    },
    {
      id: 'gemini-internal',
      title: say('Internal error at Google', 'Google 内部错误'),
      fault: 'provider',
      meaning: say(
        'Google failed while it worked on the request; a very long prompt can be the cause.',
        'Google 处理请求时发生内部错误；提示词过长也可能导致。',
      ),
      remedies: [RETRIES, FALLBACKS],
      acts: 'provider',
      match: [
        {
          message: [
            'an internal error has occurred. please retry',
            'internal error encountered',
            'deadline expired before operation could complete',
            'status:deadline_exceeded',
          ],
        },
      ],
      link: LINKS.gemini,
    },
  ],
}

import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_ACCOUNT,
  CONTEXT_FALLBACKS,
  FIX_REQUEST,
  LOWER_MAX_TOKENS,
  SHORTEN,
} from '../../remedies.ts'

export const ANTHROPIC_REQUESTS: CatalogueFamily = {
  id: 'anthropic-requests',
  title: say('Anthropic: requests', 'Anthropic：请求'),
  entries: [
    {
      id: 'anthropic-prompt-too-long',
      title: say('Prompt is too long for Claude', '提示词超出 Claude 上下文长度'),
      fault: 'caller',
      meaning: say(
        'The prompt has more tokens than the context of the model.',
        '提示词令牌数超出模型上下文长度。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS],
      acts: 'caller',
      match: [{ message: ['prompt is too long'] }],
      link: LINKS.anthropic,
    },
    {
      id: 'anthropic-context-with-output',
      title: say(
        'Prompt and `max_tokens` together exceed the context',
        '提示词加 `max_tokens` 超出上下文',
      ),
      fault: 'caller',
      meaning: say(
        'The prompt fits, but not together with the requested output.',
        '提示词本身可容纳，但加上请求的输出后超限。',
      ),
      remedies: [LOWER_MAX_TOKENS, SHORTEN, CONTEXT_FALLBACKS],
      acts: 'caller',
      match: [{ message: ['input length and max_tokens exceed context limit'] }],
      link: LINKS.anthropic,
    },
    {
      id: 'anthropic-request-too-large',
      title: say('Request is larger than Anthropic allows', '请求体超过 Anthropic 上限'),
      fault: 'caller',
      meaning: say(
        'The body, usually with images or files in it, has more bytes than allowed.',
        '请求体（通常含图片或文件）字节数超限。',
      ),
      remedies: [
        say('Send fewer or smaller files, or upload them first.', '减少或压缩文件，或先上传文件。'),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'request_too_large',
            'request exceeds the maximum size',
            'request exceeds the maximum allowed number of bytes',
          ],
        },
      ],
      link: LINKS.anthropic,
    },
    {
      id: 'anthropic-long-context-closed',
      title: say('Long context is not enabled for the account', '账户未开通长上下文'),
      fault: 'provider',
      meaning: say(
        'The request is longer than the normal context, and the account has no access to the long one.',
        '请求超出普通上下文，而账户未开通长上下文。',
      ),
      remedies: [CHECK_ACCOUNT, CONTEXT_FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'long context beta is not yet available',
            'extra usage is required for long context',
          ],
        },
      ],
    },
    {
      id: 'anthropic-thinking-signature',
      title: say('Thinking block does not belong to this conversation', '思考块与会话不匹配'),
      fault: 'caller',
      meaning: say(
        'A thinking block of the history was changed, or comes from another model or account.',
        '历史消息中的思考块被修改，或来自其他模型、账户。',
      ),
      remedies: [
        say(
          'Send thinking blocks back unchanged, or leave them out.',
          '原样回传思考块，或将其去掉。',
        ),
        say(
          'With several accounts, keep a conversation on one deployment.',
          '多账户时，让同一会话固定在一个部署上。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'invalid signature in thinking block',
            'blocks in the latest assistant message cannot be modified',
          ],
        },
      ],
    },
    {
      id: 'anthropic-thinking-expected',
      title: say('History lacks a thinking block', '历史消息缺少思考块'),
      fault: 'caller',
      meaning: say(
        'With thinking turned on, an assistant message with tool use must begin with its thinking block.',
        '启用思考时，带工具调用的 assistant 消息必须以思考块开头。',
      ),
      remedies: [
        say(
          'Keep thinking blocks in the history, or set `modify_params: true`.',
          '在历史消息中保留思考块，或设置 `modify_params: true`。',
        ),
      ],
      acts: 'caller',
      match: [{ message: ['expected thinking or redacted_thinking, but found'] }],
    },
    {
      id: 'anthropic-thinking-parameters',
      title: say('Parameter that does not go with thinking', '与思考模式冲突的参数'),
      fault: 'caller',
      meaning: say(
        'With thinking turned on, `temperature` must be 1 and `max_tokens` larger than the thinking budget.',
        '启用思考时，`temperature` 必须为 1，且 `max_tokens` 大于思考预算。',
      ),
      remedies: [
        FIX_REQUEST,
        say(
          'Remove `temperature`, `top_p` and `top_k` when thinking.',
          '启用思考时去掉 `temperature`、`top_p`、`top_k`。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'temperature may only be set to 1 when thinking',
            'max_tokens must be greater than thinking.budget_tokens',
            'thinking.type.enabled is not supported for this model',
            'temperature and top_p cannot both be specified',
          ],
        },
      ],
    },
  ],
}

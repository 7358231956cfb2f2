import { type CatalogueFamily, say } from '../../entry.ts'
import { FIX_REQUEST } from '../../remedies.ts'

const TOOL_HISTORY = say(
  'Keep each tool call and its result together when the history is cut.',
  '裁剪历史消息时，保持工具调用与其结果成对出现。',
)

export const MESSAGES: CatalogueFamily = {
  id: 'messages',
  title: say('Requests: messages, tools and files', '请求：消息、工具与文件'),
  entries: [
    {
      id: 'tool-result-missing',
      title: say('A tool call has no result in the history', '历史消息中的工具调用缺少结果'),
      fault: 'caller',
      meaning: say(
        'The history has a tool call whose result does not follow: messages were dropped or reordered.',
        '历史消息中的工具调用后面没有对应结果：消息被丢弃或顺序被打乱。',
      ),
      remedies: [TOOL_HISTORY],
      acts: 'caller',
      match: [
        {
          message: [
            'must be followed by tool messages responding to',
            'ids were found without tool_result blocks',
            'tool_call_ids did not have response messages',
            'messages with role tool must be a response to',
            'unexpected tool_use_id found in tool_result blocks',
            'not the same number of function calls and responses',
            'no tool call found for function call output',
            'no tool output found for function call',
          ],
        },
      ],
    },
    {
      id: 'tool-choice-without-tools',
      title: say('`tool_choice` without `tools`', '有 `tool_choice` 但没有 `tools`'),
      fault: 'caller',
      meaning: say(
        'The request chooses a tool but lists none.',
        '请求指定了工具选择，但未提供工具列表。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [
        {
          message: [
            'tool_choice is only allowed when tools are specified',
            'when using tool_choice, tools must be set',
          ],
        },
      ],
    },
    {
      id: 'tool-choice-unsupported',
      title: say('`tool_choice` not supported by the model', '模型不支持该 `tool_choice`'),
      fault: 'caller',
      meaning: say(
        'The model, often a reasoning model, does not let the caller force a tool.',
        '该模型（常见于推理模型）不允许强制指定工具。',
      ),
      remedies: [say('Send `tool_choice: auto`.', '改为 `tool_choice: auto`。')],
      acts: 'caller',
      match: [
        {
          message: [
            'tool_choice parameter does not support',
            'thinking may not be enabled when tool_choice forces',
            'tool_choice.type:',
          ],
        },
      ],
    },
    {
      id: 'invalid-schema',
      title: say('JSON schema not supported', '模型不接受该 JSON Schema'),
      fault: 'caller',
      meaning: say(
        'The schema of a tool or of `response_format` uses something that the provider does not support.',
        '工具或 `response_format` 的 Schema 使用了供应商不支持的写法。',
      ),
      remedies: [
        say(
          'Simplify the schema: the message names the property.',
          '简化 Schema：错误信息中指出了具体属性。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'invalid schema for response_format',
            'invalid schema for function',
            'output_config.format.schema:',
            'invalid_function_parameters',
            'tools … input_schema: json schema is invalid',
          ],
        },
      ],
    },
    {
      id: 'invalid-image',
      title: say('Image cannot be used', '图片无法使用'),
      fault: 'caller',
      meaning: say(
        'The image is too large, broken, of an unsupported kind, or not what its media type says.',
        '图片过大、已损坏、格式不支持，或与声明的媒体类型不符。',
      ),
      remedies: [
        say(
          'Send PNG, JPEG, GIF or WebP with the right media type, and scale large images down.',
          '使用 PNG、JPEG、GIF 或 WebP 并声明正确的媒体类型，缩小过大的图片。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'you uploaded an unsupported image',
            'the image was specified using the … media type',
            'could not process image',
            'invalid image data',
            'image exceeds … maximum',
            'invalid base64 image_url',
            'image dimensions exceed',
          ],
        },
      ],
    },
    {
      id: 'invalid-message-order',
      title: say('Message order not supported by the model', '消息顺序不被接受'),
      fault: 'caller',
      meaning: say(
        'The model expects user and assistant to alternate, with the first or last message from the user.',
        '模型要求 user 与 assistant 交替，且首条或末条为 user。',
      ),
      remedies: [
        FIX_REQUEST,
        say(
          'Set `modify_params: true`, so that LiteLLM fixes the order.',
          '设置 `modify_params: true`，由 LiteLLM 修正顺序。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'conversation must start with a user message',
            'roles must alternate',
            'expected last role user or tool',
            'unexpected role',
            'this model does not support assistant message prefill',
            'invalid user message at index',
            'ensure that function call turn comes immediately after',
            'last message must not be',
          ],
        },
      ],
    },
    {
      id: 'empty-content',
      title: say('A message is empty', '消息内容为空'),
      fault: 'caller',
      meaning: say(
        'The request has no messages, or one of them has no text.',
        '请求没有消息，或某条消息没有内容。',
      ),
      remedies: [say('Leave out empty messages before sending.', '发送前去掉空消息。')],
      acts: 'caller',
      match: [
        {
          message: [
            'text content blocks must be non-empty',
            'messages:at least one message is required',
            'all messages must have non-empty content',
            'contents is not specified',
            'contents are required',
            'the text field in the contentblock object … is blank',
            'messages:text content blocks must contain non-whitespace text',
          ],
        },
      ],
    },
    {
      id: 'stored-object-not-found',
      title: say('Stored object not found at the provider', '供应商处找不到所引用的对象'),
      fault: 'caller',
      meaning: say(
        'The request names an earlier response, batch, file or assistant that has expired or belongs to another account.',
        '请求引用的历史响应、批处理、文件或助手已过期，或属于其他账户。',
      ),
      remedies: [
        say(
          'Start anew without the id; with several accounts, keep a conversation on one deployment.',
          '不带该 ID 重新开始；多账户时，让同一会话固定在一个部署上。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'previous response with id',
            'previous_response_not_found',
            'no batch found with id',
            'no such file object',
            'no assistant found with id',
            'no thread found with id',
            'item with id … not found',
          ],
        },
      ],
    },
    {
      id: 'invalid-audio',
      title: say('Audio cannot be read', '音频无法解码'),
      fault: 'caller',
      meaning: say(
        'The audio file is broken or of a format that the model does not read.',
        '音频文件损坏或格式不受支持。',
      ),
      remedies: [
        say('Send WAV, MP3 or another supported format.', '使用 WAV、MP3 等受支持的格式。'),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'failed to decode audio',
            'audio file could not be decoded',
            'audio file might be corrupted',
            'invalid file format. supported formats',
          ],
        },
      ],
    },
  ],
}

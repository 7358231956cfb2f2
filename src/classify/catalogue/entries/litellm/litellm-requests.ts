import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { DROP_PARAMS, FIX_REQUEST } from '../../remedies.ts'

export const LITELLM_REQUESTS: CatalogueFamily = {
  id: 'litellm-requests',
  title: say('LiteLLM: requests and MCP tools', 'LiteLLM：请求与 MCP 工具'),
  entries: [
    {
      id: 'litellm-unsupported-params',
      title: say('Parameter not supported by the provider', '供应商不支持该参数'),
      fault: 'caller',
      meaning: say(
        'LiteLLM knows that the model does not support a parameter of the request, and refused it before calling the provider.',
        'LiteLLM 已知该模型不支持请求中的某个参数，因此未发起调用。',
      ),
      remedies: [DROP_PARAMS, FIX_REQUEST],
      acts: 'caller',
      match: [
        { message: ['does not support parameters:', 'to drop these, set litellm.drop_params'] },
        { errorClasses: ['UnsupportedParamsError'] },
      ],
      link: LINKS.litellmDropParams,
    },
    {
      id: 'litellm-missing-field',
      title: say('Request lacks a required field', '请求缺少必填字段'),
      fault: 'caller',
      meaning: say(
        'The request has no `messages`, `model` or `input`; older versions of LiteLLM answer with a 500 from Python.',
        '请求缺少 `messages`、`model` 或 `input`；旧版 LiteLLM 会返回 Python 的 500 错误。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [
        { message: ['missing 1 required positional argument', 'model must be a string'] },
        { errorClasses: ['ProxyMissingRequiredParamError'] },
      ],
    },
    {
      id: 'litellm-invalid-json',
      title: say('Request is not valid JSON', '请求不是有效的 JSON'),
      fault: 'caller',
      meaning: say('The proxy could not read the body of the request.', '代理无法解析请求体。'),
      remedies: [
        say(
          'Check the body and its `Content-Type`; a cut or doubly encoded body is a common cause.',
          '检查请求体与 `Content-Type`；常见原因是内容被截断或重复编码。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: ['invalid json payload:', 'invalid json payload passed'],
          not: ['unknown name'],
        },
      ],
    },
    {
      id: 'litellm-request-too-large',
      title: say('Request is larger than the proxy allows', '请求体超过代理上限'),
      fault: 'caller',
      meaning: say(
        'The body is larger than `max_request_size_mb`.',
        '请求体超过 `max_request_size_mb`。',
      ),
      remedies: [
        say(
          'Send files by link, or raise `max_request_size_mb`.',
          '改用链接传文件，或调高 `max_request_size_mb`。',
        ),
      ],
      acts: 'caller',
      match: [{ message: ['request size is too large. request size is'] }],
    },
    {
      id: 'litellm-image-fetch',
      title: say('An image of the request could not be fetched', '无法下载请求中的图片'),
      fault: 'caller',
      meaning: say(
        'The request names an image by URL, and the proxy or the provider could not load it.',
        '请求以 URL 引用图片，但代理或供应商无法下载。',
      ),
      remedies: [
        say(
          'Use a public URL without a login, or send the image as base64.',
          '使用无需登录的公开 URL，或以 base64 发送图片。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'unable to fetch image from url',
            'error while downloading',
            'failed to download image',
            'cannot fetch content from the provided url',
          ],
        },
        { errorClasses: ['ImageFetchError'] },
      ],
      link: LINKS.litellmMapping,
    },
    {
      id: 'litellm-client-gone',
      title: say('Client disconnected', '调用方提前断开'),
      fault: 'caller',
      meaning: say(
        'The caller closed the connection before the answer was complete.',
        '调用方在响应完成前关闭了连接。',
      ),
      remedies: [
        say(
          'Raise the timeout of the client, or stream the answer.',
          '调高客户端超时时间，或使用流式输出。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'client disconnected the request',
            'client disconnected',
            'request was cancelled by the client',
          ],
        },
      ],
    },
    {
      id: 'litellm-unsupported-provider',
      title: say('Endpoint not offered by the provider', '供应商不支持该接口'),
      fault: 'caller',
      meaning: say(
        'The caller used rerank, images, audio or another endpoint with a model whose provider does not offer it.',
        '调用方对该模型使用了其供应商不提供的接口（如 rerank、图像、音频）。',
      ),
      remedies: [say('Use a model that is made for the endpoint.', '改用适用于该接口的模型。')],
      acts: 'caller',
      match: [{ message: ['unsupported provider:'] }],
    },
    {
      id: 'litellm-mcp-tool-denied',
      title: say('Caller may not use this MCP tool', '调用方无权使用该 MCP 工具'),
      fault: 'caller',
      meaning: say(
        'The key, team or user has no permission for the tool.',
        '密钥、团队或用户没有该工具的权限。',
      ),
      remedies: [
        say(
          'Add the server or tool to `object_permission` of the key or team.',
          '在密钥或团队的 `object_permission` 中加入该服务器或工具。',
        ),
      ],
      acts: 'caller',
      match: [{ message: ['user not allowed to call this tool', 'not allowed to call tool'] }],
    },
    {
      id: 'litellm-mcp-tool-not-found',
      title: say('MCP tool not found', 'MCP 工具不存在'),
      fault: 'caller',
      meaning: say(
        'The caller asked for a tool that no registered MCP server offers.',
        '调用方请求的工具不在任何已注册的 MCP 服务器中。',
      ),
      remedies: [
        say(
          'List the tools first: names carry the prefix of their server.',
          '先列出可用工具：工具名带有服务器前缀。',
        ),
      ],
      acts: 'caller',
      match: [
        { message: ['404:tool … not found'] },
        { message: ['tool … not found'], errorClasses: ['HTTPException'] },
      ],
    },
    {
      id: 'litellm-mcp-server-failed',
      title: say('An MCP server failed', 'MCP 服务器故障'),
      fault: 'provider',
      meaning: say(
        'The MCP server behind the tool answered with an error or closed the session.',
        '该工具对应的 MCP 服务器返回错误或关闭了会话。',
      ),
      remedies: [say('Look at the log of the MCP server.', '查看 MCP 服务器日志。')],
      acts: 'operator',
      match: [
        { message: ['error calling tool'] },
        { errorClasses: ['MCPToolCallError', 'McpError'] },
      ],
    },
    {
      id: 'litellm-refused',
      title: say('The proxy refused the request', '代理拒绝了请求'),
      fault: 'caller',
      meaning: say(
        'The proxy answered with a 4xx of its own: something about the request, its key or its rights is wrong.',
        '代理自身返回 4xx：请求、密钥或权限存在问题。',
      ),
      remedies: [FIX_REQUEST],
      acts: 'caller',
      match: [{ errorClasses: ['HTTPException'], statuses: ['4xx'], speaker: 'proxy' }],
      generic: true,
      link: LINKS.litellmErrors,
    },
    {
      id: 'litellm-refused-without-text',
      title: say('Refused by the proxy; reason not logged', '代理拒绝了请求（日志无说明）'),
      fault: 'caller',
      meaning: say(
        'A key, model or budget check failed; LiteLLM up to 1.83 does not log which.',
        '密钥、模型或预算检查未通过；1.83 及更早版本的 LiteLLM 不记录具体原因。',
      ),
      remedies: [
        say(
          'Ask the caller for the answer they got, which has the reason.',
          '请调用方提供收到的响应，其中有原因。',
        ),
        say('Upgrade LiteLLM: newer versions log the text.', '升级 LiteLLM：新版本会记录说明。'),
      ],
      acts: 'caller',
      match: [{ errorClasses: ['ProxyException'], statuses: ['4xx', 'none'] }],
      generic: true,
      link: LINKS.litellmErrors,
    },
  ],
}

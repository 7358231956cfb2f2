import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_SERVER,
  CONTEXT_FALLBACKS,
  FALLBACKS,
  MORE_SERVERS,
  RETRIES,
  SHORTEN,
} from '../../remedies.ts'

const RAISE_CONTEXT = say(
  'If the memory allows it, start the server with a longer context (`--max-model-len`, `--context-length`, `-c`, `num_ctx`).',
  '若显存允许，以更长的上下文启动服务（`--max-model-len`、`--context-length`、`-c`、`num_ctx`）。',
)

export const VLLM_SGLANG: CatalogueFamily = {
  id: 'vllm-sglang',
  title: say('Own servers: vLLM and SGLang', '自建服务：vLLM 与 SGLang'),
  entries: [
    {
      id: 'vllm-tool-flags',
      title: say('vLLM was started without tool calling', 'vLLM 启动时未开启工具调用'),
      fault: 'provider',
      meaning: say(
        'The server needs `--enable-auto-tool-choice` and a parser before it accepts `tools`.',
        '服务需以 `--enable-auto-tool-choice` 和解析器启动才能接受 `tools`。',
      ),
      remedies: [
        say(
          'Start vLLM with `--enable-auto-tool-choice --tool-call-parser <parser of the model>`.',
          '以 `--enable-auto-tool-choice --tool-call-parser <对应模型的解析器>` 启动 vLLM。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'requires --enable-auto-tool-choice',
            'tool choice requires --tool-call-parser',
            'requires --tool-call-parser to be set',
          ],
        },
      ],
      link: LINKS.vllmTools,
    },
    {
      id: 'vllm-engine-dead',
      title: say('Engine of the vLLM server is dead', 'vLLM 引擎已崩溃'),
      fault: 'provider',
      meaning: say(
        'The web server still answers, but the inference engine has crashed.',
        'Web 服务仍在响应，但推理引擎已崩溃。',
      ),
      remedies: [
        say(
          'Restart the server; let its health check restart it next time.',
          '重启服务，并用健康检查实现自动重启。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'enginedeaderror',
            'enginecore encountered an issue',
            'background loop has errored',
            'engine loop has died',
            'mqengine is already dead',
          ],
        },
      ],
    },
    {
      id: 'gpu-out-of-memory',
      title: say('GPU of the model server is out of memory', '模型服务显存不足'),
      fault: 'provider',
      meaning: say(
        'The request did not fit into the memory that was left on the GPU.',
        '剩余显存不足以处理请求。',
      ),
      remedies: [
        say(
          'Lower `--gpu-memory-utilization`, the context or the batch size.',
          '降低 `--gpu-memory-utilization`、上下文长度或批大小。',
        ),
        CHECK_SERVER,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'cuda out of memory',
            'cuda error:out of memory',
            'hip out of memory',
            'outofmemoryerror',
            'cudamalloc failed',
          ],
        },
      ],
    },
    {
      id: 'vllm-too-many-images',
      title: say('More images than the server allows', '图片数量超过服务限制'),
      fault: 'caller',
      meaning: say(
        'The server allows fewer images, videos or audio clips in one prompt.',
        '服务限制单个提示词中的图片、视频或音频数量。',
      ),
      remedies: [
        say(
          'Send fewer, or raise `--limit-mm-per-prompt`.',
          '减少数量，或调高 `--limit-mm-per-prompt`。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: ['at most … may be provided in one', 'at most … may be provided in one prompt'],
        },
      ],
    },
    {
      id: 'chat-template-missing',
      title: say('Model has no chat template', '模型缺少对话模板'),
      fault: 'provider',
      meaning: say(
        'The server cannot turn messages into a prompt: the model is a base model or lacks a template.',
        '服务无法将消息转换为提示词：模型为基础模型或缺少模板。',
      ),
      remedies: [
        say('Start the server with `--chat-template`.', '启动服务时指定 `--chat-template`。'),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'default chat template is no longer allowed',
            'tokenizer.chat_template is not set',
            'does not have a chat template',
          ],
        },
      ],
    },
    {
      id: 'sglang-input-too-long',
      title: say('Prompt is too long for the SGLang server', '提示词超出 SGLang 上下文长度'),
      fault: 'caller',
      meaning: say(
        'The prompt, alone or with its output, does not fit into the context that the server was given.',
        '提示词（或加上输出）超出服务配置的上下文长度。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS, RAISE_CONTEXT],
      acts: 'caller',
      match: [
        {
          message: [
            'is longer than the models context length',
            'requested token count exceeds the models maximum context length',
            'exceeds the maximum allowed length',
          ],
        },
      ],
    },
    {
      id: 'sglang-queue-full',
      title: say('Queue of the model server is full', '模型服务队列已满'),
      fault: 'capacity',
      meaning: say(
        'More requests wait at the server than its queue holds.',
        '等待处理的请求数超过服务队列容量。',
      ),
      remedies: [
        MORE_SERVERS,
        say(
          'Set `max_parallel_requests` of the deployment.',
          '为该部署设置 `max_parallel_requests`。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'the request queue is full',
            'maximum pending requests exceeded',
            'model is overloaded … queue',
            'slot unavailable',
            'no slot available',
          ],
        },
      ],
    },
    {
      id: 'unreadable-output',
      title: say('Server cannot parse the output of its model', '服务无法解析模型输出'),
      fault: 'provider',
      meaning: say(
        'The model wrote tokens or a tool call that the parser of the server does not understand.',
        '模型输出的内容或工具调用无法被服务端解析器识别。',
      ),
      remedies: [
        RETRIES,
        say(
          'Check that parser and chat template fit the model.',
          '确认解析器与对话模板适配该模型。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'failed to parse input at pos',
            'error parsing tool call',
            'failed to parse tool call',
          ],
        },
      ],
    },
  ],
}

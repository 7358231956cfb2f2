import { type CatalogueFamily, say } from '../../entry.ts'
import { CHECK_SERVER, CONTEXT_FALLBACKS, RETRIES, SHORTEN } from '../../remedies.ts'

const RAISE_CONTEXT = say(
  'If the memory allows it, start the server with a longer context (`--max-model-len`, `--context-length`, `-c`, `num_ctx`).',
  '若显存允许，以更长的上下文启动服务（`--max-model-len`、`--context-length`、`-c`、`num_ctx`）。',
)

export const OLLAMA: CatalogueFamily = {
  id: 'ollama',
  title: say('Own servers: Ollama, llama.cpp, LM Studio', '自建服务：Ollama、llama.cpp、LM Studio'),
  entries: [
    {
      id: 'ollama-model-not-found',
      title: say('Ollama does not have the model', 'Ollama 中没有该模型'),
      fault: 'provider',
      meaning: say(
        'The model of a deployment was not pulled to the Ollama server, or its tag is misspelt; it arrives as a 500.',
        '该部署的模型未下载到 Ollama，或标签有误；以 500 返回。',
      ),
      remedies: [
        say(
          'Run `ollama pull` on the server, or correct `litellm_params.model`.',
          '在服务器上执行 `ollama pull`，或修正 `litellm_params.model`。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'ollamaexception - … model … not found',
            'ollamaerror … model … not found',
            'not found, try pulling it first',
          ],
        },
      ],
    },
    {
      id: 'ollama-model-load',
      title: say('Ollama cannot load the model', 'Ollama 无法加载模型'),
      fault: 'provider',
      meaning: say(
        'The model’s file is broken, too new for this Ollama, or its runner crashed.',
        '模型文件损坏、Ollama 版本过旧，或运行进程崩溃。',
      ),
      remedies: [
        say('Update Ollama and pull the model again.', '升级 Ollama 并重新下载模型。'),
        CHECK_SERVER,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'unable to load model',
            'llama runner process has terminated',
            'llama runner process no longer running',
            'llama runner exited',
            'model failed to load, this may be due to resource limitations',
          ],
        },
      ],
    },
    {
      id: 'ollama-memory',
      title: say('Model is too large for the Ollama server', '模型超出 Ollama 服务器内存'),
      fault: 'provider',
      meaning: say(
        'The model needs more memory than the server has free.',
        '模型所需内存超过服务器可用内存。',
      ),
      remedies: [
        say(
          'Use a smaller model or quantisation, or unload other models.',
          '使用更小的模型或量化版本，或卸载其他模型。',
        ),
      ],
      acts: 'operator',
      match: [{ message: ['model requires more system memory'] }],
    },
    {
      id: 'ollama-no-tools',
      title: say('Model at Ollama cannot call tools', 'Ollama 模型不支持工具调用'),
      fault: 'caller',
      meaning: say(
        'The request has tools, and the model does not support them.',
        '请求包含工具，但该模型不支持。',
      ),
      remedies: [
        say(
          'Use a model with tool support, or leave the tools out.',
          '改用支持工具的模型，或去掉工具。',
        ),
      ],
      acts: 'caller',
      match: [{ message: ['does not support tools'] }],
    },
    {
      id: 'llamacpp-context',
      title: say('Prompt is too long for the llama.cpp server', '提示词超出 llama.cpp 上下文长度'),
      fault: 'caller',
      meaning: say(
        'The prompt does not fit into a slot; the context is shared out among `--parallel` slots.',
        '提示词超出单个槽位；上下文由 `--parallel` 个槽位均分。',
      ),
      remedies: [SHORTEN, CONTEXT_FALLBACKS, RAISE_CONTEXT],
      acts: 'caller',
      match: [
        {
          message: [
            'exceeds the available context size',
            'exceed_context_size_error',
            'input is too large to process. increase the physical batch size',
          ],
        },
      ],
    },
    {
      id: 'server-loading-model',
      title: say('Model server is still loading', '模型服务仍在加载'),
      fault: 'provider',
      meaning: say(
        'The server runs, but the model is not in memory yet.',
        '服务已启动，但模型尚未加载完成。',
      ),
      remedies: [
        RETRIES,
        say(
          'Let traffic in only after the server’s health check passes.',
          '健康检查通过后再接入流量。',
        ),
      ],
      acts: 'provider',
      match: [
        {
          message: [
            'message:loading model',
            'model is still loading',
            'is currently loading',
            'model … is loading',
          ],
        },
      ],
    },
    {
      id: 'lmstudio-no-model',
      title: say('No model is loaded in LM Studio', 'LM Studio 未加载模型'),
      fault: 'provider',
      meaning: say(
        'The server has no model in memory, or unloaded it when idle.',
        '服务未加载模型，或因空闲而卸载。',
      ),
      remedies: [
        say(
          'Load the model, and turn off unloading or allow loading on demand.',
          '加载模型，并关闭自动卸载或开启按需加载。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'no models loaded. please load a model',
            'model unloaded',
            'model has unloaded or crashed',
          ],
        },
      ],
    },
    {
      id: 'lmstudio-context',
      title: say('Prompt is too long for the model as loaded', '提示词超出已加载模型的上下文'),
      fault: 'caller',
      meaning: say(
        'The model was loaded with a shorter context than the prompt needs.',
        '模型加载时设置的上下文短于提示词。',
      ),
      remedies: [SHORTEN, RAISE_CONTEXT],
      acts: 'caller',
      match: [
        {
          message: [
            'number of tokens to keep from the initial prompt is greater than the context length',
            'input length exceeds the context length',
          ],
        },
      ],
    },
  ],
}

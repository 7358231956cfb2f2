import type { Config } from '../../config/config-schema.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { createModel, type ModelOptions } from '../../explain/model/model.ts'
import type { LanguageModel } from '../../explain/model-ports.ts'
import { proxyAgent } from '../proxy-agent.ts'

/** Options of the model's client; null if no model is configured. Uses HTTPS_PROXY if that is set. */
export const modelOptions = ({ llm }: Config): ModelOptions | null =>
  llm.enabled && llm.url !== ''
    ? {
        url: llm.url,
        apiKey: llm.apiKey,
        model: llm.model,
        temperature: llm.temperature,
        timeoutMs: llm.timeout,
        retries: llm.retries,
        maxAnswerTokens: llm.maxAnswerTokens,
        dispatcher: proxyAgent(),
      }
    : null

/** The language model of the configuration; null if none is configured. */
export const openModel = (config: Config, log: Logger, clock: Clock): LanguageModel | null => {
  const options = modelOptions(config)
  return options === null ? null : createModel(options, log, clock)
}

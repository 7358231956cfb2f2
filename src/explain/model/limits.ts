import { z } from 'zod'
import type { Clock } from '../../domain/ports.ts'
import { offers } from './check-model.ts'
import { endpointOf } from './endpoint.ts'
import { exchange } from './exchange.ts'
import { headersOf, type ModelOptions } from './model.ts'

/** What a model takes, in tokens; null where its server does not say. */
export interface ModelLimits {
  /** Prompt and answer together, or the prompt alone: servers do not agree on that. */
  readonly window: number | null
  readonly answer: number | null
}

const unknown: ModelLimits = { window: null, answer: null }
const tokens = z.number().positive().nullish().catch(null)

// GET /v1/models of vLLM, OpenRouter, Groq, Mistral and LM Studio; OpenAI's own says nothing.
const listed = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      max_model_len: tokens,
      context_length: tokens,
      context_window: tokens,
      max_context_length: tokens,
      max_completion_tokens: tokens,
      top_provider: z.object({ max_completion_tokens: tokens }).nullish().catch(null),
    }),
  ),
})
// GET /model/info of LiteLLM: one entry for each deployment.
const info = z.object({
  data: z.array(
    z.object({
      model_name: z.string(),
      model_info: z.object({ max_input_tokens: tokens, max_output_tokens: tokens }),
    }),
  ),
})
// POST /api/show of Ollama: llama.context_length, qwen2.context_length …
const shown = z.object({ model_info: z.record(z.string(), z.unknown()) })

const least = (values: readonly (number | null | undefined)[]): number | null => {
  const known = values.filter((value) => typeof value === 'number')
  return known.length === 0 ? null : Math.min(...known)
}

const fromList = (answer: unknown, model: string): ModelLimits => {
  const found = listed.parse(answer).data.filter(({ id }) => id === model)
  return {
    window: least(
      found.flatMap((entry) => [
        entry.max_model_len,
        entry.context_length,
        entry.context_window,
        entry.max_context_length,
      ]),
    ),
    answer: least(
      found.flatMap((entry) => [
        entry.max_completion_tokens,
        entry.top_provider?.max_completion_tokens,
      ]),
    ),
  }
}

/** The smallest of the deployments: any of them may get the prompt. */
const fromLiteLlm = (answer: unknown, model: string): ModelLimits => {
  const { data } = info.parse(answer)
  const exact = data.filter(({ model_name }) => model_name === model)
  const found = exact.length > 0 ? exact : data.filter((entry) => offers(entry.model_name, model))
  return {
    window: least(found.map(({ model_info }) => model_info.max_input_tokens)),
    answer: least(found.map(({ model_info }) => model_info.max_output_tokens)),
  }
}

const fromOllama = (answer: unknown): ModelLimits => {
  const entries = Object.entries(shown.parse(answer).model_info)
  const lengths = entries.filter(([name]) => name.endsWith('.context_length'))
  return {
    window: least(lengths.map(([, value]) => (typeof value === 'number' ? value : null))),
    answer: null,
  }
}

/** How much the model takes, as far as its server tells. Costs no tokens; never throws but for the signal's reason. */
export const readLimits = async (
  options: Pick<ModelOptions, 'url' | 'apiKey' | 'model' | 'dispatcher'>,
  clock: Clock,
  signal: AbortSignal,
  timeoutMs = 10_000,
): Promise<ModelLimits> => {
  const { model, apiKey, dispatcher } = options
  const endpoint = endpointOf(options.url)
  const { modelsUrl } = endpoint
  const ask = async (
    url: string,
    read: (answer: unknown, model: string) => ModelLimits,
    body: string | null = null,
  ): Promise<ModelLimits> => {
    try {
      const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
      const json = body === null ? {} : { 'content-type': 'application/json' }
      const request = {
        method: body === null ? ('GET' as const) : ('POST' as const),
        url,
        shown: '',
        headers: { ...headersOf(endpoint, apiKey), ...json },
        body,
        maxBytes: 16 * 1024 * 1024,
        silence: timeoutMs,
        dispatcher,
      }
      return read(JSON.parse(await exchange(request, within, clock)), model)
    } catch {
      // A server without that question, or with an answer of another kind, does not say.
      signal.throwIfAborted()
      return unknown
    }
  }
  if (endpoint.kind === 'ollama') {
    const show = modelsUrl.replace(/\/api\/tags$/, '/api/show')
    return ask(show, fromOllama, JSON.stringify({ model }))
  }
  const list = await ask(modelsUrl, fromList)
  if (list.window !== null) return list
  const litellm = modelsUrl.replace(/(?:\/v\d+(?:beta)?)?\/models$/, '/model/info')
  return litellm === modelsUrl ? unknown : ask(litellm, fromLiteLlm)
}

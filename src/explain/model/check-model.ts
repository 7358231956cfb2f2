import { z } from 'zod'
import type { Clock } from '../../domain/ports.ts'
import { endpointOf } from './endpoint.ts'
import { exchange } from './exchange.ts'
import { LlmError } from './llm-error.ts'
import { headersOf, type ModelOptions } from './model.ts'

export interface ModelCheck {
  readonly ok: boolean
  /** What was found, one line. */
  readonly detail: string
}

const list = z.looseObject({
  data: z.array(z.looseObject({ id: z.string() })).optional(),
  models: z.array(z.looseObject({ name: z.string() })).optional(),
})

/** LiteLLM lists wildcards (`openai/*`), Ollama adds a tag (`llama3:latest`). */
export const offers = (name: string, model: string): boolean =>
  name === model ||
  name === `${model}:latest` ||
  (name.endsWith('*') && model.startsWith(name.slice(0, -1)))

const namesIn = (text: string): readonly string[] => {
  try {
    const parsed = list.parse(JSON.parse(text))
    return [...(parsed.data ?? []).map(({ id }) => id), ...(parsed.models ?? []).map((m) => m.name)]
  } catch {
    return []
  }
}

/**
 * Whether the model's server is there, accepts the key and offers the model. Asks for the list of models, which costs
 * nothing; servers without such a list (404, 405) count as reached. Never throws but for the signal's reason.
 */
export const checkModel = async (
  options: Pick<ModelOptions, 'url' | 'apiKey' | 'model' | 'dispatcher'>,
  clock: Clock,
  signal: AbortSignal,
  timeoutMs = 10_000,
): Promise<ModelCheck> => {
  try {
    const endpoint = endpointOf(options.url)
    const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const text = await exchange(
      {
        method: 'GET',
        url: endpoint.modelsUrl,
        shown: new URL(endpoint.modelsUrl).origin + new URL(endpoint.modelsUrl).pathname,
        headers: headersOf(endpoint, options.apiKey),
        body: null,
        maxBytes: 8 * 1024 * 1024,
        silence: timeoutMs,
        dispatcher: options.dispatcher,
      },
      within,
      clock,
    )
    const names = namesIn(text)
    if (names.length === 0)
      return { ok: true, detail: `${endpoint.shown} answers and lists no models` }
    if (names.some((name) => offers(name, options.model))) {
      return { ok: true, detail: `${endpoint.shown} answers and offers ${options.model}` }
    }
    const some = names.slice(0, 5).join(', ')
    return {
      ok: false,
      detail: `${endpoint.shown} answers, but offers no ${options.model}; there are ${names.length} models, such as ${some}`,
    }
  } catch (cause) {
    signal.throwIfAborted()
    if (cause instanceof LlmError) {
      const noList = cause.status === 404 || cause.status === 405
      return noList
        ? { ok: true, detail: 'the server answers and has no list of models' }
        : { ok: false, detail: cause.message }
    }
    return { ok: false, detail: `no answer within ${timeoutMs / 1000} s` }
  }
}

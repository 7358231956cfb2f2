import { fail, ok, type Probe } from '../../commands/check.ts'
import { checkModel } from '../../llm/check.ts'
import type { ModelOptions } from '../../llm/model.ts'

/** Whether the model's server answers, takes the key and offers the model; costs no tokens. */
export const modelProbe = (options: ModelOptions): Probe => ({
  about: 'model',
  remedy: 'look at LLM_URL',
  run: async (signal) => {
    const { ok: fine, detail } = await checkModel(options, signal)
    return [
      fine
        ? ok('model', detail)
        : fail('model', detail, 'look at LLM_URL, LLM_API_KEY and LLM_MODEL'),
    ]
  },
})

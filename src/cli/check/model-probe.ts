import type { Config } from '../../config/config-schema.ts'
import type { Clock } from '../../domain/ports.ts'
import { messageOf } from '../../domain/reason.ts'
import { checkModel } from '../../explain/model/check-model.ts'
import { readLimits } from '../../explain/model/limits.ts'
import type { ModelOptions } from '../../explain/model/model.ts'
import type { LanguageModel } from '../../explain/model-ports.ts'
import { fail, ok, type Probe } from './check-command.ts'
import { tokenFinding } from './check-context-window.ts'

/** Whether the model's server answers, takes the key, offers the model and takes prompts of our size; costs no tokens. */
export const modelProbe = (
  options: ModelOptions,
  { llm }: Pick<Config, 'llm'>,
  clock: Clock,
): Probe => ({
  about: 'model',
  remedy: 'look at LLM_URL',
  run: async (signal) => {
    const { ok: fine, detail } = await checkModel(options, clock, signal)
    if (!fine) return [fail('model', detail, 'look at LLM_URL, LLM_API_KEY and LLM_MODEL')]
    const { window, answer: answerLimit } = await readLimits(options, clock, signal)
    const { maxPromptTokens: prompt, maxAnswerTokens: answer } = llm
    return [ok('model', detail), tokenFinding({ prompt, answer, window, answerLimit })]
  },
})

/** What an answer of this kind most often means. */
const remedyOf = (error: unknown): string => {
  const said = error instanceof Error ? error.message : ''
  if (/temperature/i.test(said)) return 'set llm.temperature: none'
  const status = error instanceof Error && 'status' in error ? error.status : null
  if (status === 401 || status === 403) return 'look at LLM_API_KEY'
  if (status === 404)
    return 'LLM_URL must be the whole path (…/v1/chat/completions or …/api/chat), LLM_MODEL a name that the server knows'
  return 'look at LLM_URL, LLM_API_KEY and LLM_MODEL; for a slow model, raise llm.timeout'
}

export interface ModelTest extends Clock {
  readonly newId: () => string
  /** Told the call's id before it is made. */
  readonly record: (callId: string) => Promise<void>
}

/** Asks the model for a word as the daemon would ask for many: path, key, name, temperature and time together. */
export const testModelProbe = (model: LanguageModel, { now, newId, record }: ModelTest): Probe => ({
  about: 'test to model',
  remedy: 'look at LLM_URL',
  run: async (signal) => {
    const callId = `lookout-${newId()}`
    await record(callId)
    const began = now()
    try {
      const prompt = { system: 'You answer with one word.', user: 'Say: ready.' }
      await model.complete(prompt, callId, signal)
    } catch (error) {
      signal.throwIfAborted()
      const says = messageOf(error)
      return [fail('test to model', says, remedyOf(error))]
    }
    return [ok('test to model', `answered within ${((now() - began) / 1000).toFixed(1)} s`)]
  },
})

import type { Config } from '../../config/config-schema.ts'
import type { Clock } from '../../domain/ports.ts'
import { messageOf } from '../../domain/reason.ts'
import { checkModel } from '../../explain/model/check-model.ts'
import { readLimits } from '../../explain/model/limits.ts'
import type { ModelOptions } from '../../explain/model/model.ts'
import type { LanguageModel } from '../../explain/model-ports.ts'
import { fail, ok, type Probe, type Remedy } from './check-command.ts'
import { tokenFinding } from './check-context-window.ts'

/** Whether the model's server answers, takes the key, offers the model and takes prompts of our size; costs no tokens. */
export const modelProbe = (
  options: ModelOptions,
  { llm }: Pick<Config, 'llm'>,
  clock: Clock,
): Probe => ({
  about: 'model',
  remedy: { name: 'model' },
  run: async (signal) => {
    const { ok: fine, detail } = await checkModel(options, clock, signal)
    if (!fine) return [fail('model', { text: detail }, { name: 'modelAccess' })]
    const { window, answer: answerLimit } = await readLimits(options, clock, signal)
    const { maxPromptTokens: prompt, maxAnswerTokens: answer } = llm
    return [ok('model', { text: detail }), tokenFinding({ prompt, answer, window, answerLimit })]
  },
})

/** What an answer of this kind most often means. */
const remedyOf = (error: unknown): Remedy => {
  const said = error instanceof Error ? error.message : ''
  if (/temperature/i.test(said)) return { name: 'modelTemperature' }
  const status = error instanceof Error && 'status' in error ? error.status : null
  if (status === 401 || status === 403) return { name: 'modelKey' }
  return { name: status === 404 ? 'modelPath' : 'modelSlow' }
}

export interface ModelTest extends Clock {
  readonly newId: () => string
  /** Told the call's id before it is made. */
  readonly record: (callId: string) => Promise<void>
}

/** Asks the model for a word as the daemon would ask for many: path, key, name, temperature and time together. */
export const testModelProbe = (model: LanguageModel, { now, newId, record }: ModelTest): Probe => ({
  about: 'test to model',
  remedy: { name: 'model' },
  run: async (signal) => {
    const callId = `lookout-${newId()}`
    await record(callId)
    const began = now()
    try {
      const prompt = { system: 'You answer with one word.', user: 'Say: ready.' }
      await model.complete(prompt, callId, signal)
    } catch (error) {
      signal.throwIfAborted()
      return [fail('test to model', { text: messageOf(error) }, remedyOf(error))]
    }
    const seconds = ((now() - began) / 1000).toFixed(1)
    return [ok('test to model', { name: 'modelAnswered', values: { seconds } })]
  },
})

import type { Explanation } from '../notifying/notification.ts'
import type { Facts } from '../summary/facts.ts'
import type { LanguageModel, OwnCalls } from './explain-ports.ts'
import type { Clock, Logger } from './ports.ts'

export interface Prompt {
  readonly system: string
  readonly user: string
  /** Estimated. */
  readonly tokens: number
}

export interface Explained {
  readonly explanation: Explanation
  /** What was, or would have been, asked. */
  readonly prompt: Prompt
}

export type Explain = (facts: Facts, signal: AbortSignal) => Promise<Explained>

/** Asks the model to explain facts. Never throws for what the model does: no words is an answer too, with its reason. */
export const createExplain = (
  model: LanguageModel | null,
  ownCalls: Pick<OwnCalls, 'recordOwnCall'>,
  promptOf: (facts: Facts) => Prompt,
  newCallId: () => string,
  clock: Clock,
  log: Logger,
): Explain => {
  return async (facts, signal) => {
    const prompt = promptOf(facts)
    const without = (note: string): Explained => ({
      prompt,
      explanation: { text: null, note, model: model?.model ?? '' },
    })
    if (model === null) return without('no language model is configured')
    if (facts.total === 0) return without('there was nothing to explain')
    const callId = newCallId()
    // Before it is sent: a crash in between must not let the call's own failure look like a client's.
    await ownCalls.recordOwnCall(callId, clock.now())
    const began = clock.now()
    try {
      const answer = await model.complete(prompt, callId, signal)
      const { tokensIn, tokensOut } = answer
      log.info(
        {
          model: model.model,
          callId,
          ms: clock.now() - began,
          tokensIn,
          tokensOut,
          estimated: prompt.tokens,
        },
        'the model explained',
      )
      return { prompt, explanation: { text: answer.text, note: '', model: model.model } }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      log.warn(
        { model: model.model, callId, ms: clock.now() - began, error: reason },
        'no words from the model',
      )
      return without(reason)
    }
  }
}

import type { ExplanationNote } from '../../domain/explanation-note.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Explanation } from '../../domain/notification.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { messageOf } from '../../domain/reason.ts'
import { DAY_MS } from '../../domain/units.ts'
import { explanationOf, type MadeExplanation } from '../../explain/answer/explanation.ts'
import {
  failureOf,
  type LanguageModel,
  type ModelAnswer,
  type ModelLimits,
  type ModelUsage,
  type OwnCalls,
  type RememberedAnswer,
} from '../../explain/model-ports.ts'
import { reuseKey } from '../../explain/prompt/template.ts'
import { countTokens } from '../../explain/tokens.ts'
import type { Messages } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'

export interface Prompt {
  readonly system: string
  readonly user: string
  /** Estimated. */
  readonly tokens: number
  /** Both parts without the facts: what an answer must not repeat. */
  readonly instructions?: string
}

export interface Explained {
  readonly explanation: Explanation
  /** The prompt that was sent, or would have been. */
  readonly prompt: Prompt
  /** What was removed from the answer and why, for its artifact, below the prompt; empty if nothing was. */
  readonly margin: string
  /** For metrics: statements that were checked and those that were removed; tokens as counted by the provider. */
  readonly statements: number
  readonly cut: number
  readonly tokensIn: number
  readonly tokensOut: number
  /** The explanation is an earlier one. */
  readonly reused: boolean
}

export type Explain = (facts: Facts, signal: AbortSignal) => Promise<Explained>

export interface ExplainOptions extends ModelLimits {
  /**
   * Distinguishes the prompts of reports, digests and alerts: they do not share answers, and alerts may not use up the
   * limits.
   */
  readonly kind: string
  readonly messages: Messages
  /** An answer about the same groups is reused within this time, milliseconds; 0 for never. */
  readonly reuseMs: number
  /** Expected size of an answer: counted against the budget before the call. */
  readonly maxAnswerTokens: number
}

const explainDefaults: ExplainOptions = {
  kind: 'report',
  messages: english.messages,
  reuseMs: DAY_MS,
  dailyTokens: 0,
  callsPerHour: 0,
  maxAnswerTokens: 2000,
}

/**
 * The rest is kept for digests and reports: a night of alerts must not leave the morning's digest without an
 * explanation.
 */
const partOfAlerts = 0.75

const part = (limit: number): number =>
  limit === 0 ? 0 : Math.max(1, Math.floor(limit * partOfAlerts))

/** The usage, whatever it was for, up to which a kind of explanation may be requested. */
const limitsOf = ({ kind, dailyTokens, callsPerHour }: ExplainOptions): ModelLimits =>
  kind === 'alert'
    ? { dailyTokens: part(dailyTokens), callsPerHour: part(callsPerHour) }
    : { dailyTokens, callsPerHour }

type Baseline = Pick<OwnCalls, 'recordOwnCall'> & ModelUsage

/**
 * Asks the model to explain facts. Never throws for what the model does: no explanation is a result too, with its
 * reason.
 */
export const createExplain = (
  model: LanguageModel | null,
  memory: Baseline,
  promptOf: (facts: Facts) => Prompt,
  newCallId: () => string,
  clock: Clock,
  log: Logger,
  given: Partial<ExplainOptions> = {},
): Explain => {
  const options = { ...explainDefaults, ...given }
  const { messages } = options
  const limits = limitsOf(options)
  const name = model?.model ?? ''

  /** What happened so far, so that each exit reports the same. */
  const outcome = (prompt: Prompt, explanation: Explanation): Explained => ({
    prompt,
    explanation,
    margin: '',
    statements: 0,
    cut: 0,
    tokensIn: 0,
    tokensOut: 0,
    reused: false,
  })

  const held = (
    { text, cutByLimit = false }: Pick<ModelAnswer, 'text' | 'cutByLimit'>,
    facts: Facts,
    prompt: Prompt,
  ): MadeExplanation => {
    const instructions = prompt.instructions ?? prompt.system
    return explanationOf(text, facts, { model: name, instructions, cutByLimit, messages })
  }

  const notified = (prompt: Prompt, made: MadeExplanation): Explained => ({
    ...outcome(prompt, made.explanation),
    margin: made.margin,
    statements: made.statements,
    cut: made.cut.length,
  })

  /** An explanation of the same groups, if it still holds; if more would be removed than at first, it is too old. */
  const again = (
    remembered: RememberedAnswer | null,
    facts: Facts,
    prompt: Prompt,
  ): { readonly explained: Explained; readonly whole: boolean } | null => {
    if (remembered === null) return null
    const made = held(remembered, facts, prompt)
    if (made.explanation.text === null) return null
    const explained = { ...notified(prompt, made), reused: true }
    return { explained, whole: made.cut.length <= remembered.cut }
  }

  /** The state may be busy or full: that must not lose an explanation that exists already. */
  const kept = async (work: Promise<void>): Promise<void> =>
    work.catch((cause: unknown) =>
      log.warn({ error: messageOf(cause) }, 'the answer of the model could not be stored'),
    )

  const ask = async (
    asked: LanguageModel,
    facts: Facts,
    prompt: Prompt,
    callId: string,
    key: string,
    signal: AbortSignal,
  ): Promise<Explained> => {
    const began = clock.now()
    try {
      const answer = await asked.complete(prompt, callId, signal)
      const { tokensIn, tokensOut, cutByLimit = false } = answer
      const took = (tokensIn ?? prompt.tokens) + (tokensOut ?? countTokens(answer.text))
      await kept(memory.settleCall(callId, took))
      const made = held(answer, facts, prompt)
      const cut = made.cut.length
      log.info(
        {
          model: name,
          callId,
          ms: clock.now() - began,
          tokensIn,
          tokensOut,
          estimated: prompt.tokens,
          statements: made.statements,
          cut,
        },
        'the model explained',
      )
      if (made.explanation.text !== null)
        await kept(
          memory.rememberAnswer({ key, at: clock.now(), text: answer.text, cutByLimit, cut }),
        )
      return { ...notified(prompt, made), tokensIn: tokensIn ?? 0, tokensOut: tokensOut ?? 0 }
    } catch (cause) {
      const reason = messageOf(cause)
      log.warn(
        { model: name, callId, ms: clock.now() - began, error: reason },
        'no explanation from the model',
      )
      return outcome(prompt, {
        text: null,
        notes: [{ kind: 'model_failed', failure: failureOf(cause) }],
        model: name,
      })
    }
  }

  return async (facts, signal) => {
    let prompt: Prompt = { system: '', user: '', tokens: 0 }
    const without = (note: ExplanationNote): Explained =>
      outcome(prompt, { text: null, notes: [note], model: name })
    try {
      prompt = promptOf(facts)
    } catch (cause) {
      log.warn({ error: messageOf(cause) }, 'the prompt could not be made')
      return without({ kind: 'prompt_failed', error: messageOf(cause) })
    }
    if (model === null) return without({ kind: 'no_model' })
    if (facts.total === 0) return without({ kind: 'nothing_to_explain' })
    const key = reuseKey(facts, [options.kind, messages.locale, name])
    const now = clock.now()
    const remembered =
      options.reuseMs === 0 ? null : await memory.rememberedAnswer(key, now - options.reuseMs)
    const earlier = again(remembered, facts, prompt)
    if (earlier?.whole === true) {
      log.info(
        { model: name, tokensIn: 0, tokensOut: 0 },
        'reused the explanation of the same groups',
      )
      return earlier.explained
    }
    const callId = newCallId()
    const tokens = prompt.tokens + options.maxAnswerTokens
    const granted = await memory.reserveCall({ callId, now, tokens }, limits)
    if (granted !== 'granted') {
      const note: ExplanationNote =
        granted === 'calls'
          ? { kind: 'calls_used', limit: limits.callsPerHour }
          : { kind: 'tokens_used', limit: limits.dailyTokens }
      log.warn(
        { model: name, kind: options.kind, limit: granted },
        'the model is not called: its limit is reached',
      )
      // The part of an older explanation that still holds is better than none.
      return earlier?.explained ?? without(note)
    }
    // Before it is sent: after a crash in between, a failure of this call must not look like a client's.
    await memory.recordOwnCall(callId, now)
    return ask(model, facts, prompt, callId, key, signal)
  }
}

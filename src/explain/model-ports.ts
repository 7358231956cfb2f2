import type { ModelFailure } from '../domain/explanation-note.ts'
import { reasonOf } from '../domain/reason.ts'

export interface ModelAnswer {
  readonly text: string
  /** As the provider counted them; null where it did not say. */
  readonly tokensIn: number | null
  readonly tokensOut: number | null
  /** It ended by its token limit, not by itself. */
  readonly cutByLimit?: boolean
}

/** A language model. `callId` goes out as x-litellm-call-id. Throws LlmError. */
export interface LanguageModel {
  readonly model: string
  readonly complete: (
    prompt: { readonly system: string; readonly user: string },
    callId: string,
    signal: AbortSignal,
  ) => Promise<ModelAnswer>
}

/** Remembers the ids of Lookout's own calls before they are sent, so that their rows are left out. */
export interface OwnCalls {
  readonly recordOwnCall: (callId: string, now: number) => Promise<void>
  readonly isOwnCall: (requestIds: readonly string[]) => Promise<ReadonlySet<string>>
}

/** What may be asked of the model; 0 is no limit. Counted over the last 24 hours and the last hour. */
export interface ModelLimits {
  readonly dailyTokens: number
  readonly callsPerHour: number
}

/** An answer as the model gave it, before it was held against any facts. */
export interface RememberedAnswer {
  readonly text: string
  readonly cutByLimit: boolean
  /** Statements that were cut when it was first held against facts. */
  readonly cut: number
}

/** What the model was asked and said, kept over restarts: budgets count on it, and words are used again. */
export interface ModelUsage {
  /** ONE transaction: counts the call with its expected tokens if the limits allow it; else says which one does not. */
  readonly reserveCall: (
    call: { readonly callId: string; readonly now: number; readonly tokens: number },
    limits: ModelLimits,
  ) => Promise<'granted' | 'calls' | 'tokens'>
  /** What the call really took. A call that was never settled counts as it was expected. */
  readonly settleCall: (callId: string, tokens: number) => Promise<void>
  /** The answer of this key given at `since` (epoch milliseconds) or later; null for none. */
  readonly rememberedAnswer: (key: string, since: number) => Promise<RememberedAnswer | null>
  readonly rememberAnswer: (
    answer: RememberedAnswer & { readonly key: string; readonly at: number },
  ) => Promise<void>
}

const hasFailure = (error: unknown): error is { readonly failure: ModelFailure } =>
  error instanceof Error && 'failure' in error && typeof error.failure === 'object'

/** What people read of a failed call; an error that is not the model's own is described by its message. */
export const failureOf = (error: unknown): ModelFailure =>
  hasFailure(error) ? error.failure : { kind: 'failed', error: reasonOf(error) }

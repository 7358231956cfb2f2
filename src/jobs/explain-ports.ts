export interface ModelAnswer {
  readonly text: string
  /** As the provider counted them; null where it did not say. */
  readonly tokensIn: number | null
  readonly tokensOut: number | null
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

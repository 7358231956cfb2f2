/** What is wrong with an answer that came. */
export type UnusableAnswer =
  | 'cut off'
  | 'not JSON'
  | 'no completion'
  | 'reports an error'
  | 'stream ended'
  | 'empty'
  | 'only reasoning'

/** Why a model gave no usable answer. `address` without credentials; what the other side said is redacted and short. */
export type ModelFailure =
  | { readonly kind: 'unreachable'; readonly address: string; readonly error: string }
  | {
      readonly kind: 'refused'
      readonly address: string
      readonly status: number
      readonly body: string
      readonly redirect: boolean
    }
  | { readonly kind: 'too_long'; readonly address: string; readonly bytes: number }
  | {
      readonly kind: 'unusable'
      readonly address: string
      readonly problem: UnusableAnswer
      readonly body: string
    }
  | { readonly kind: 'timed_out'; readonly address: string; readonly afterMs: number }
  | { readonly kind: 'failed'; readonly error: string }

/** Why there is no explanation, or what to know of the one there is; as data, worded in each locale. */
export type ExplanationNote =
  | { readonly kind: 'no_model' }
  | { readonly kind: 'not_asked' }
  | { readonly kind: 'nothing_to_explain' }
  /** The text is the model's plain answer, in no parts. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'unreadable' }
  /** No statement could be checked against the facts. */
  | { readonly kind: 'all_cut'; readonly statements: number }
  /** The model stopped at its token limit. */
  | { readonly kind: 'cut_short' }
  | { readonly kind: 'tokens_used'; readonly limit: number }
  | { readonly kind: 'calls_used'; readonly limit: number }
  | { readonly kind: 'prompt_failed'; readonly error: string }
  | { readonly kind: 'purged' }
  | { readonly kind: 'model_failed'; readonly failure: ModelFailure }
  /** Stored by an earlier version. */
  | { readonly kind: 'text'; readonly text: string }

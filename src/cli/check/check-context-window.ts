import { type Finding, fail, ok, warn } from './check-command.ts'

/** Tokens that the configuration asks of a model, and what the model takes; null where nobody knows. */
export interface TokenFacts {
  readonly prompt: number
  readonly answer: number
  readonly window: number | null
  readonly answerLimit: number | null
}

/** Whether prompt and answer fit the model, at their largest. */
export const tokenFinding = ({ prompt, answer, window, answerLimit }: TokenFacts): Finding => {
  const asked = `llm.maxPromptTokens and llm.maxAnswerTokens together are ${prompt + answer}`
  if (answerLimit !== null && answer > answerLimit)
    return fail(
      'model',
      `llm.maxAnswerTokens is ${answer}, and the model answers with ${answerLimit} tokens at most`,
      `set llm.maxAnswerTokens to ${answerLimit} or less`,
    )
  if (window === null)
    return warn(
      'model',
      `context window unknown: the server doesn't report it; ${asked}`,
      "check the model's context window: it must be larger than that, or large prompts are refused or cut",
    )
  if (prompt + answer <= window) return ok('model', `takes ${window} tokens; ${asked}`)
  return fail(
    'model',
    `takes ${window} tokens; ${asked}: a large prompt will be refused or cut`,
    answer < window
      ? `set llm.maxPromptTokens to ${window - answer} or less`
      : 'lower both, or take a model with a larger window',
  )
}

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
  const asked = prompt + answer
  if (answerLimit !== null && answer > answerLimit)
    return fail(
      'model',
      { name: 'answerTooLong', values: { answer, limit: answerLimit } },
      { name: 'maxAnswerTokens', values: { most: answerLimit } },
    )
  if (window === null)
    return warn('model', { name: 'windowUnknown', values: { asked } }, { name: 'contextWindow' })
  if (asked <= window) return ok('model', { name: 'windowFits', values: { window, asked } })
  return fail(
    'model',
    { name: 'windowTooSmall', values: { window, asked } },
    answer < window
      ? { name: 'maxPromptTokens', values: { most: window - answer } }
      : { name: 'lowerBoth' },
  )
}

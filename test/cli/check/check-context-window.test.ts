import { describe, expect, it } from 'vitest'
import { showFinding } from '../../../src/cli/check/check-command.ts'
import { tokenFinding } from '../../../src/cli/check/check-context-window.ts'
import { english } from '../../../src/i18n/locales.ts'

const found = (window: number | null, answerLimit: number | null = null) =>
  showFinding(tokenFinding({ prompt: 8000, answer: 1500, window, answerLimit }), english.messages)

describe('the token limits of the model', () => {
  it('are fine where prompt and answer fit together', () => {
    expect(found(128_000, 16_384)).toMatchObject({ level: 'ok' })
    expect(found(9500)).toMatchObject({ level: 'ok' })
  })
  it('are a fault where the largest prompt does not fit, with the number that would', () => {
    expect(found(8192)).toMatchObject({
      level: 'fail',
      says: expect.stringContaining('takes 8192 tokens'),
      remedy: 'set llm.maxPromptTokens to 6692 or less',
    })
    expect(found(1000).remedy).toContain('lower both')
  })
  it('are a fault where the model answers with less', () => {
    expect(found(128_000, 1024).remedy).toBe('set llm.maxAnswerTokens to 1024 or less')
  })
  it('are told as unknown where nobody knows', () => {
    expect(found(null)).toMatchObject({
      level: 'warn',
      says: expect.stringMatching(/^context window unknown/),
    })
  })
})

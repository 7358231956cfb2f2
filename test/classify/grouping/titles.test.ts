import { describe, expect, it } from 'vitest'
import { readLitellmSets, readOwnSets } from '../../../bench/grouping/corpora.ts'
import { createFingerprinter } from '../../../src/classify/grouping/fingerprint.ts'
import { referenceData } from '../../support/reference-data.ts'

const fingerprint = createFingerprinter()

const titleOf = (message: string, shown?: string): string =>
  fingerprint({
    message,
    errorClass: 'RateLimitError',
    statusCode: '429',
    provider: 'acme',
    ...(shown === undefined ? {} : { shown }),
  }).title

describe('a title', () => {
  it.each([
    [
      'litellm.RateLimitError: AcmeException - {"error": {"message": "Limit (RPM) of `small-1` reached: 3. Please wait."}}',
      'Limit (RPM) of `small-1` reached: 3.',
    ],
    [
      'litellm.RateLimitError: AcmeException - b\'{"error": {"message": "\\xe4\\xbd\\x99\\xe9\\xa2\\x9d\\xe4\\xb8\\x8d\\xe8\\xb6\\xb3\\xef\\xbc\\x8c\\xe8\\xaf\\xb7\\xe5\\x85\\x85\\xe5\\x80\\xbc"}}\'',
      '余额不足',
    ],
    [
      '模型acme-max的每分钟令牌数（TPM）已达上限，请稍后再试',
      '模型acme-max的每分钟令牌数（TPM）已达上限',
    ],
    [
      "Guardrail found word 'alpha' in it. Received Model Group=x",
      "Guardrail found word 'alpha' in it.",
    ],
  ])('is the sentence as it was written: %s', (message, title) => {
    expect(titleOf(message)).toBe(title)
  })

  it('is cut in the middle, where least is lost', () => {
    const about = (kind: string) =>
      titleOf(
        `Calls of the Chat_Create Operation under API version 2026-01-01-preview of this service have exceeded the ${kind} limit of your present tier.`,
      )
    expect(about('token')).toContain('token limit')
    expect(about('request')).toContain('request limit')
    expect(about('token')).toMatch(/^Calls of .* … .* of your present tier\.$/)
    expect(about('token').length).toBeLessThanOrEqual(80)
  })

  it('names the quota that stands deep in the body', () => {
    const message =
      'litellm.RateLimitError: geminiException - {"error": {"message": "You used up your quota of this model, see your plan.", "details": [{"quotaId": "RequestsPerDay-FreeTier"}]}}'
    expect(titleOf(message)).toBe(
      'You used up your quota of this model, see your plan. (RequestsPerDay-FreeTier)',
    )
  })

  it('is taken from what may be shown, and the group from the text as it is', () => {
    const message = 'the key abc-123-def-456 was refused by us'
    expect(titleOf(message, 'the key [REDACTED] was refused by us')).toBe(
      'the key [REDACTED] was refused by us',
    )
  })

  it('tells errors of one class apart', () => {
    const directory = referenceData('corpora')
    const sets = [...readOwnSets(), ...(directory === null ? [] : readLitellmSets(directory))]
    for (const { inputs, labels } of sets) {
      const errors = new Map<string, Set<string>>()
      for (const [index, result] of inputs.map(fingerprint).entries()) {
        const head = `${result.template.slice(0, result.template.indexOf(':'))}: ${result.title}`
        errors.set(head, (errors.get(head) ?? new Set()).add(labels[index] ?? ''))
      }
      expect([...errors.values()].filter((labelled) => labelled.size > 1)).toEqual([])
    }
  })
})

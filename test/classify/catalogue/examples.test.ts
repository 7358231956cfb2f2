import { describe, expect, it } from 'vitest'
import { createCatalogue } from '../../../src/classify/catalogue/catalogue.ts'
import { CATALOGUE_ENTRIES } from '../../../src/classify/catalogue/catalogue-entries.ts'
import { ALL_EXAMPLES } from './examples/all.ts'
import { throughOpenRouter } from './wrap.ts'

const { recognise } = createCatalogue(CATALOGUE_ENTRIES)

describe('every entry', () => {
  it.each(CATALOGUE_ENTRIES)(
    '$id is recognised in each of its examples, and no other is',
    ({ id }) => {
      const examples = ALL_EXAMPLES[id] ?? []
      expect(examples.length).toBeGreaterThan(0)
      const others = examples.filter((example) => recognise(example)?.id !== id)
      expect(others).toEqual([])
    },
  )
})

describe('an error that OpenRouter passes on', () => {
  it.each([
    [
      'RateLimitError 429',
      'Too many tokens per day, please wait before trying again.',
      'bedrock-tokens-per-day',
    ],
    [
      'BadRequestError 400',
      '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 9 tokens > 8 maximum"}}',
      'anthropic-prompt-too-long',
    ],
    [
      'RateLimitError 429',
      '{"error":{"code":429,"message":"Resource exhausted. Please try again later."}}',
      'vertex-exhausted',
    ],
    [
      'BadRequestError 400',
      '{"error":{"code":"1261","message":"Prompt 超长"}}',
      'zhipu-prompt-too-long',
    ],
    ['APIError 502', 'upstream connect error or disconnect/reset before headers', 'gateway-page'],
    ['APIError 502', 'nothing that anybody knows', 'openrouter-upstream-error'],
  ])('%s is what the provider behind it said: %s', (head, text, id) => {
    expect(recognise(throughOpenRouter(head, text))?.id).toBe(id)
  })
})

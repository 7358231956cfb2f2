import { describe, expect, it } from 'vitest'
import { endpointOf } from '../../../src/explain/model/endpoint.ts'
import { LlmError } from '../../../src/explain/model/llm-error.ts'

describe("a model's address", () => {
  it.each([
    ['http://litellm:4000', 'openai', 'http://litellm:4000/v1/chat/completions'],
    ['http://litellm:4000/', 'openai', 'http://litellm:4000/v1/chat/completions'],
    ['http://litellm:4000/v1/', 'openai', 'http://litellm:4000/v1/chat/completions'],
    ['https://x.example/api/v1', 'openai', 'https://x.example/api/v1/chat/completions'],
    ['https://x.example/v1beta', 'openai', 'https://x.example/v1beta/chat/completions'],
    ['https://x.example/llm', 'openai', 'https://x.example/llm/v1/chat/completions'],
    ['https://x.example/v1/chat/completions', 'openai', 'https://x.example/v1/chat/completions'],
    [
      'https://x.example/d/m/chat/completions?api-version=1',
      'openai',
      'https://x.example/d/m/chat/completions?api-version=1',
    ],
    ['http://ollama:11434', 'openai', 'http://ollama:11434/v1/chat/completions'],
    ['http://ollama:11434/api', 'ollama', 'http://ollama:11434/api/chat'],
    ['http://ollama:11434/api/chat', 'ollama', 'http://ollama:11434/api/chat'],
  ])('%s is %s at %s', (address, kind, url) => {
    expect(endpointOf(address)).toMatchObject({ kind, url })
  })

  it('knows where each kind lists its models', () => {
    expect(endpointOf('http://a:1').modelsUrl).toBe('http://a:1/v1/models')
    expect(endpointOf('http://a:1/api/chat').modelsUrl).toBe('http://a:1/api/tags')
  })

  it('shows neither credentials nor query, and sends the credentials', () => {
    const endpoint = endpointOf('http://us%40er:pa%3Ass@a:1/v1?token=t#f')
    expect(endpoint.shown).toBe('http://a:1/v1/chat/completions')
    expect(endpoint.url).toBe('http://a:1/v1/chat/completions?token=t')
    expect(endpoint.authorization).toBe(`Basic ${Buffer.from('us@er:pa:ss').toString('base64')}`)
  })

  it.each(['', 'litellm:4000', 'ftp://x', '/v1'])('refuses %j', (address) => {
    expect(() => endpointOf(address)).toThrow(LlmError)
  })
})

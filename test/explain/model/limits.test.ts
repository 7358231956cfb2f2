import { describe, expect, it } from 'vitest'
import { readLimits } from '../../../src/explain/model/limits.ts'
import { wallClock } from '../../support/wall-clock.ts'
import { type Answer, say, serveModel } from './model-server.ts'

const never = new AbortController().signal

const limits = async (answer: Answer, path = '/v1/chat/completions', model = 'small') => {
  const { url, asked } = await serveModel(answer)
  const found = await readLimits({ url: url + path, apiKey: 'k', model }, wallClock, never, 500)
  return {
    found,
    asked: asked.map(({ method, path: to, body }) => `${method} ${to} ${body}`.trim()),
  }
}

/** A server that answers by path and has nothing else. */
const byPath =
  (answers: Readonly<Record<string, object>>): Answer =>
  (response, asked) => {
    const found = answers[asked.path]
    say(JSON.stringify(found ?? { error: 'none' }), found === undefined ? 404 : 200)(
      response,
      asked,
    )
  }

describe('what a model takes', () => {
  it.each([
    ['vLLM', { max_model_len: 8192 }, { window: 8192, answer: null }],
    [
      'OpenRouter',
      { context_length: 128_000, top_provider: { max_completion_tokens: 4096 } },
      { window: 128_000, answer: 4096 },
    ],
    [
      'Groq',
      { context_window: 131_072, max_completion_tokens: 8192 },
      { window: 131_072, answer: 8192 },
    ],
    ['Mistral', { max_context_length: 32_768 }, { window: 32_768, answer: null }],
  ])('stands in the list of models of %s', async (_, entry, expected) => {
    const list = {
      data: [
        { id: 'other', max_model_len: 1 },
        { id: 'small', ...entry },
      ],
    }
    expect((await limits(byPath({ '/v1/models': list }))).found).toEqual(expected)
  })

  it("is the least of LiteLLM's deployments of that name", async () => {
    const deployment = (max_input_tokens: number | null, max_output_tokens: number | null) => ({
      model_name: 'small',
      model_info: { max_input_tokens, max_output_tokens },
    })
    const data = [
      deployment(128_000, 16_384),
      deployment(8192, 4096),
      deployment(null, null),
      { model_name: 'other', model_info: { max_input_tokens: 1 } },
    ]
    const answers = {
      '/proxy/v1/models': { data: [{ id: 'small' }] },
      '/proxy/model/info': { data },
    }
    const { found, asked } = await limits(byPath(answers), '/proxy/v1/chat/completions')
    expect(found).toEqual({ window: 8192, answer: 4096 })
    expect(asked).toEqual(['GET /proxy/v1/models', 'GET /proxy/model/info'])
  })

  it('is what Ollama shows of the model', async () => {
    const shown = { model_info: { 'general.architecture': 'llama', 'llama.context_length': 8192 } }
    const { found, asked } = await limits(byPath({ '/api/show': shown }), '/api/chat')
    expect(found).toEqual({ window: 8192, answer: null })
    expect(asked).toEqual(['POST /api/show {"model":"small"}'])
  })

  it('is unknown where the server does not say, refuses, or talks of something else', async () => {
    const none = { window: null, answer: null }
    expect((await limits(byPath({ '/v1/models': { data: [{ id: 'small' }] } }))).found).toEqual(
      none,
    )
    expect((await limits(say('no', 401))).found).toEqual(none)
    expect((await limits(say('<html>'))).found).toEqual(none)
    expect(
      (await limits(say('{"data": [{"id": "small", "max_model_len": "many"}]}'))).found,
    ).toEqual(none)
    expect((await limits(() => {})).found).toEqual(none)
  })
})

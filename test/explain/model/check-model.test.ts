import { describe, expect, it } from 'vitest'
import { checkModel } from '../../../src/explain/model/check-model.ts'
import { wallClock } from '../../support/wall-clock.ts'
import { say, serveModel } from './model-server.ts'

const check = (url: string, model = 'small', signal = new AbortController().signal) =>
  checkModel({ url, apiKey: 'k', model }, wallClock, signal, 200)
const models = (...ids: string[]) => JSON.stringify({ data: ids.map((id) => ({ id })) })

describe('checking a model', () => {
  it('asks for the list of models, with the key, and finds the model', async () => {
    const { url, asked } = await serveModel(say(models('large', 'small')))
    expect(await check(url)).toEqual({
      ok: true,
      detail: `${url}/v1/chat/completions answers and offers small`,
    })
    expect(asked[0]).toMatchObject({
      method: 'GET',
      path: '/v1/models',
      headers: { authorization: 'Bearer k' },
    })
  })

  it("knows Ollama's tags and LiteLLM's wildcards", async () => {
    const ollama = await serveModel(say('{"models": [{"name": "small:latest"}]}'))
    expect((await check(`${ollama.url}/api/chat`)).ok).toBe(true)
    const litellm = await serveModel(say(models('openai/*')))
    expect((await check(litellm.url, 'openai/gpt-4o')).ok).toBe(true)
  })

  it('says when the model is not offered, and what is', async () => {
    const { url } = await serveModel(say(models('a', 'b')))
    expect(await check(url)).toEqual({
      ok: false,
      detail: `${url}/v1/chat/completions answers, but offers no small; there are 2 models, such as a, b`,
    })
  })

  it('is content with a server that has no list', async () => {
    const { url } = await serveModel(say('not found', 404))
    expect((await check(url)).ok).toBe(true)
  })

  it('says when the key is refused, nobody is there, or nobody answers', async () => {
    const refusing = await serveModel(say('{"error": "bad key"}', 401))
    expect(await check(refusing.url)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('answered 401: {"error": "bad key"}'),
    })
    expect((await check('http://127.0.0.1:1')).detail).toContain('could not be reached')
    const silent = await serveModel(() => {})
    expect(await check(silent.url)).toEqual({ ok: false, detail: 'no answer within 0.2 s' })
    expect((await check('nonsense')).detail).toContain('llm.url is not an http')
  })
})

import { describe, expect, it } from 'vitest'
import { LlmError } from '../../../src/explain/model/llm-error.ts'
import { ask, SYSTEM, USER } from './ask.ts'
import { completion, say, serveModel } from './model-server.ts'

const failure = async (answer: Promise<unknown>): Promise<LlmError> => {
  const error = await answer.then(
    () => null,
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(LlmError)
  if (!(error instanceof LlmError)) throw error
  return error
}

describe('asking a model', () => {
  it('asks an OpenAI-compatible server, with the key and the call id', async () => {
    const { url, asked } = await serveModel(say(completion('It broke.')))
    const answer = await ask(`${url}/v1`, { apiKey: 'key-1', maxAnswerTokens: 55 })
    expect(answer).toEqual({ text: 'It broke.', tokensIn: 11, tokensOut: 7 })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { authorization: 'Bearer key-1', 'x-litellm-call-id': 'lookout-1' },
    })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      model: 'small',
      temperature: 0.2,
      max_tokens: 55,
      stream: false,
      messages: [
        { role: 'system', content: SYSTEM },
        { role: 'user', content: USER },
      ],
    })
  })

  it('asks Ollama by its own API, with a window that holds the prompt and the answer', async () => {
    const answer = {
      message: { content: 'It broke.' },
      done: true,
      prompt_eval_count: 3,
      eval_count: 4,
    }
    const { url, asked } = await serveModel(say(JSON.stringify(answer)))
    expect(await ask(`${url}/api/chat`, { maxAnswerTokens: 5000 })).toEqual({
      text: 'It broke.',
      tokensIn: 3,
      tokensOut: 4,
    })
    expect(asked[0]?.path).toBe('/api/chat')
    expect(asked[0]?.headers.authorization).toBeUndefined()
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({
      stream: false,
      options: { temperature: 0.2, num_predict: 5000, num_ctx: 6144 },
    })
  })

  it('reads a stream although it asked for none, and does not wait for the line to close', async () => {
    const chunk = (content: string) =>
      `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`
    const { url } = await serveModel((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      // The line stays open after the last chunk, as some servers leave it.
      response.write(`: ping\n\n${chunk('It ')}${chunk('broke.')}data: [DONE]\n\n`)
    })
    expect((await ask(url)).text).toBe('It broke.')
  })

  it('tells status, URL and how the answer began, without secrets', async () => {
    const key = `gsk_${'a1B2'.repeat(12)}`
    const { url } = await serveModel(say(`<html><h1>Bad  Gateway</h1> ${key}`, 400))
    const address = url.replace('//', '//user:pass@')
    const error = await failure(ask(`${address}/v1?token=abc`))
    expect(error.message).toBe(
      `the LLM at ${url}/v1/chat/completions answered 400: <html><h1>Bad Gateway</h1> [redacted: groq key]`,
    )
    expect(error).toMatchObject({ status: 400, retry: false })
  })

  it.each([
    ['HTML', '<!doctype html><title>Login</title>', 'not JSON'],
    ['nothing', '', 'empty'],
    ['white space', ' \n ', 'empty'],
    ['JSON of another kind', '{"hello": "world"}', 'empty'],
    ['no words', completion(''), 'empty'],
    ['null', completion(null), 'empty'],
    ['reasoning alone', completion('<think>hm'), 'only reasoning'],
    ['an error with status 200', '{"error": {"message": "overloaded"}}', 'reports an error'],
  ])('does not take %s for an answer', async (_, body, reason) => {
    const { url, asked } = await serveModel(say(body))
    const error = await failure(ask(url))
    expect(error.message).toContain(`answered 200 with an unusable answer (${reason})`)
    expect(error.status).toBe(200)
    expect(asked).toHaveLength(1)
  })

  it('tries again after an answer that was cut off', async () => {
    const whole = completion('It broke.')
    const { url, asked } = await serveModel(say(whole.slice(0, 40)), say(whole))
    expect((await ask(url)).text).toBe('It broke.')
    expect(asked).toHaveLength(2)
  })

  it('tries again when the connection breaks in the middle of the body', async () => {
    const { url, asked } = await serveModel(
      (response) => {
        response.writeHead(200, { 'content-length': '5000' })
        response.write('{"choices":', () => response.destroy())
      },
      say(completion('It broke.')),
    )
    expect((await ask(url)).text).toBe('It broke.')
    expect(asked).toHaveLength(2)
  })

  it('stops reading an answer without end at its limit', async () => {
    let written = 0
    const { url } = await serveModel((response) => {
      response.writeHead(200)
      const block = 'x'.repeat(65_536)
      const pump = () => {
        while (!response.destroyed && written < 100_000_000) {
          written += block.length
          if (!response.write(block)) return
        }
        response.end()
      }
      response.on('drain', pump)
      pump()
    })
    const error = await failure(ask(url, { maxAnswerBytes: 1_000_000 }))
    expect(error.message).toContain('answered 200 with more than 1000000 bytes; it begins: xxx')
    expect(error.retry).toBe(false)
    expect(written).toBeLessThan(50_000_000)
  })

  it.each([
    ['never begins', () => {}],
    [
      'never ends',
      (response: { write: (text: string) => void }) => response.write('{"choices": ['),
    ],
  ])('gives up in all when an answer %s', async (_, answer) => {
    const { url, asked } = await serveModel((response) => void answer(response))
    const error = await failure(ask(url, { timeoutMs: 150 }))
    expect(error.message).toContain('gave no whole answer within 0.15 s')
    expect(asked).toHaveLength(1)
  })

  it('gives up in all on a stream that says a little for ever', async () => {
    const { url } = await serveModel((response) => {
      const timer = setInterval(() => response.write(': ping\n\n'), 10)
      response.on('close', () => clearInterval(timer))
    })
    const error = await failure(ask(url, { timeoutMs: 200 }))
    expect(error.message).toContain('gave no whole answer within 0.2 s')
  })

  it('stops at once when it is told to, with the reason it was given', async () => {
    const stop = new AbortController()
    const { url } = await serveModel(() => stop.abort(new Error('shutting down')))
    await expect(ask(url, {}, {}, stop.signal)).rejects.toThrow('shutting down')
  })

  it('says when the answer ended at the token limit', async () => {
    const cut = completion('It br', {
      choices: [{ message: { content: 'It br' }, finish_reason: 'length' }],
    })
    const { url } = await serveModel(say(cut))
    expect(await ask(url)).toMatchObject({ text: 'It br', cutByLimit: true })
  })

  it('never follows a redirect: the key would go with it', async () => {
    const { url, asked } = await serveModel(say('', 302, { location: 'http://127.0.0.1:1/' }))
    expect((await failure(ask(url))).message).toContain('answered 302 (a redirect')
    expect(asked).toHaveLength(1)
  })

  it('says which server is not there', async () => {
    const error = await failure(ask('http://127.0.0.1:1/v1', { retries: 0 }))
    expect(error.message).toMatch(
      /at http:\/\/127.0.0.1:1\/v1\/chat\/completions could not be reached: .*ECONNREFUSED/,
    )
    expect(error.retry).toBe(true)
  })
})

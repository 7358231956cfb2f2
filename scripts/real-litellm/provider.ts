import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { behaviourAt, pathOf } from './names.ts'
import { type Answer, answers } from './provider-answers.ts'

export interface Provider {
  /** `api_base` for the behaviour of that name in provider-answers. */
  readonly base: (behaviour: string) => string
  readonly stop: () => Promise<void>
}

/** A success row's request_id is the provider's id: each answer has its own. */
const made = () => ({
  id: `chatcmpl-${randomUUID()}`,
  created: 1_700_000_000,
  model: 'gpt-4o',
})
type Made = ReturnType<typeof made>
const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 }

const chunk = (of: Made, content: string, finish: string | null): string =>
  `data: ${JSON.stringify({
    ...of,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: finish }],
  })}\n\n`

const completion = () => ({
  ...made(),
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Yes.' }, finish_reason: 'stop' }],
  usage,
})

const stream = (response: ServerResponse, of: Made, chunks: number): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (let at = 0; at < chunks; at += 1) response.write(chunk(of, `word ${at} `, null))
}

const reply = (response: ServerResponse, answer: Answer, asksStream: boolean): void => {
  const of = made()
  switch (answer.kind) {
    case 'good':
      if (!asksStream) {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(completion()))
        return
      }
      stream(response, of, 3)
      response.end(`${chunk(of, '', 'stop')}data: [DONE]\n\n`)
      return
    case 'answer':
      response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers })
      response.end(answer.body)
      return
    case 'stream': {
      stream(response, of, answer.chunks)
      const error = { message: 'The server had an error', type: 'server_error', code: null }
      // The chunks are on their way before the connection is torn.
      if (answer.end === 'torn') setTimeout(() => response.destroy(), 150)
      if (answer.end === 'error') response.end(`data: ${JSON.stringify({ error })}\n\n`)
      return
    }
    case 'reset':
      response.destroy()
      return
    case 'hang':
      return
  }
}

/** Plays providers: `/<behaviour>/…` answers whatever it is asked in that behaviour's way. */
export const startProvider = async (): Promise<Provider> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('error', () => undefined)
    request.on('data', (data: Buffer) => chunks.push(data))
    request.on('end', () => {
      const behaviour = behaviourAt(request.url?.split(/[/?]/)[1] ?? '') ?? ''
      const body = Buffer.concat(chunks).toString()
      const answer = answers[behaviour] ?? answers['server-error']
      if (answer !== undefined) reply(response, answer, /"stream":\s*true/.test(body))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no TCP port')
  return {
    base: (behaviour) => `http://127.0.0.1:${address.port}/${pathOf(behaviour)}`,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

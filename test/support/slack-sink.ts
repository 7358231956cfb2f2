import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface SlackPost {
  readonly text: string
  readonly body: string
}

export interface SlackSink {
  readonly url: string
  readonly posts: readonly SlackPost[]
  /** Resolves with the first post that fits, those already there included. */
  readonly post: (fits: (post: SlackPost) => boolean) => Promise<SlackPost>
  /** How the next posts are answered; default 200 `ok`. */
  answer: (response: ServerResponse) => void
  readonly stop: () => Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** A real HTTP server in Slack's place: keeps what is posted, says `ok`. */
export const startSlackSink = async (): Promise<SlackSink> => {
  const posts: SlackPost[] = []
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const parsed: unknown = JSON.parse(body)
      const text =
        typeof parsed === 'object' && parsed !== null && 'text' in parsed ? String(parsed.text) : ''
      posts.push({ text, body })
      sink.answer(response)
      for (const wake of waiting) wake()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const sink: SlackSink = {
    url: `http://127.0.0.1:${port}/services/T0/B0/secret`,
    posts,
    post: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = posts.find(fits)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    answer: (response) => response.end('ok'),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return sink
}

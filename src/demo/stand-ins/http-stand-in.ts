import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'

export interface StandInAnswer {
  readonly status: number
  readonly type: string
  readonly body: string
}

export interface StandInServer {
  /** `http://HOST:PORT`, without a slash at the end. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Nothing that Lookout sends comes near this many bytes. */
const largestBody = 5_000_000

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > largestBody) throw new Error('the body is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Where to listen. In a container of its own a stand-in listens beyond the loopback. */
export interface Place {
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
}

export const anywhere: Place = { host: '127.0.0.1', port: 0 }

/**
 * A server that hands each body to `answer`; what that throws becomes an answer 500. Rejects when the port cannot be
 * opened.
 */
export const startStandIn = async (
  answer: (body: string) => StandInAnswer,
  place: Place,
): Promise<StandInServer> => {
  const server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => answer(body))
      .catch((error: unknown) => ({ status: 500, type: 'text/plain', body: String(error) }))
      .then(({ status, type, body }) => {
        response.writeHead(status, { 'content-type': type }).end(body)
      })
      // The other side went away before the answer.
      .catch(() => response.destroy())
  })
  server.listen(place.port, place.host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    // Lookout keeps its connections open for the next message; the end need not wait for them.
    server.closeAllConnections()
    await closed
  }
  return { url: `http://${place.host}:${address.port}`, stop }
}

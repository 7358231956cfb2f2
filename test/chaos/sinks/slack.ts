import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Random } from '../../../src/demo/traffic/random.ts'
import { createMood, emptyInbox, type Inbox, type Mood } from './received.ts'

type SlackMood =
  | 'yes'
  | 'yes, slowly'
  | '429'
  | '500'
  | '200, not ok'
  | 'reset'
  | 'taken, no answer'
  | 'taken, late no answer'
  | 'taken, silence'

const moods: readonly Mood<SlackMood>[] = [
  { name: 'yes', weight: 58 },
  { name: 'yes, slowly', weight: 6 },
  { name: '429', weight: 10 },
  { name: '500', weight: 8 },
  { name: '200, not ok', weight: 4 },
  { name: 'reset', weight: 6 },
  { name: 'taken, no answer', weight: 5 },
  { name: 'taken, late no answer', weight: 3 },
  { name: 'taken, silence', weight: 2 },
]

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** The key as it stands in the last block's id. */
const keyOf = (body: string): string => /"block_id":"([^"]+)"/.exec(body)?.[1] ?? ''

const slowMs = 700

/** A webhook that refuses, stalls and hangs up by the random, and keeps what it took. */
export const startSlackSink = async (
  random: Random,
  calm: () => boolean,
  /** How every message is met once it is calm. */
  kind: 'yes' | 'yes, slowly' = 'yes',
): Promise<Inbox & { readonly url: string; readonly stop: () => Promise<void> }> => {
  const inbox = emptyInbox()
  const draw = createMood<SlackMood>(random, moods, kind, inbox, calm)
  const take = (body: string, answered: boolean) =>
    inbox.received.push({ channel: 'slack', key: keyOf(body), at: Date.now(), answered })
  const refuse = (response: ServerResponse, status: number, text: string) => {
    response.statusCode = status
    if (status === 429) response.setHeader('retry-after', '1')
    response.end(text)
  }
  const meet = (body: string, response: ServerResponse): void => {
    const later = (act: () => void) => setTimeout(act, slowMs)
    const hangUp = () => response.socket?.destroy()
    switch (draw()) {
      case 'yes':
        take(body, true)
        response.end('ok')
        return
      case 'yes, slowly':
        take(body, true)
        later(() => response.end('ok'))
        return
      case '429':
        refuse(response, 429, 'rate_limited')
        return
      case '500':
        refuse(response, 500, 'internal error')
        return
      case '200, not ok':
        refuse(response, 200, 'please log in')
        return
      case 'reset':
        hangUp()
        return
      case 'taken, no answer':
        take(body, false)
        hangUp()
        return
      case 'taken, late no answer':
        take(body, false)
        later(hangUp)
        return
      // Until the sender's own time is up.
      case 'taken, silence':
        take(body, false)
    }
  }
  const server = createServer((request, response) => {
    // A sender that was killed in the middle of its message has sent nothing.
    bodyOf(request).then(
      (body) => meet(body, response),
      () => undefined,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...inbox,
    url: `http://127.0.0.1:${port}/services/T0/B0/chaos`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ProxyAgent } from 'undici'
import { expect, it, onTestFinished } from 'vitest'
import { ask } from './ask.ts'
import { completion, say, serveModel } from './model-server.ts'

it('goes through the dispatcher that it is given, such as a proxy', async () => {
  const { url } = await serveModel(say(completion('It broke.')))
  const passed: string[] = []
  const proxy = createServer((incoming, outgoing) => {
    passed.push(incoming.url ?? '')
    const { method, headers } = incoming
    incoming.pipe(
      request(incoming.url ?? '', { method: method ?? 'GET', headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(outgoing)
      }),
    )
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo
  const dispatcher = new ProxyAgent({ uri: `http://127.0.0.1:${port}`, proxyTunnel: false })
  onTestFinished(async () => {
    await dispatcher.close()
    proxy.closeAllConnections()
    await new Promise((resolve) => proxy.close(resolve))
  })
  expect((await ask(url, { dispatcher })).text).toBe('It broke.')
  expect(passed).toEqual([`${url}/v1/chat/completions`])
})

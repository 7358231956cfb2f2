import { once } from 'node:events'
import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a test file asks for the run's PostgreSQL; the first question starts it. */
    readonly postgresBroker: string
  }
}

/** One PostgreSQL for a whole run, started only if some test asks for it: pure tests must not wait for initdb. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<EmbeddedServer> | undefined
  const broker = createServer((_request, response) => {
    starting ??= startEmbedded()
    starting.then(
      ({ host, port, user, password }) => {
        response.end(`postgresql://${user}:${password}@${host}:${port}`)
      },
      (error: unknown) => {
        response.statusCode = 500
        response.end(String(error))
      },
    )
  }).listen(0, '127.0.0.1')
  await once(broker, 'listening')
  const address = broker.address()
  if (address === null || typeof address === 'string') throw new Error('no TCP port')
  project.provide('postgresBroker', `http://127.0.0.1:${address.port}/`)
  return async () => {
    broker.close()
    const server = await starting?.catch(() => undefined)
    await server?.stop()
  }
}

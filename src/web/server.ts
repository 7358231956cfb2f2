import { type ServerType, serve } from '@hono/node-server'
import type { Hono } from 'hono'

export interface WebServer {
  /** Where it listens, as a URL. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** How often connections that never finish a request are looked for, milliseconds. Each check wakes an idle daemon. */
const checkMs = 120_000

/** Listens; port 0 takes a free one. Throws what the system says when it cannot (address in use, not permitted). */
export const listen = (app: Pick<Hono, 'fetch'>, host: string, port: number): Promise<WebServer> =>
  new Promise((resolve, reject) => {
    const serverOptions = { connectionsCheckingInterval: checkMs }
    const options = { fetch: app.fetch, hostname: host, port, serverOptions }
    const server: ServerType = serve(options, (info) => {
      server.off('error', reject)
      const name = info.family === 'IPv6' ? `[${info.address}]` : info.address
      resolve({
        url: `http://${name}:${info.port}`,
        stop: () =>
          new Promise((done) => {
            server.close(() => done())
            // A browser keeps its connection open; it must not keep us from stopping.
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.once('error', reject)
  })

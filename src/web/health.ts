import { Hono } from 'hono'

/** What the health routes ask; every answer at once, nothing waits. */
export interface Health {
  /** Reasons why Lookout is not ready; empty when it is. */
  readonly unready: () => readonly string[]
}

/** GET /healthz: the process lives. GET /readyz: the state is open and the source was reached lately (503 with reasons). */
export const healthRoutes = (health: Health): Hono => {
  const app = new Hono()
  app.get('/healthz', (context) => context.json({ status: 'alive' }))
  app.get('/readyz', (context) => {
    const reasons = health.unready()
    return reasons.length === 0
      ? context.json({ status: 'ready' })
      : context.json({ status: 'not ready', reasons }, 503)
  })
  return app
}

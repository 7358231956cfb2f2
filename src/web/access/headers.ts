import type { MiddlewareHandler } from 'hono'

/** Nothing from elsewhere, nothing inline, no frame around it. */
const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A mail brings its styles along; it may do nothing else, and only our own page may show it. */
export const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** Files hold what clients wrote: whatever it is, it does not act. */
export const filePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'"

/** On every answer, errors too; an answer that brought its own policy keeps it. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  const { headers } = context.res
  const preset = (name: string, value: string): void => {
    if (!headers.has(name)) context.header(name, value)
  }
  preset('Content-Security-Policy', pagePolicy)
  preset('X-Frame-Options', 'DENY')
  preset('X-Content-Type-Options', 'nosniff')
  preset('Referrer-Policy', 'same-origin')
  preset('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
  preset('Cross-Origin-Opener-Policy', 'same-origin')
  preset('Cross-Origin-Resource-Policy', 'same-origin')
  preset('Cache-Control', 'no-store')
}

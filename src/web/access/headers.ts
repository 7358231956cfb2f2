import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** A mail brings its styles along; it may do nothing else, and only our own page may show it. */
export const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** Files hold what clients wrote: whatever it is, it does not act. */
export const filePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'"

/** On every answer, errors too; an answer that brought its own policy keeps it. */
export const securityHeaders = secureHeaders({
  overwrite: false,
  // Nothing from elsewhere, nothing inline, no frame around it.
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    frameSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'same-origin',
  permissionsPolicy: { camera: false, microphone: false, geolocation: false },
  // Whether there is TLS is known to the reverse proxy alone, and what it promises holds for a whole domain.
  strictTransportSecurity: false,
  // A mail in its sandboxed frame has an origin of its own, and a browser complains that it cannot keep the two apart.
  originAgentCluster: false,
})

/** What is shown is for whoever asked, and old a moment later. */
export const notStored: MiddlewareHandler = async (context, next) => {
  await next()
  if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store')
}

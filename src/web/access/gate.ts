import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { PageOptions, PagePorts } from '../page-ports.ts'
import { isLocalHost } from './host.ts'
import { createSessions, sameText, sessionMs } from './session.ts'
import { createTries } from './tries.ts'

const cookieName = 'lookout_session'

/** Who asks. `form`: what a form for them carries. */
export type Visitor =
  | { readonly kind: 'in'; readonly session: string | null; readonly form: string }
  | { readonly kind: 'out' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'strange host' }

/** What the gate leaves with a request for the routes behind it. */
export interface Env {
  Variables: { visitor: Visitor }
}

export interface Gate {
  /** Who asks for a page or the API: by cookie, else by bearer token. */
  readonly visitor: (context: Context) => Visitor
  /** Whether /metrics may be read. */
  readonly scraper: (context: Context) => Visitor
  /** Tries a token; on success the answer sets the cookie. */
  readonly signIn: (context: Context, token: string) => Visitor
  readonly signOut: (context: Context) => void
  /** Whether a form that changes something was sent from a page of ours. */
  readonly isOurForm: (context: Context, visitor: Visitor, token: unknown) => boolean
}

const bearerOf = (context: Context): string | null =>
  /^Bearer ([^\s]{1,1000})$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? null

/** The other end of the connection; forwarded addresses could be made up. */
const addressOf = (context: Context): string => getConnInfo(context).remote.address ?? 'unknown'

/** Only makes a cookie stricter, so that a made-up header gains nothing. */
const isSecure = (context: Context): boolean =>
  new URL(context.req.url).protocol === 'https:' ||
  context.req.header('x-forwarded-proto')?.split(',')[0]?.trim() === 'https'

export const createGate = (
  options: Pick<PageOptions, 'token' | 'metricsToken' | 'basePath'>,
  { clock, randomBytes }: Pick<PagePorts, 'clock' | 'randomBytes'>,
): Gate => {
  const { token } = options
  // A new token ends every session; without one, forms are good until the next start.
  const secret = token === '' ? randomBytes(32).toString('hex') : `lookout session ${token}`
  const sessions = createSessions(secret)
  const tries = createTries()
  const path = options.basePath === '' ? '/' : options.basePath
  const entered = (session: string | null): Visitor => ({
    kind: 'in',
    session,
    form: sessions.formToken(session ?? ''),
  })

  /** Compares a token that was given, unless its sender tried too often. */
  const tried = (context: Context, given: string, wanted: string): Visitor => {
    const now = clock.now()
    const address = addressOf(context)
    const wait = tries.wait(address, now)
    if (wait > 0) return { kind: 'wait', seconds: Math.ceil(wait / 1000) }
    if (sameText(given, wanted)) return entered(null)
    tries.failed(address, now)
    return { kind: 'out' }
  }

  const openDoor = (context: Context): Visitor =>
    isLocalHost(context.req.header('host')) ? entered(null) : { kind: 'strange host' }

  return {
    visitor: (context) => {
      if (token === '') return openDoor(context)
      const bearer = bearerOf(context)
      if (bearer !== null) return tried(context, bearer, token)
      const session = sessions.open(getCookie(context, cookieName) ?? '', clock.now())
      return session === null ? { kind: 'out' } : entered(session.id)
    },
    scraper: (context) => {
      const wanted = options.metricsToken || token
      if (wanted === '') return openDoor(context)
      const bearer = bearerOf(context)
      if (bearer !== null) return tried(context, bearer, wanted)
      // Someone who is signed in may read them, too.
      const session = sessions.open(getCookie(context, cookieName) ?? '', clock.now())
      return session === null || token === '' ? { kind: 'out' } : entered(session.id)
    },
    signIn: (context, given) => {
      if (token === '') return openDoor(context)
      const visitor = tried(context, given, token)
      if (visitor.kind !== 'in') return visitor
      const session = { id: randomBytes(18).toString('base64url'), endsAt: clock.now() + sessionMs }
      setCookie(context, cookieName, sessions.seal(session), {
        httpOnly: true,
        sameSite: 'Strict',
        secure: isSecure(context),
        path,
        maxAge: sessionMs / 1000,
      })
      return entered(session.id)
    },
    signOut: (context) => {
      setCookie(context, cookieName, '', { httpOnly: true, sameSite: 'Strict', path, maxAge: 0 })
    },
    isOurForm: (context, visitor, given) => {
      if (visitor.kind !== 'in') return false
      // Browsers say where a form comes from; without that header, the token alone decides.
      const site = context.req.header('sec-fetch-site')
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
      return typeof given === 'string' && sameText(given, visitor.form)
    },
  }
}

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { DAY_MS } from '../../domain/units.ts'

/** Whether two texts are the same, in a time that says nothing about where they differ. */
export const sameText = (a: string, b: string): boolean => {
  // Of equal length whatever was given, as the comparison needs it.
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** How long a sign-in lasts, milliseconds. */
export const sessionMs = 7 * DAY_MS

/** What a signed cookie says. */
interface Session {
  readonly id: string
  /** Epoch milliseconds. */
  readonly endsAt: number
}

export interface Sessions {
  /** The cookie's value for a new sign-in. */
  readonly seal: (session: Session) => string
  /** The session of a cookie; null for one that is over, or not ours. */
  readonly open: (cookie: string, now: number) => Session | null
  /** What a form of this session (`` for none) carries, so that no other page's form is taken. */
  readonly formToken: (session: string) => string
}

/** Sessions that need no memory: signed with a secret, so that a new secret ends them all. */
export const createSessions = (secret: string): Sessions => {
  const sign = (text: string): string =>
    createHmac('sha256', secret).update(text).digest('base64url')
  return {
    seal: ({ id, endsAt }) => `${id}.${endsAt}.${sign(`session ${id}.${endsAt}`)}`,
    open: (cookie, now) => {
      const [, id, end, signature] = /^([\w-]{10,64})\.(\d{1,16})\.([\w-]{43})$/.exec(cookie) ?? []
      if (id === undefined || end === undefined || signature === undefined) return null
      if (!sameText(signature, sign(`session ${id}.${end}`))) return null
      const endsAt = Number(end)
      return endsAt > now ? { id, endsAt } : null
    },
    formToken: (session) => sign(`form ${session}`),
  }
}

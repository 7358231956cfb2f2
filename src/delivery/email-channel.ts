import { createTransport } from 'nodemailer'
import type { Channel } from '../notifying/channel.ts'
import { renderEmail } from '../render/email.ts'
import { withDeadline } from './deadline.ts'
import { judgeSmtp, refusalOf } from './smtp-answer.ts'
import { parseSmtpUrl } from './smtp-url.ts'

export interface EmailChannelOptions {
  readonly name: string
  /** `smtp://user:password@host:587?requireTLS=true` or `smtps://…`; secret. See parseSmtpUrl. */
  readonly smtpUrl: string
  /** An address, with or without a name: `Lookout <lookout@example.com>`. */
  readonly from: string
  readonly to: readonly string[]
  /** Certificates (PEM) to trust instead of the ones that come along; a private CA goes beside those. */
  readonly ca?: readonly string[]
  /** For one send in all, milliseconds; default 30 s. */
  readonly timeoutMs?: number
}

const createMailer = (options: EmailChannelOptions, timeoutMs: number) => {
  const { host, port, secure, requireTLS, auth, rejectUnauthorized, servername, ehlo } =
    parseSmtpUrl(options.smtpUrl)
  return createTransport({
    host,
    port,
    secure,
    requireTLS,
    ...(auth === null ? {} : { auth: { ...auth } }),
    ...(ehlo === '' ? {} : { name: ehlo }),
    tls: {
      rejectUnauthorized,
      ...(servername === '' ? {} : { servername }),
      ...(options.ca === undefined ? {} : { ca: [...options.ca] }),
    },
    // Each step has its limit too, so that a connection past the deadline does not linger.
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // A mail names no file and no address to fetch from, whatever text is in it.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/**
 * E-mail over SMTP, one connection for each mail: they are few, and the outbox owns all waiting. A mail that some
 * recipients took is sent; the others are named in `detail`. Throws a TypeError for a URL that is none.
 */
export const createEmailChannel = (options: EmailChannelOptions): Channel => {
  const { name, from, to, timeoutMs = 30_000 } = options
  const mailer = createMailer(options, timeoutMs)
  return {
    name,
    kind: 'email',
    send: async (notification, now, signal) => {
      const { subject, html, text, headers } = renderEmail(notification, now, { from })
      const { 'Message-ID': messageId, ...others } = headers
      const sent = await withDeadline(timeoutMs, signal, (inTime) =>
        mailer
          .sendMail({
            from,
            to: [...to],
            subject,
            html,
            text,
            headers: others,
            date: new Date(now),
            ...(messageId === undefined ? {} : { messageId }),
            signal: inTime,
          })
          .catch((error: unknown) => {
            throw judgeSmtp(error)
          }),
      )
      const refused = sent.rejectedErrors ?? []
      return refused.length === 0 ? {} : { detail: `refused: ${refused.map(refusalOf).join(', ')}` }
    },
    verify: async (signal) => {
      await withDeadline(timeoutMs, signal, () =>
        mailer.verify().catch((error: unknown) => {
          throw judgeSmtp(error)
        }),
      )
    },
  }
}

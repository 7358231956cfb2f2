import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Channel } from '../../domain/channel.ts'
import type { Notification } from '../../domain/notification.ts'
import type { Messages } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'
import type { MailChart } from '../../render/charts/mail-chart-base.ts'
import { type Draw, mailCharts } from '../../render/charts/mail-charts.ts'
import type { Links } from '../../render/links.ts'
import { withDeadline } from '../deadline.ts'
import { pictureId, renderEmail } from './email-message.ts'
import { classifySmtpAnswer, recipientOf, refusalOf } from './smtp-answer.ts'
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
  /** Where mails link to; default nowhere. */
  readonly links?: Links
  /** Default English. */
  readonly messages?: Messages
  /** Draws the charts of digests and reports; without it they have none. */
  readonly draw?: Draw
  /** Told why a mail goes out without its charts. */
  readonly undrawn?: (error: unknown) => void
}

type Attachment = NonNullable<SendMailOptions['attachments']>[number]

interface Drawn {
  readonly charts: readonly MailChart[]
  readonly attachments: readonly Attachment[]
}

const nothingDrawn: Drawn = { charts: [], attachments: [] }

/** The charts of a notification as pictures inside its mail. Never fails for them: a mail without charts is a mail. */
const drawn = async (
  notification: Notification,
  { draw, undrawn, messages = english.messages }: EmailChannelOptions,
  signal: AbortSignal,
): Promise<Drawn> => {
  if (draw === undefined || (notification.kind !== 'digest' && notification.kind !== 'report'))
    return nothingDrawn
  try {
    const charts = mailCharts(notification.facts, messages)
    const pictures = await draw(charts, signal)
    const attachments = charts.map(({ id }, at) => ({
      filename: `${id}.png`,
      cid: pictureId(id, notification),
      content: Buffer.from(pictures[at] ?? []),
      contentType: 'image/png',
      contentDisposition: 'inline' as const,
    }))
    return { charts, attachments }
  } catch (error) {
    signal.throwIfAborted()
    undrawn?.(error)
    return nothingDrawn
  }
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
  const { name, from, to, timeoutMs = 30_000, links, messages = english.messages } = options
  const mailer = createMailer(options, timeoutMs)
  return {
    name,
    kind: 'email',
    send: async (notification, now, signal) => {
      const { charts, attachments } = await drawn(notification, options, signal)
      const about = { from, charts, ...(links === undefined ? {} : { links }) }
      const { subject, html, text, headers } = renderEmail(notification, now, about, messages)
      const { 'Message-ID': messageId, ...others } = headers
      const sent = await withDeadline(timeoutMs, signal, (inTime) =>
        mailer
          .sendMail({
            from,
            to: [...to],
            subject,
            html,
            text,
            attachments: [...attachments],
            headers: others,
            date: new Date(now),
            ...(messageId === undefined ? {} : { messageId }),
            signal: inTime,
          })
          .catch((error: unknown) => {
            throw classifySmtpAnswer(error)
          }),
      )
      const refused = sent.rejectedErrors ?? []
      if (refused.length === 0) return {}
      const detail = `refused: ${refused.map(refusalOf).join(', ')}`
      return { detail, missed: refused.map(recipientOf) }
    },
    verify: async (signal) => {
      await withDeadline(timeoutMs, signal, () =>
        mailer.verify().catch((error: unknown) => {
          throw classifySmtpAnswer(error)
        }),
      )
      return 'the server accepts us'
    },
  }
}

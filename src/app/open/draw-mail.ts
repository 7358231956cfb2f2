import { type EmailMessage, pictureId, renderEmail } from '../../channels/email/email-message.ts'
import type { Notification } from '../../domain/notification.ts'
import { mailCharts } from '../../render/charts/mail-charts.ts'
import type { Appearance } from './open-appearance.ts'

/** An image of a mail: its chart, and the address by which the mail's HTML refers to it. */
interface MailPicture {
  readonly id: string
  readonly address: string
  readonly png: Uint8Array
}

/**
 * A message as the mail that its recipients get, without images. Charts that cannot be drawn are left out, as in a
 * mail.
 */
export const drawMail = async (
  notification: Notification,
  { now, from }: { readonly now: number; readonly from: string },
  { messages, links, draw, undrawn }: Appearance,
  signal: AbortSignal,
): Promise<{ readonly mail: EmailMessage; readonly pictures: readonly MailPicture[] }> => {
  const facts =
    notification.kind === 'digest' || notification.kind === 'report' ? notification.facts : null
  const wanted = facts === null ? [] : mailCharts(facts, messages)
  const drawn = await draw(wanted, signal).catch((error: unknown) => {
    signal.throwIfAborted()
    undrawn(error)
    return null
  })
  const charts = drawn === null ? [] : wanted
  const sender = from === '' ? 'lookout@lookout.invalid' : from
  return {
    mail: renderEmail(notification, now, { from: sender, links, charts }, messages),
    pictures: charts.map(({ id }, at) => ({
      id,
      address: `cid:${pictureId(id, notification)}`,
      png: drawn?.[at] ?? new Uint8Array(),
    })),
  }
}

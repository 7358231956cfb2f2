import { createHash } from 'node:crypto'
import type { Notification } from '../../domain/notification.ts'
import { oneLine } from '../../render/escape.ts'

/** What may stand in a Message-ID and in a header as it is; anything else is hashed, so that no line can be added. */
export const safeId = (id: string): string =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/.test(id)
    ? id
    : createHash('sha256').update(id).digest('hex').slice(0, 32)

/** The part after @ of an address with or without a name; `lookout.invalid` for what has none. */
const domainOf = (from: string): string =>
  /@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?)>?\s*$/.exec(from)?.[1] ?? 'lookout.invalid'

/** A name as a label of a List-Id. */
const label = (name: string): string =>
  oneLine(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'digest'

/**
 * Headers of a mail. The Message-ID is made of the notification's id, so that a repeated send is one mail to whoever
 * compares them; messages of one alert refer to one made-up parent, so that mail clients show them as one thread.
 */
export const emailHeaders = (
  notification: Notification,
  options: { readonly from: string; readonly listDomain?: string },
): Readonly<Record<string, string>> => {
  const domain = domainOf(options.from)
  const thread =
    notification.kind === 'alert' ? `<alert.${safeId(notification.alert.id)}@${domain}>` : null
  return {
    'Message-ID': `<${safeId(notification.id)}@${domain}>`,
    // RFC 3834: no vacation reply comes back.
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'X-Lookout-Notification': safeId(notification.id),
    ...(thread === null ? {} : { 'In-Reply-To': thread, References: thread }),
    ...(notification.kind === 'digest'
      ? {
          'List-Id': `<${label(notification.digest)}.${label(notification.instance)}.lookout.${domainOf(`@${options.listDomain ?? domain}`)}>`,
        }
      : {}),
  }
}

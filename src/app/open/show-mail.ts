import type { Notification } from '../../domain/notification.ts'
import { drawMail } from './draw-mail.ts'
import type { Appearance } from './open-appearance.ts'

/**
 * A digest as the mail that was sent, as one HTML page with its charts. The last one is cached, and one is drawn at a
 * time: drawing takes a separate process, and people reload pages.
 */
export const createShowMail = (from: () => string, appearance: Appearance) => {
  let last: { readonly id: string; readonly page: Promise<string> } | null = null
  const show = async (notification: Notification): Promise<string> => {
    const about = { now: notification.createdAt, from: from() }
    const never = new AbortController().signal
    const { mail, pictures } = await drawMail(notification, about, appearance, never)
    return pictures.reduce(
      (page, { address, png }) =>
        page.replaceAll(address, `data:image/png;base64,${Buffer.from(png).toString('base64')}`),
      mail.html,
    )
  }
  return async (notification: Notification): Promise<string> => {
    if (last?.id === notification.id) return await last.page
    const before = last?.page ?? Promise.resolve('')
    const page = before.catch(() => '').then(() => show(notification))
    last = { id: notification.id, page }
    page.catch(() => {
      if (last?.page === page) last = null
    })
    return await page
  }
}

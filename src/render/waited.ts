import type { Notification } from '../domain/notification.ts'
import type { Messages } from '../i18n/locale.ts'

/** A message younger than this is not called late, milliseconds. */
const punctual = 120_000

/** The sentence of a message that waited long for its channel: how long, and when it was written; else null. */
export const waitedText = (
  { createdAt, timezone }: Notification,
  now: number,
  messages: Messages,
): string | null =>
  now - createdAt > punctual
    ? messages.waited({
        delay: messages.format.duration(now - createdAt),
        time: messages.format.timeZoned(createdAt, timezone, now),
      })
    : null

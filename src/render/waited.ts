import type { Notification } from '../domain/notification.ts'
import type { Words } from '../i18n/locale.ts'
import { formatDuration, formatTimeZoned } from './format.ts'

/** A message younger than this is not called late, milliseconds. */
const punctual = 120_000

/** The sentence of a message that waited long for its channel: how long, and when it was written; else null. */
export const waitedWords = (
  { createdAt, timezone }: Notification,
  now: number,
  words: Words,
): string | null =>
  now - createdAt > punctual
    ? words.waited(
        formatDuration(now - createdAt, words),
        formatTimeZoned(createdAt, timezone, now, words),
      )
    : null

import type { AlertNotification } from '../notifying/notification.ts'
import {
  formatDuration,
  formatFailures,
  formatNumber,
  formatTime,
  formatTimeZoned,
} from './format.ts'
import type { Words } from './words.en.ts'

/** The sentences that are read at 3 am: how bad (`lead`), against what, since when or how long it was. */
export interface AlertStory {
  readonly lead: string
  /** What follows the lead in its sentence: "the limit is 10." */
  readonly against: string
  readonly rest: readonly string[]
}

export const isFiring = ({ reason }: AlertNotification): boolean =>
  reason === 'first seen' || reason === 'still firing'

/** `now` in epoch milliseconds, for "12 minutes ago" and to leave today's date out of times. */
export const alertStory = (
  notification: AlertNotification,
  now: number,
  words: Words,
): AlertStory => {
  const { alert, timezone } = notification
  const window = formatDuration(alert.windowMs, words)
  const began = formatTimeZoned(alert.startedAt, timezone, now)
  if (isFiring(notification)) {
    const ago = formatDuration(now - alert.startedAt, words)
    const soFar = words.soFar(formatFailures(alert.total, words))
    return {
      lead: words.observed(formatFailures(alert.observed, words), window),
      against: `${words.limit(formatNumber(alert.threshold, words))}.`,
      rest: [words.since(began, ago), ...(alert.total > alert.observed ? [soFar] : [])],
    }
  }
  const inAll = words.inAll(
    formatFailures(alert.total, words),
    formatNumber(alert.peak, words),
    window,
  )
  if (notification.reason === 'resolved' && alert.endedAt !== null)
    return {
      lead: words.over(formatDuration(alert.endedAt - alert.startedAt, words)),
      against: `${words.fromTo(
        formatTime(alert.startedAt, timezone, now),
        formatTimeZoned(alert.endedAt, timezone, now),
      )}.`,
      rest: [inAll],
    }
  return { lead: words.endUnknownHead, against: words.endUnknown(began), rest: [inAll] }
}

import type { AlertNotification, AlertView } from '../notifying/notification.ts'
import { shortLine } from './escape.ts'
import {
  formatDuration,
  formatExpected,
  formatFailures,
  formatNumber,
  formatTime,
  formatTimeZoned,
} from './format.ts'
import type { Words } from './words.en.ts'

/** The sentences that are read at 3 am: how bad (`lead`), against what, since when or how long it was. */
export interface AlertStory {
  readonly lead: string
  /** What follows the lead in its sentence: "the alert starts at 10."; empty when nothing does */
  readonly against: string
  readonly rest: readonly string[]
}

export const isFiring = ({ reason }: Pick<AlertNotification, 'reason'>): boolean =>
  reason === 'first seen' || reason === 'still firing'

/** What was seen against what: the usual, or the rule's threshold; a rule of another kind says it in its own words. */
const firingLead = (
  alert: AlertView,
  window: string,
  words: Words,
): Pick<AlertStory, 'lead' | 'against'> => {
  const lead = words.observed(formatFailures(alert.observed, words), window)
  if (alert.expected !== null)
    return { lead, against: words.usual(formatExpected(alert.expected, words)) }
  return alert.says === ''
    ? { lead, against: words.startsAt(formatNumber(alert.threshold, words)) }
    : { lead: shortLine(alert.says, 300), against: '' }
}

/** How unusual it is, for whoever asks; empty when the story says it already. */
export const howUnusual = ({ alert, reason }: AlertNotification): string =>
  alert.expected !== null && isFiring({ reason }) ? shortLine(alert.says, 300) : ''

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
      ...firingLead(alert, window, words),
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

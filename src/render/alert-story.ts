import type { AlertNotification } from '../domain/notification.ts'
import { findingText, unusualText } from '../i18n/finding-text.ts'
import type { Messages } from '../i18n/locale.ts'
import { shortLine } from './escape.ts'

/** The sentences that are read at 3 am: how many since when or how long it was (`lead`), against what. */
export interface AlertStory {
  readonly lead: string
  /** What follows the lead, in brackets: "(threshold 10 in 15 s)"; empty when nothing does. */
  readonly against: string
  /** Whole sentences. */
  readonly rest: readonly string[]
}

export const isFiring = ({ reason }: Pick<AlertNotification, 'reason'>): boolean =>
  reason === 'first seen' || reason === 'still firing'

/** How unusual a spike is, for whoever asks; empty when the story says it already. */
export const howUnusual = ({ alert, reason }: AlertNotification, messages: Messages): string =>
  isFiring({ reason }) ? unusualText(alert.finding, messages) : ''

/** Younger than this needs no "ago", milliseconds. */
const fresh = 30_000

const firing = (
  { alert, timezone }: AlertNotification,
  now: number,
  messages: Messages,
): AlertStory => {
  const { format } = messages
  const time = format.timeZoned(alert.startedAt, timezone, now)
  const count = alert.total
  const age = now - alert.startedAt
  const duration = format.duration(age)
  const [since, ago] =
    alert.total === 0
      ? [messages.since({ time }), messages.sinceAgo({ time, duration })]
      : [messages.failedSince({ count, time }), messages.failedSinceAgo({ count, time, duration })]
  const { against, more } = findingText(alert.finding, messages, timezone)
  // It may hold the database's own words.
  const text = shortLine(against, 400)
  return {
    lead: age < fresh ? since : ago,
    against: text === '' ? '' : messages.inBrackets({ text }),
    rest: more,
  }
}

/** `now` in epoch milliseconds, for "12 min ago" and to leave today's date out of times. */
export const alertStory = (
  notification: AlertNotification,
  now: number,
  messages: Messages,
): AlertStory => {
  const { alert, timezone } = notification
  const { format } = messages
  if (isFiring(notification)) return firing(notification, now, messages)
  const inAll = messages.inAll({
    count: alert.total,
    peak: alert.peak,
    window: format.duration(alert.windowMs),
  })
  // An alert about no failures (a silence, no data) has no number of them to sum up.
  const rest = alert.total === 0 ? [] : [inAll]
  if (notification.reason === 'resolved' && alert.endedAt !== null) {
    const [from, to] = format.ends(alert.startedAt, alert.endedAt, timezone, now)
    const lasted = format.duration(alert.endedAt - alert.startedAt)
    return { lead: messages.over({ lasted, from, to }), against: '', rest }
  }
  const time = format.timeZoned(alert.startedAt, timezone, now)
  const text = messages.beganAt({ time })
  return { lead: messages.overUnknown, against: messages.inBrackets({ text }), rest }
}

/** The same as one text: `40 failures since 22:42 UTC (threshold 10 in 15 s)`. */
export const storyLine = ({ lead, against }: AlertStory, messages: Messages): string =>
  against === '' ? lead : `${lead}${messages.gap}${against}`

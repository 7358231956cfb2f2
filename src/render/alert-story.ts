import type { AlertNotification, AlertView } from '../domain/notification.ts'
import type { Words } from '../i18n/locale.ts'
import { shortLine } from './escape.ts'
import {
  formatDuration,
  formatEnds,
  formatExpected,
  formatFailures,
  formatNumber,
  formatTimeZoned,
  formatZone,
} from './format.ts'

/** The sentences that are read at 3 am: how many since when or how long it was (`lead`), against what. */
export interface AlertStory {
  readonly lead: string
  /** What follows the lead in its sentence: "the alert starts at 10."; empty when nothing does */
  readonly against: string
  readonly rest: readonly string[]
}

export const isFiring = ({ reason }: Pick<AlertNotification, 'reason'>): boolean =>
  reason === 'first seen' || reason === 'still firing'

/** A rule's own sentence in two: what it found, and what that is held against. */
export interface Finding {
  readonly found: string
  readonly against: string
}

const count = /^[\d,.]+ failures? in [\w ]+$/

/**
 * What the rule says itself, where "so many failures, so many are usual" would not say it: a share, a new error, a
 * silence. Empty where the count and the usual say it all, and where there are no words for it in this language.
 */
export const findingOf = (alert: AlertView, words: Words): Finding => {
  const says = shortLine(alert.says, 300)
  const isSilence = alert.expected !== null && alert.observed < alert.expected
  if (says === '' || (alert.expected !== null && !isSilence)) return { found: '', against: '' }
  const [found = '', ...against] = says.split('; ')
  const said = words.translate(found)
  const held = against.map((part) => words.translate(part)).filter((part) => part !== null)
  return {
    found: count.test(found) || said === null ? '' : said,
    against: held.join(words.comma),
  }
}

/** What is usual, or where the rule's alert begins. */
const againstWhat = (alert: AlertView, window: string, words: Words): string => {
  const { found, against } = findingOf(alert, words)
  if (against !== '') return `${against}${words.stop}`
  // What the rule found is in the headline; a number of failures would be held against something else.
  if (found !== '') return ''
  return alert.expected === null
    ? words.startsAt(formatNumber(alert.threshold, words), window)
    : words.usual(formatExpected(alert.expected, words), window)
}

/** How unusual it is, for whoever asks; empty when the story says it already. */
export const howUnusual = ({ alert, reason }: AlertNotification, words: Words): string => {
  const isSpike = alert.expected !== null && alert.observed >= alert.expected
  return isSpike && isFiring({ reason }) ? (words.translate(shortLine(alert.says, 300)) ?? '') : ''
}

/** Younger than this is "just now", milliseconds. */
const justNow = 30_000

const firing = (notification: AlertNotification, now: number, words: Words): AlertStory => {
  const { alert, timezone } = notification
  const began = formatTimeZoned(alert.startedAt, timezone, now, words)
  const old = now - alert.startedAt
  const ago = old < justNow ? words.justNow : words.ago(formatDuration(old, words))
  const since =
    alert.total === 0
      ? words.since(began)
      : words.failedSince(formatFailures(alert.total, words), began)
  const window = formatDuration(alert.windowMs, words)
  const against = againstWhat(alert, window, words)
  return { lead: `${since}${words.comma}${ago}`, against, rest: [] }
}

/** `now` in epoch milliseconds, for "12 minutes ago" and to leave today's date out of times. */
export const alertStory = (
  notification: AlertNotification,
  now: number,
  words: Words,
): AlertStory => {
  const { alert, timezone } = notification
  if (isFiring(notification)) return firing(notification, now, words)
  const window = formatDuration(alert.windowMs, words)
  const inAll = words.inAll(
    formatFailures(alert.total, words),
    formatNumber(alert.peak, words),
    window,
  )
  if (notification.reason === 'resolved' && alert.endedAt !== null) {
    const [from, to] = formatEnds(alert.startedAt, alert.endedAt, timezone, now, words)
    return {
      lead: words.over(formatDuration(alert.endedAt - alert.startedAt, words)),
      against: `${words.fromTo(from, `${to} (${formatZone(timezone)})`)}${words.stop}`,
      rest: [inAll],
    }
  }
  const began = formatTimeZoned(alert.startedAt, timezone, now, words)
  return { lead: words.endUnknownHead, against: words.endUnknown(began), rest: [inAll] }
}

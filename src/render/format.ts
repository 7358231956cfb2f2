import { DateTime, IANAZone } from 'luxon'
import type { Words } from '../i18n/locale.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** `1204` as `1,204`. */
export const formatNumber = (value: number, words: Words): string =>
  new Intl.NumberFormat(words.locale, { maximumFractionDigits: 2 }).format(value)

/** What is usual: small expectations keep a digit, for "0" would read as "never". */
export const formatExpected = (value: number, words: Words): string =>
  value > 0 && value < 0.1
    ? words.lessThan(formatNumber(0.1, words))
    : formatNumber(value >= 10 ? Math.round(value) : Math.round(value * 10) / 10, words)

/** A share from 0 to 1: `12%`, small ones `2.5%`; what is not nothing is never shown as 0, nor as all what is not all. */
export const formatShare = (share: number, words: Words): string => {
  const percent = new Intl.NumberFormat(words.locale, {
    style: 'percent',
    maximumFractionDigits: share < 0.0995 || (share > 0.995 && share < 1) ? 1 : 0,
    roundingMode: share > 0.995 ? 'trunc' : 'halfExpand',
  })
  return share > 0 && share < 0.001 ? `< ${percent.format(0.001)}` : percent.format(share)
}

/** Failures in words: `1 failure`, `1,204 failures`. */
export const formatFailures = (count: number, words: Words): string =>
  words.failures(formatNumber(count, words))

/** Milliseconds in at most two units: `40 seconds`, `5 minutes`, `1 hour 5 minutes`, `2 days 3 hours`. */
export const formatDuration = (ms: number, words: Words): string => {
  const units = [
    { size: day, say: words.days },
    { size: hour, say: words.hours },
    { size: minute, say: words.minutes },
    { size: second, say: words.seconds },
  ]
  const whole = Math.max(0, Math.round(ms / second)) * second
  const index = units.findIndex((unit) => whole >= unit.size)
  const larger = units[index]
  if (larger === undefined) return words.seconds('0')
  const count = Math.floor(whole / larger.size)
  const text = larger.say(formatNumber(count, words))
  const smaller = units[index + 1]
  // Beyond five minutes nobody asks for the seconds.
  if (smaller === undefined || (smaller.size === second && count >= 5)) return text
  const rest = Math.floor((whole % larger.size) / smaller.size)
  return rest === 0 ? text : words.and(text, smaller.say(formatNumber(rest, words)))
}

/** A time in a zone; an unknown zone is UTC, so that a message never fails for it. */
const inZone = (at: number, zone: string): DateTime =>
  DateTime.fromMillis(at, { zone: zoneName(zone) })

// Asking whether a zone exists takes longer than formatting a time in it, and a page shows hundreds of times.
const zoneNames = new Map<string, string>()

const zoneName = (zone: string): string => {
  const known = zoneNames.get(zone)
  if (known !== undefined) return known
  const name = IANAZone.isValidZone(zone) ? zone : 'UTC'
  if (zoneNames.size < 100) zoneNames.set(zone, name)
  return name
}

/** The zone as it stands behind a time: `UTC`, `Europe/Berlin`. */
export const formatZone = (zone: string): string => zoneName(zone)

type DateWords = Pick<Words, 'dayTime'>
const isoDates: DateWords = { dayTime: 'yyyy-MM-dd HH:mm' }

/** `03:12` on the local day of `now`, else `2026-02-28 23:55`, or as the locale writes it. Without the zone. */
export const formatTime = (
  at: number,
  zone: string,
  now?: number,
  words: DateWords = isoDates,
): string => {
  const local = inZone(at, zone)
  if (!local.isValid) return '?'
  const sameDay = now !== undefined && local.hasSame(inZone(now, zone), 'day')
  return local.toFormat(sameDay ? 'HH:mm' : words.dayTime)
}

/** The same with its zone: `03:12 (Europe/Berlin)`. */
export const formatTimeZoned = (
  at: number,
  zone: string,
  now?: number,
  words: DateWords = isoDates,
): string => `${formatTime(at, zone, now, words)} (${zoneName(zone)})`

/** A local day that is written `2026-03-01`, as the locale writes it; what is no day stays as it is. */
export const formatDay = (day: string, words: Pick<Words, 'day'>): string => {
  const date = DateTime.fromISO(day, { zone: 'utc' })
  return date.isValid && /^\d{4}-\d{2}-\d{2}$/.test(day) ? date.toFormat(words.day) : day
}

/** `03:12:45`, where the day is told elsewhere. */
export const formatClock = (at: number, zone: string): string =>
  inZone(at, zone).isValid ? inZone(at, zone).toFormat('HH:mm:ss') : '?'

const isMidnight = (at: DateTime): boolean => at.isValid && +at === +at.startOf('day')

/**
 * A period as `2026-03-01 03:00 – 04:00`, or with both dates where they differ; the end is the first moment after it.
 * Whole days are `2026-03-01`, or the first and the last of them.
 */
export const formatPeriod = (
  from: number,
  to: number,
  zone: string,
  words: DateWords & Partial<Pick<Words, 'day'>> = isoDates,
): string => {
  const [begin, end] = [inZone(from, zone), inZone(to, zone)]
  if (!isMidnight(begin) || !isMidnight(end) || to <= from)
    return `${formatTime(from, zone, undefined, words)} – ${formatTime(to, zone, from, words)}`
  const { day = 'yyyy-MM-dd' } = words
  const [first, last] = [begin.toFormat(day), end.minus({ days: 1 }).toFormat(day)]
  return first === last ? first : `${first} – ${last}`
}

/** Two times of one stretch, the second one short: with seconds where they lie in the same minute. */
export const formatEnds = (
  from: number,
  to: number,
  zone: string,
  now: number | undefined,
  words: DateWords = isoDates,
): readonly [from: string, to: string] =>
  formatTime(from, zone) === formatTime(to, zone)
    ? [formatClock(from, zone), formatClock(to, zone)]
    : [formatTime(from, zone, now, words), formatTime(to, zone, from, words)]

/** ISO 8601 in UTC with milliseconds; empty for what is no time. */
export const isoUtc = (at: number): string =>
  Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : ''

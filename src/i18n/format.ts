import { DateTime, IANAZone } from 'luxon'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/units.ts'
import type { common } from './en/common.ts'
import type { Compiled } from './message.ts'

type FormatMessages = Pick<
  Compiled<typeof common>,
  'durations' | 'lessThan' | 'patterns' | 'timeZoned' | 'periodZoned'
>

/** A zone that exists; any other name is UTC, so that a message never fails for it. */
export const zoneName = (zone: string): string => {
  const known = zoneNames.get(zone)
  if (known !== undefined) return known
  const name = IANAZone.isValidZone(zone) ? zone : 'UTC'
  if (zoneNames.size < 100) zoneNames.set(zone, name)
  return name
}

// Asking whether a zone exists takes longer than formatting a time in it, and a page shows hundreds of times.
const zoneNames = new Map<string, string>()

const inZone = (at: number, zone: string): DateTime =>
  DateTime.fromMillis(at, { zone: zoneName(zone) })

const inPattern = (at: DateTime, pattern: string): string =>
  at.isValid ? at.toFormat(pattern) : '?'

/** `03:12:45` in a zone, where the day stands elsewhere. */
export const clockTime = (at: number, zone: string): string =>
  inPattern(inZone(at, zone), 'HH:mm:ss')

/** `2026-03-01 03:12` in a zone, in every locale the same: to compare, for files and for tooltips. */
export const isoMinute = (at: number, zone: string): string =>
  inPattern(inZone(at, zone), 'yyyy-MM-dd HH:mm')

/** `2026-03-01 10:15:00 +01:00`: to the second, in every locale the same. */
export const isoInstant = (at: number, zone: string): string =>
  inPattern(inZone(at, zone), 'yyyy-MM-dd HH:mm:ss ZZ')

/** ISO 8601 in UTC with milliseconds; empty for what is no time. */
export const isoUtc = (at: number): string =>
  Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : ''

const isMidnight = (at: DateTime): boolean => at.isValid && +at === +at.startOf('day')

const units = [
  ['days', DAY_MS],
  ['hours', HOUR_MS],
  ['minutes', MINUTE_MS],
  ['seconds', SECOND_MS],
] as const

/** How a locale writes numbers, lists, durations and times. Each formatter is made once. */
export const createFormat = (locale: string, messages: () => FormatMessages) => {
  const made = new Map<string, Intl.NumberFormat>()
  const numbers = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options)
    const known = made.get(key) ?? new Intl.NumberFormat(locale, options)
    made.set(key, known)
    return known
  }
  const listing = new Intl.ListFormat(locale, { style: 'narrow', type: 'conjunction' })

  /** `1,204`. */
  const number = (value: number): string => numbers({ maximumFractionDigits: 2 }).format(value)

  /** What is usual: small expectations keep a digit, for "0" would read as "never". */
  const expected = (value: number): string =>
    value > 0 && value < 0.1
      ? messages().lessThan({ number: number(0.1) })
      : number(value >= 10 ? Math.round(value) : Math.round(value * 10) / 10)

  /** A share from 0 to 1: `12%`, small ones `2.5%`; what is not nothing is never shown as 0, nor what is not all as all. */
  const share = (value: number): string => {
    const percent = numbers({
      style: 'percent',
      maximumFractionDigits: value < 0.0995 || (value > 0.995 && value < 1) ? 1 : 0,
      roundingMode: value > 0.995 ? 'trunc' : 'halfExpand',
    })
    return value > 0 && value < 0.001 ? `< ${percent.format(0.001)}` : percent.format(value)
  }

  /** `+12%`, `-40%`. */
  const change = (value: number): string =>
    numbers({ style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(value)

  /** Milliseconds in at most two units: `40 s`, `5 min`, `1 h 5 min`, `2 d 3 h`. */
  const duration = (ms: number): string => {
    const { durations } = messages()
    const whole = Math.max(0, Math.round(ms / SECOND_MS)) * SECOND_MS
    const index = units.findIndex(([, size]) => whole >= size)
    const [unit, size] = units[index] ?? ['seconds', SECOND_MS]
    const count = Math.floor(whole / size)
    const text = durations[unit]({ count })
    const smaller = units[index + 1]
    // Beyond an hour of minutes nobody asks for the seconds.
    if (index < 0 || smaller === undefined || (smaller[0] === 'seconds' && count >= 60)) return text
    const rest = Math.floor((whole % size) / smaller[1])
    return rest === 0
      ? text
      : durations.both({ larger: text, smaller: durations[smaller[0]]({ count: rest }) })
  }

  /** In one unit, rounded: `46 s`, `12 min`; a glance needs no more. */
  const roughly = (ms: number): string => {
    const size =
      ms < 90 * SECOND_MS
        ? SECOND_MS
        : ms < 90 * MINUTE_MS
          ? MINUTE_MS
          : ms < 36 * HOUR_MS
            ? HOUR_MS
            : DAY_MS
    return duration(Math.round(Math.max(0, ms) / size) * size)
  }

  /** `a, b, c`. */
  const list = (items: readonly string[]): string => listing.format(items)

  /** `03:12` on the local day of `now`, else with its date. Without the zone. */
  const time = (at: number, zone: string, now?: number): string => {
    const local = inZone(at, zone)
    const sameDay = now !== undefined && local.hasSame(inZone(now, zone), 'day')
    return inPattern(local, sameDay ? 'HH:mm' : messages().patterns.dayTime)
  }

  /** The same with its zone. */
  const timeZoned = (at: number, zone: string, now?: number): string =>
    messages().timeZoned({ time: time(at, zone, now), zone: zoneName(zone) })

  /** A local day that is written `2026-03-01`, as the locale writes it; what is no day stays as it is. */
  const day = (text: string): string => {
    const date = DateTime.fromISO(text, { zone: 'utc' })
    return date.isValid && /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? date.toFormat(messages().patterns.day)
      : text
  }

  /** Day and month of a moment, for the axis of a chart. */
  const chartDay = (at: number, zone: string): string =>
    inZone(at, zone).setLocale(locale).toFormat(messages().patterns.chartDay)

  /**
   * A period as `2026-03-01 03:00 – 04:00`, or with both dates where they differ; the end is the first moment after it.
   * Whole days are `2026-03-01`, or the first and the last of them.
   */
  const period = (from: number, to: number, zone: string): string => {
    const [begin, end] = [inZone(from, zone), inZone(to, zone)]
    if (!isMidnight(begin) || !isMidnight(end) || to <= from)
      return `${time(from, zone)} – ${time(to, zone, from)}`
    const pattern = messages().patterns.day
    const [first, last] = [begin.toFormat(pattern), end.minus({ days: 1 }).toFormat(pattern)]
    return first === last ? first : `${first} – ${last}`
  }

  /** The same with its zone. */
  const periodZoned = (from: number, to: number, zone: string): string =>
    messages().periodZoned({ period: period(from, to, zone), zone: zoneName(zone) })

  /** Two times of one stretch, the second one short: with seconds where they lie in the same minute. */
  const ends = (
    from: number,
    to: number,
    zone: string,
    now: number | undefined,
  ): readonly [from: string, to: string] =>
    isoMinute(from, zone) === isoMinute(to, zone)
      ? [clockTime(from, zone), clockTime(to, zone)]
      : [time(from, zone, now), time(to, zone, from)]

  return {
    number,
    expected,
    share,
    change,
    duration,
    roughly,
    list,
    time,
    timeZoned,
    day,
    chartDay,
    period,
    periodZoned,
    ends,
  }
}

export type Format = ReturnType<typeof createFormat>

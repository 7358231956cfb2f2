import { IANAZone } from 'luxon'
import { parseDuration, writeDuration } from '../domain/duration.ts'
import { DAY_MS } from '../domain/units.ts'
import { isSchedule } from '../schedule/schedule.ts'
import { type About, expected, type Option, option } from './option.ts'
import { formatSize, parseSize } from './size.ts'

/** Text of one line; `wanted` completes "expected …" if `fits` rejects it. */
export const text = (
  about: About<string>,
  fits: (value: string) => boolean = () => true,
  wanted = 'text on one line',
): Option<string> =>
  option('text', about, (raw) =>
    typeof raw === 'string' && !/[\r\n\0]/.test(raw) && fits(raw) ? raw : expected(wanted),
  )

export const oneOf = <const Name extends string>(
  names: readonly Name[],
  about: About<NoInfer<Name>>,
): Option<Name> =>
  option(
    'text',
    about,
    (raw) => names.find((name) => name === raw) ?? expected(`one of ${names.join(', ')}`),
  )

export const flag = (about: About<boolean>): Option<boolean> =>
  option('flag', about, (raw) => {
    if (raw === true || raw === 'true') return true
    if (raw === false || raw === 'false') return false
    return expected('true or false')
  })

interface Bounds {
  readonly min: number
  readonly max: number
}

const numberOf = (raw: unknown): number => {
  if (typeof raw === 'number') return raw
  return typeof raw === 'string' && /^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : Number.NaN
}

/** A whole number, bounds included. */
export const whole = (about: About<number>, { min, max }: Bounds): Option<number> =>
  option('number', about, (raw) => {
    const value = numberOf(raw)
    return Number.isInteger(value) && value >= min && value <= max
      ? value
      : expected(`a whole number from ${min} to ${max}`)
  })

const decimalOf = (raw: unknown, { min, max }: Bounds, or = ''): number => {
  const value = numberOf(raw)
  return value >= min && value <= max ? value : expected(`a number from ${min} to ${max}${or}`)
}

/** Any number, bounds included. */
export const decimal = (about: About<number>, bounds: Bounds): Option<number> =>
  option('number', about, (raw) => decimalOf(raw, bounds))

/** The same, or `none`: null. */
export const decimalOrNone = (
  about: About<number | 'none'>,
  bounds: Bounds,
): Option<number | null> =>
  option('number', about, (raw) => (raw === 'none' ? null : decimalOf(raw, bounds, ', or none')))

const durationOf = (raw: unknown, { min, max }: Bounds, or = ''): number => {
  // A bare number is rejected: it is unclear whether it means seconds or milliseconds.
  const ms = typeof raw === 'string' ? parseDuration(raw) : null
  return ms !== null && Number.isSafeInteger(ms) && ms >= min && ms <= max
    ? ms
    : expected(
        `a duration from ${writeDuration(min)} to ${writeDuration(max)}, written like 500ms, 15m or 1h30m${or}`,
      )
}

/** Milliseconds. Neither 0 nor above ten years unless `bounds` says so. */
export const duration = (about: About<string>, bounds: Partial<Bounds> = {}): Option<number> =>
  option('duration', about, (raw) => durationOf(raw, { min: 1, max: 3650 * DAY_MS, ...bounds }))

/** Milliseconds, or `auto`: null. */
export const durationOrAuto = (about: About<string>, bounds: Bounds): Option<number | null> =>
  option('duration', about, (raw) => (raw === 'auto' ? null : durationOf(raw, bounds, '; or auto')))

/** Several durations in milliseconds, shortest first, each once. */
export const durations = (
  about: About<readonly string[]>,
  bounds: Bounds,
): Option<readonly number[]> =>
  option('durations', about, (raw) => {
    const parts: readonly unknown[] = Array.isArray(raw) ? raw : expected('a list of durations')
    return [...new Set(parts.map((part) => durationOf(part, bounds)))].sort((a, b) => a - b)
  })

/** Bytes. */
export const size = (about: About<string>, { min, max }: Bounds): Option<number> =>
  option('size', about, (raw) => {
    const bytes = typeof raw === 'string' ? parseSize(raw) : undefined
    return bytes !== undefined && bytes >= min && bytes <= max
      ? bytes
      : expected(`a size from ${formatSize(min)} to ${formatSize(max)}, written like 64kB or 1MiB`)
  })

/** A list of texts; from the environment one text, separated by commas. */
export const names = (
  about: About<readonly string[]>,
  fits: (name: string) => boolean = () => true,
  wanted = 'a list of names',
): Option<readonly string[]> =>
  option('names', about, (raw) => {
    const listed = typeof raw === 'string' ? raw.split(',') : raw
    const parts: readonly unknown[] = Array.isArray(listed) ? listed : expected(wanted)
    return parts
      .map((part) => (typeof part === 'string' ? part.trim() : expected(wanted)))
      .filter((part) => part !== '' || typeof raw !== 'string')
      .map((part) =>
        part !== '' && !/[\r\n\0]/.test(part) && fits(part) ? part : expected(wanted),
      )
  })

/** A zone of the IANA database. */
export const zone = (about: About<string>): Option<string> =>
  text(
    about,
    (value) => IANAZone.isValidZone(value),
    'a time zone by its IANA name, such as UTC or Europe/Berlin',
  )

/** A cron expression; an optional sixth field in front is seconds. */
export const schedule = (about: About<string>): Option<string> =>
  text(
    about,
    isSchedule,
    'a cron schedule of five fields (minute hour day month weekday; a sixth in front for seconds), such as "0 8 * * 1-5"',
  )

/** An absolute URL with one of these schemes; empty if it is not set. */
export const url = (about: About<string>, schemes: readonly string[]): Option<string> =>
  text(
    about,
    (value) => value === '' || (URL.canParse(value) && schemes.includes(new URL(value).protocol)),
    `a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')} (special characters in its password percent-encoded)`,
  )

import { DateTime } from 'luxon'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/units.ts'

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const MONTH_WORD = `(?:${MONTHS})[a-z]*\\.?`

interface Finder {
  readonly pattern: RegExp
  /** Days may be those of any fact; the time of day belongs to the fact that is cited. */
  readonly day: boolean
  /** Whether an instant, by the clock of the facts' zone, is what the match says. */
  readonly is: (groups: Readonly<Record<string, string | undefined>>, at: DateTime) => boolean
}

const number = (text: string | undefined): number => Number(text ?? Number.NaN)
const monthOf = (word: string | undefined): number =>
  MONTHS.split('|').indexOf((word ?? '').slice(0, 3).toLowerCase()) + 1

const isDay = (at: DateTime, year: string | undefined, month: number, day: number): boolean =>
  at.month === month && at.day === day && (year === undefined || at.year === number(year))

/** A clock time is within a minute; a full hour may be the hour's beginning or end. */
const isClock = (at: DateTime, hour: number, minute: number): boolean => {
  const notified = at.startOf('day').set({ hour: hour % 24, minute })
  const off = Math.abs(at.toMillis() - notified.toMillis())
  const around = Math.min(off, DAY_MS - off)
  return around <= MINUTE_MS || (minute === 0 && around < HOUR_MS)
}

const afternoon = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour
  const late = /^(?:p|下午|晚)/i.test(half)
  return (hour % 12) + (late ? 12 : 0)
}

/** In the order they are looked for: what has a date in it before bare clock times. */
const FINDERS: readonly Finder[] = [
  {
    pattern: /\b(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})(?!\d)/g,
    day: true,
    is: (g, at) => isDay(at, g['year'], number(g['month']), number(g['day'])),
  },
  {
    pattern: /(?:(?<year>\d{4})年)?(?<month>\d{1,2})月(?<day>\d{1,2})[日号]/g,
    day: true,
    is: (g, at) => isDay(at, g['year'], number(g['month']), number(g['day'])),
  },
  {
    pattern: new RegExp(
      `\\b(?<month>${MONTH_WORD}) (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\\d{4}))?\\b`,
      'gi',
    ),
    day: true,
    is: (g, at) => isDay(at, g['year'], monthOf(g['month']), number(g['day'])),
  },
  {
    pattern: new RegExp(
      `\\b(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)? (?:of )?(?<month>${MONTH_WORD})(?:,? (?<year>\\d{4}))?\\b`,
      'gi',
    ),
    day: true,
    is: (g, at) => isDay(at, g['year'], monthOf(g['month']), number(g['day'])),
  },
  {
    pattern:
      /(?<![\d:.])(?<half>上午|下午|晚上|凌晨)?(?<hour>[01]?\d|2[0-4])[:：](?<minute>[0-5]\d)(?:[:：](?<second>[0-5]\d)(?:\.\d{1,3})?)?(?: ?(?<ampm>[ap]\.?m\b\.?))?/gi,
    day: false,
    is: (g, at) =>
      isClock(at, afternoon(number(g['hour']), g['ampm'] ?? g['half']), number(g['minute'])),
  },
  {
    pattern: /\b(?<hour>1[0-2]|[1-9]) ?(?<half>[ap]\.?m)\b/gi,
    day: false,
    is: (g, at) => isClock(at, afternoon(number(g['hour']), g['half']), 0),
  },
  {
    pattern:
      /(?<half>上午|下午|晚上|凌晨)?(?<hour>[01]?\d|2[0-4])[点时](?:(?<minute>\d{1,2})分)?(?!间)/g,
    day: false,
    is: (g, at) => isClock(at, afternoon(number(g['hour']), g['half']), number(g['minute'] ?? '0')),
  },
  {
    pattern: /\b(?<year>(?:19|20)\d\d)(?=年|\b(?!\s*(?:failures?|errors?|requests?|calls?|次)))/g,
    day: true,
    is: (g, at) => at.year === number(g['year']),
  },
]

/** Zone names and offsets beside a time are no numbers of their own. */
const ZONES = /\b(?:UTC|GMT)? ?[+-]\d{2}:?\d{2}\b|\b(?:UTC|GMT)(?: ?[+-]\d{1,2})?\b/g

/**
 * Takes dates and clock times out of a text and looks whether an instant of the facts is what they
 * say: of the cited ones for a time of day, of any for a day. `rest` is the
 * text without them; `wrong` the first that no instant matches, or null.
 */
export const takeMoments = (
  text: string,
  instants: { readonly cited: readonly number[]; readonly all: readonly number[] },
  timezone: string,
): { readonly rest: string; readonly wrong: string | null } => {
  // Who says UTC means it: then the other clock is right as well.
  const zones = /\b(?:UTC|GMT)\b/.test(text) ? [timezone, 'UTC'] : [timezone]
  const clocks = (times: readonly number[]) =>
    zones.flatMap((zone) => times.map((time) => DateTime.fromMillis(time, { zone })))
  const [cited, all] = [clocks(instants.cited), clocks(instants.all)]
  let wrong: string | null = null
  let rest = text.replace(ZONES, ' ')
  for (const { pattern, day, is } of FINDERS) {
    let left = ''
    let done = 0
    for (const { 0: found, index, groups = {} } of rest.matchAll(pattern)) {
      const right = (day ? all : cited).some((at) => is(groups, at))
      // A bare year that is none of the facts' may be a count: it stays, and is judged as a number.
      const stays = !right && /^\d{4}$/.test(found)
      if (!right && !stays) wrong ??= found
      left += rest.slice(done, index) + (stays ? found : ' ')
      done = index + found.length
    }
    rest = left + rest.slice(done)
  }
  return { rest, wrong }
}

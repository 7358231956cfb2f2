import { DateTime, IANAZone } from 'luxon'
import { z } from 'zod'
import { compileMatchers, type LabelValues, matchersSchema } from './matcher.ts'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Minutes of the local day; 24:00 is its end. */
const clockTime = z.string().transform((text, context) => {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
  const total = Number(hours) * 60 + Number(minutes)
  if (hours !== '' && Number(minutes) < 60 && total <= 1440) return total
  context.addIssue({ code: 'custom', message: `"${text}" is no time of day; write it like 22:00` })
  return z.NEVER
})

/** `mon`, or `sat-sun`: numbers from 0 for Monday; `fri-mon` includes the weekend. */
const days = z.string().transform((text, context): readonly number[] => {
  const [from = -1, to = from] = text
    .split('-')
    .map((name) => weekdays.findIndex((day) => day.startsWith(name) && name.length >= 3))
  if (from >= 0 && to >= 0 && text.split('-').length <= 2)
    return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => (from + index) % 7)
  context.addIssue({
    code: 'custom',
    message: `"${text}" is no day; write it like mon or sat-sun (${weekdays.join(', ')})`,
  })
  return z.NEVER
})

const period = z.strictObject({
  /** Local times of day. A period whose end is not after its start continues into the next day. */
  from: clockTime.default(0),
  to: clockTime.default(1440),
  /** Days on which it begins; none: every day. */
  days: z
    .array(days)
    .transform((lists) => lists.flat())
    .default([]),
})

const muteTime = z.strictObject({
  name: z.string().min(1).max(60),
  /** Alerts of these severities wait. Critical ones page unless they are listed here. */
  severities: z.array(z.enum(['critical', 'warning', 'info'])).default(['warning', 'info']),
  /** Only alerts that match; none: all. */
  match: matchersSchema.default([]),
  times: z.array(period).min(1),
  /** IANA zone; none: the configuration's. */
  timezone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'expected a time zone by its IANA name')
    .optional(),
})

export const muteTimesSchema = z.array(muteTime)

export type MuteTime = z.output<typeof muteTime>
export type MutePeriod = z.output<typeof period>

/**
 * Whether a moment is in a period, by local time: if clocks skip an hour, a period inside that hour does not occur; if
 * an hour occurs twice, so does the period. `at` in epoch milliseconds.
 */
export const isWithin = (
  { from, to, days: on }: MutePeriod,
  at: number,
  timezone: string,
): boolean => {
  const local = DateTime.fromMillis(at, { zone: timezone })
  const minute = local.hour * 60 + local.minute
  const today = local.weekday - 1
  const begins = (day: number): boolean => on.length === 0 || on.includes(day)
  if (from < to) return begins(today) && minute >= from && minute < to
  return (begins(today) && minute >= from) || (begins((today + 6) % 7) && minute < to)
}

/** Returns the function that finds the mute time for which an alert must wait now: its name, or null. */
export const createMuter = (
  muteTimes: readonly MuteTime[],
  now: number,
  timezone: string,
): ((severity: string, labels: LabelValues) => string | null) => {
  const current = muteTimes
    .filter(({ times, timezone: own }) =>
      times.some((time) => isWithin(time, now, own ?? timezone)),
    )
    .map(({ name, severities, match }) => ({ name, severities, matches: compileMatchers(match) }))
  return (severity, labels) =>
    current.find(
      ({ severities, matches }) => severities.some((each) => each === severity) && matches(labels),
    )?.name ?? null
}

import { dayOf, type LocalDay, localDay, shiftDay } from '../../schedule/local-day.ts'
import { openSchedule } from '../../schedule/schedule.ts'

const nextDay = (day: string): string => shiftDay(day, 1)

/**
 * The days whose digest is due now, oldest first: those after the last one made (or since monitoring began) whose first
 * run after their end has passed; at most `most`, the newest ones. Pure: whether the machine slept, a clock was set or
 * clocks changed, it only depends on which days are over, which are made, and the time.
 */
export const dueDays = (state: {
  readonly now: number
  readonly timezone: string
  /** Cron expression, in the time zone. */
  readonly schedule: string
  readonly lastDay: string | null
  readonly watchingSince: number
  readonly most: number
}): readonly LocalDay[] => {
  const { now, timezone } = state
  const last = openSchedule(state.schedule, timezone).previous(now)
  const today = dayOf(now, timezone)
  const due: LocalDay[] = []
  let day = state.lastDay === null ? dayOf(state.watchingSince, timezone) : nextDay(state.lastDay)
  // After a long downtime, days before the newest ones are skipped.
  const oldest = shiftDay(today, -(state.most + 1))
  if (day < oldest) day = oldest
  for (; day < today; day = nextDay(day)) {
    const stretch = localDay(day, timezone)
    if (last !== null && last >= stretch.to) due.push(stretch)
  }
  return due.slice(-state.most)
}

/** A local day, or the seven days that end with it. */
export type DigestPeriod = 'day' | 'week'

/** The period of this day's digest: the day itself, or the week that ends with it. */
export const stretchOf = (day: LocalDay, timezone: string, period: DigestPeriod): LocalDay =>
  period === 'day' ? day : { ...day, from: localDay(shiftDay(day.day, -6), timezone).from }

/**
 * The periods whose digest is due now, oldest first, at most `most`. A weekly digest is due for the last whole day
 * before each run; days are due as in `dueDays`.
 */
export const dueStretches = (
  state: Parameters<typeof dueDays>[0] & { readonly period: DigestPeriod },
): readonly LocalDay[] => {
  const { timezone, period, schedule, most } = state
  if (period === 'day') return dueDays(state)
  const runs = openSchedule(schedule, timezone)
  // A run at the very end of the day counts.
  const runAfter = (day: LocalDay) => runs.next(day.to - 1)
  return dueDays({ ...state, most: 7 * most })
    .filter((day) => runAfter(day) !== runAfter(localDay(nextDay(day.day), timezone)))
    .slice(-most)
    .map((day) => stretchOf(day, timezone, period))
}

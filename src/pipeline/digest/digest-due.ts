import { dayOf, type LocalDay, localDay, shiftDay } from '../../schedule/local-day.ts'
import { openSchedule } from '../../schedule/schedule.ts'

const nextDay = (day: string): string => shiftDay(day, 1)

/**
 * The days whose digest is due now, oldest first: those after the last one made (or since watching began) whose first
 * run after their end has come, `most` at most, the newest ones. Pure: asleep over the run, a clock set back or
 * forward, a DST night, all come down to which days are over, which are made, and what time it is.
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
  // Long away: the days beyond the newest ones are not even looked at.
  const oldest = shiftDay(today, -(state.most + 1))
  if (day < oldest) day = oldest
  for (; day < today; day = nextDay(day)) {
    const stretch = localDay(day, timezone)
    if (last !== null && last >= stretch.to) due.push(stretch)
  }
  return due.slice(-state.most)
}

/** A local day, or the seven that end with it. */
export type DigestPeriod = 'day' | 'week'

/** The stretch that a digest of this day tells: the day itself, or the week that ends with it. */
export const stretchOf = (day: LocalDay, timezone: string, period: DigestPeriod): LocalDay =>
  period === 'day' ? day : { ...day, from: localDay(shiftDay(day.day, -6), timezone).from }

/**
 * The stretches whose digest is due now, oldest first, `most` at most. A weekly digest is due for the last whole day
 * before each run; days are due as `dueDays` says.
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

import { Cron } from 'croner'
import { DateTime } from 'luxon'

/** A local day as an exact stretch of time: 23, 24 or 25 hours long. Epoch milliseconds, `to` not included. */
export interface LocalDay {
  /** YYYY-MM-DD */
  readonly day: string
  readonly from: number
  readonly to: number
}

/** Throws RangeError when the text is no day. */
export const localDay = (day: string, timezone: string): LocalDay => {
  const start = DateTime.fromISO(day, { zone: timezone }).startOf('day')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !start.isValid)
    throw new RangeError(`"${day}" is no day; write it like 2026-03-01`)
  return { day, from: start.toMillis(), to: start.plus({ days: 1 }).startOf('day').toMillis() }
}

/** The local day a moment lies in, YYYY-MM-DD. */
export const dayOf = (at: number, timezone: string): string =>
  DateTime.fromMillis(at, { zone: timezone }).toFormat('yyyy-MM-dd')

const nextDay = (day: string): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ days: 1 }).toFormat('yyyy-MM-dd')

/**
 * The days whose digest is due now, oldest first: those after the last one made (or since watching began) whose first
 * bell after their end has rung, `most` at most, the newest ones. Pure: asleep over the bell, a clock set back or
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
  const bell = new Cron(state.schedule, { timezone, paused: true })
  const rung = (day: LocalDay) => {
    // A bell at the very end of the day counts: croner looks strictly after the moment it is given.
    const next = bell.nextRun(new Date(day.to - 1000))
    return next !== null && next.getTime() <= now
  }
  const today = dayOf(now, timezone)
  const due: LocalDay[] = []
  let day = state.lastDay === null ? dayOf(state.watchingSince, timezone) : nextDay(state.lastDay)
  // Long away: the days beyond the newest ones are not even looked at.
  const oldest = DateTime.fromISO(today, { zone: 'utc' })
    .minus({ days: state.most + 1 })
    .toFormat('yyyy-MM-dd')
  if (day < oldest) day = oldest
  for (; day < today; day = nextDay(day)) {
    const stretch = localDay(day, timezone)
    if (rung(stretch)) due.push(stretch)
  }
  return due.slice(-state.most)
}

/** A local day, or the seven that end with it. */
export type DigestPeriod = 'day' | 'week'

/** Days further along the calendar; negative ones back. */
export const shiftDay = (day: string, days: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd')

/** The stretch that a digest of this day tells: the day itself, or the week that ends with it. */
export const stretchOf = (day: LocalDay, timezone: string, period: DigestPeriod): LocalDay =>
  period === 'day' ? day : { ...day, from: localDay(shiftDay(day.day, -6), timezone).from }

/**
 * The stretches whose digest is due now, oldest first, `most` at most. A weekly digest is due for the last whole day
 * before each bell; days are due as `dueDays` says.
 */
export const dueStretches = (
  state: Parameters<typeof dueDays>[0] & { readonly period: DigestPeriod },
): readonly LocalDay[] => {
  const { timezone, period, schedule, most } = state
  if (period === 'day') return dueDays(state)
  const bell = new Cron(schedule, { timezone, paused: true })
  const runAfter = (day: LocalDay) => bell.nextRun(new Date(day.to - 1000))?.getTime()
  return dueDays({ ...state, most: 7 * most })
    .filter((day) => runAfter(day) !== runAfter(localDay(nextDay(day.day), timezone)))
    .slice(-most)
    .map((day) => stretchOf(day, timezone, period))
}

import { DAY_MS, MINUTE_MS } from '../domain/units.ts'
import { openSchedule } from './schedule.ts'

/** A longer pause between two evaluations is a downtime, if the schedule runs often enough. */
const shortestDowntimeMs = 10 * MINUTE_MS
/** An evaluation may be this much later than its run. */
const graceMs = 5 * MINUTE_MS

/** The pause between the next two runs of a schedule, milliseconds. */
export const pauseOf = (schedule: string, timezone: string, now: number): number => {
  const { next } = openSchedule(schedule, timezone)
  const first = next(now)
  const second = first === null ? null : next(first)
  return first === null || second === null ? MINUTE_MS : second - first
}

/**
 * The longest pause of a schedule within a week from now, milliseconds: some only run in working hours. Goes from run
 * to run, in steps of at least the shortest downtime, because shorter pauses do not matter.
 */
const longestPauseOf = (schedule: string, timezone: string, now: number): number => {
  const { next, previous } = openSchedule(schedule, timezone)
  let longest = 0
  for (let run = previous(now); run !== null && run < now + 7 * DAY_MS; ) {
    const following = next(run)
    if (following === null) break
    longest = Math.max(longest, following - run)
    run = Math.max(following, previous(run + shortestDowntimeMs) ?? 0)
  }
  return longest
}

/**
 * How long there may be no evaluation before it counts as a downtime, milliseconds: a pause of the schedule is none.
 */
export const downtimeOf = (schedule: string, timezone: string, now: number): number =>
  Math.max(shortestDowntimeMs, longestPauseOf(schedule, timezone, now) + graceMs)

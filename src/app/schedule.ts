import { Cron } from 'croner'

const minute = 60_000
const hour = 60 * minute
/** Longer than this between two looks at the rules is a downtime, where the schedule rings often enough. */
const shortestDowntimeMs = 10 * minute
/** A look may come this much later than its bell. */
const graceMs = 5 * minute

/** The pause between two rings of a schedule, milliseconds. */
export const pauseOf = (schedule: string, timezone: string, now: number): number => {
  const [first, second] = new Cron(schedule, { timezone, paused: true }).nextRuns(2, new Date(now))
  return first === undefined || second === undefined ? minute : second.getTime() - first.getTime()
}

/**
 * The longest pause of a schedule within a week from now, milliseconds, or up to an hour more: some triggers ring in
 * working hours only. It is looked for from each hour on, before which it may have begun.
 */
const longestPauseOf = (schedule: string, timezone: string, now: number): number => {
  const bell = new Cron(schedule, { timezone, paused: true })
  let longest = 0
  for (let from = now; from < now + 7 * 24 * hour; from += hour) {
    const [first, second] = bell.nextRuns(2, new Date(from))
    if (first === undefined || second === undefined) continue
    const wait = first.getTime() - from
    longest = Math.max(
      longest,
      second.getTime() - first.getTime(),
      wait > hour ? wait + hour : wait,
    )
  }
  return longest
}

/** How long nobody may look at the rules before it counts as a downtime, milliseconds: a pause of the bell is none. */
export const downtimeOf = (schedule: string, timezone: string, now: number): number =>
  Math.max(shortestDowntimeMs, longestPauseOf(schedule, timezone, now) + graceMs)

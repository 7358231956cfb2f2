import { IANAZone } from 'luxon'
import { createTask, parse, validate } from 'node-cron'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/units.ts'
import { dayOf, localDay, shiftDay } from './local-day.ts'

/** When a cron expression runs. All times in epoch milliseconds, on whole seconds. */
export interface Schedule {
  /** The first run after a moment; null if there is none within 40 years. */
  readonly next: (after: number) => number | null
  /** The last run at or before a moment; null as above. */
  readonly previous: (at: number) => number | null
  /** The seconds of a minute in which it may run. */
  readonly seconds: readonly number[]
}

/** Part of a day with one offset from UTC. `shift` added to a moment gives milliseconds since local midnight. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly shift: number
  /** Local times before this already ran an hour ago, before the clock was set back. */
  readonly start: number
  /** A run was skipped with the clock, just before this part: it runs when the part begins. */
  readonly catchUp: boolean
}

interface Day {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly stretches: readonly Stretch[]
  /** A run was skipped with the clock at the end of the day: it runs when the next day begins. */
  readonly catchUpAtEnd: boolean
}

/** Maximum distance of two 29ths of February on the same weekday, across a year such as 2100 that has none. */
const daysAhead = 40 * 366

/** The first moment after `from` with another offset from UTC than `from`; there is one before `to`. */
const changeBetween = (from: number, to: number, offsetAt: (at: number) => number): number => {
  let [before, after] = [from, to]
  while (after - before > SECOND_MS) {
    const middle = Math.floor((before + after) / 2 / SECOND_MS) * SECOND_MS
    if (offsetAt(middle) === offsetAt(from)) before = middle
    else after = middle
  }
  return after
}

/** Searches the times of day that match the fields; milliseconds since local midnight. */
const timesOfDay = (
  hours: readonly number[],
  minutes: readonly number[],
  seconds: readonly number[],
) => {
  const ascending = [hours, minutes, seconds].map((list) => [...list].sort((a, b) => a - b))
  const descending = ascending.map((list) => [...list].reverse())
  const search = (
    [hours = [], minutes = [], seconds = []]: readonly (readonly number[])[],
    passed: (first: number, length: number) => boolean,
  ): number | undefined => {
    for (const hour of hours) {
      const ofHour = hour * HOUR_MS
      if (passed(ofHour, HOUR_MS)) continue
      for (const minute of minutes) {
        const ofMinute = ofHour + minute * MINUTE_MS
        if (passed(ofMinute, MINUTE_MS)) continue
        for (const second of seconds) {
          const time = ofMinute + second * SECOND_MS
          if (!passed(time, 1)) return time
        }
      }
    }
    return undefined
  }
  return {
    /** The first time that is not before `at`. */
    from: (at: number) => search(ascending, (first, length) => first + length <= at),
    /** The last time that is not after `at`. */
    upTo: (at: number) => search(descending, (first) => first > at),
  }
}

/**
 * Whether the day fields (day of month, month, weekday) match a day. node-cron decides, so that L, W, # and the rule
 * that day of month and weekday must both match are its own.
 */
const dayMatcher = (expression: string): ((day: string) => boolean) => {
  const fields = expression.trim().split(/\s+/)
  const days = fields.length < 5 ? null : fields.slice(-3).join(' ')
  const task = createTask(days === null ? expression : `* * * ${days}`, () => {}, {
    timezone: 'UTC',
  })
  // It is never started; node-cron keeps all tasks in a list, from which this removes it.
  void task.destroy()
  return (day) => task.match(new Date(`${day}T00:00:00Z`))
}

/** Whether this is a cron expression that ever runs. */
export const isSchedule = (expression: string): boolean =>
  validate(expression) && openSchedule(expression, 'UTC').next(Date.UTC(2026, 0)) !== null

/**
 * Reads a cron expression of five or six fields as node-cron does. Throws Error on one that `isSchedule` refuses.
 *
 * When clocks change, a schedule for certain hours runs once for each of its local times: in an hour that comes twice
 * the first time, and a time that is skipped runs as soon as the clock has jumped. A schedule for every hour just goes
 * on, whatever the clock is called. These are the rules of Vixie cron; node-cron's own runner would pause for the hour
 * that comes twice, and leave out a day whose time is skipped.
 */
export const openSchedule = (expression: string, timezone: string): Schedule => {
  const { second, minute, hour } = parse(expression)
  const times = timesOfDay(hour, minute, second)
  const everyHour = new Set(hour).size === 24
  const matches = dayMatcher(expression)
  const zone = IANAZone.create(timezone)
  const offsetAt = (at: number) => zone.offset(at) * MINUTE_MS
  const skipped = (from: number, to: number): boolean => {
    const time = everyHour ? undefined : times.from(from)
    return time !== undefined && time < to
  }

  /** Null if the schedule does not run on this day. */
  const dayAt = (name: string): Day | null => {
    if (!matches(name)) return null
    const { from, to } = localDay(name, timezone)
    const change =
      offsetAt(from) === offsetAt(to - 1) ? undefined : changeBetween(from, to, offsetAt)
    const parts =
      change === undefined
        ? [[from, to]]
        : [
            [from, change],
            [change, to],
          ]
    let reached = 0
    const stretches = parts.map(([from = 0, to = 0]): Stretch => {
      const shift = offsetAt(from) - Date.parse(name)
      const catchUp = skipped(reached, from + shift)
      const start = everyHour ? 0 : reached
      reached = Math.max(reached, to + shift)
      return { from, to, shift, start, catchUp }
    })
    return { name, from, to, stretches, catchUpAtEnd: skipped(reached, DAY_MS) }
  }

  const firstOn = ({ stretches, to, catchUpAtEnd }: Day, after: number): number | null => {
    for (const stretch of stretches) {
      if (stretch.catchUp && stretch.from > after) return stretch.from
      const earliest = Math.max(stretch.start, Math.max(after + 1, stretch.from) + stretch.shift)
      const time = times.from(earliest)
      if (time !== undefined && time - stretch.shift < stretch.to) return time - stretch.shift
    }
    return catchUpAtEnd && to > after ? to : null
  }

  const lastOn = ({ stretches, to, catchUpAtEnd }: Day, at: number): number | null => {
    if (catchUpAtEnd && to <= at) return to
    for (const stretch of stretches.toReversed()) {
      const time = times.upTo(Math.min(at, stretch.to - 1) + stretch.shift)
      const earliest = Math.max(stretch.start, stretch.from + stretch.shift)
      if (time !== undefined && time >= earliest) return time - stretch.shift
      if (stretch.catchUp && stretch.from <= at) return stretch.from
    }
    return null
  }

  // Most calls are about the same day as the previous one, which is cached.
  let kept: Day | null = null
  const search = (
    at: number,
    step: 1 | -1,
    find: (day: Day, at: number) => number | null,
  ): number | null => {
    let name = kept !== null && kept.from <= at && at < kept.to ? kept.name : dayOf(at, timezone)
    for (let days = 0; days < daysAhead; days += 1, name = shiftDay(name, step)) {
      const day = kept?.name === name ? kept : dayAt(name)
      kept = day ?? kept
      const found = day === null ? null : find(day, at)
      if (found !== null) return found
    }
    return null
  }

  return {
    next: (after) => search(after, 1, firstOn),
    previous: (at) => search(at, -1, lastOn),
    seconds: [...second].sort((a, b) => a - b),
  }
}

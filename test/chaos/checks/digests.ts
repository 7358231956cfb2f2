import { z } from 'zod'
import { dayOf, localDay } from '../../../src/schedule/local-day.ts'
import type { Observed } from '../observed.ts'
import { few, type Truth } from './truth.ts'

const payload = z.object({ facts: z.object({ total: z.int(), late: z.int() }) })
const tenMinutes = 600_000

/** The local days that were over, with their bell ten minutes past midnight, between two moments. */
const daysOver = (from: number, to: number, timezone: string): readonly string[] => {
  const days: string[] = []
  for (let day = localDay(dayOf(from, timezone), timezone); ; ) {
    if (day.to + tenMinutes > to) return days
    days.push(day.day)
    day = localDay(dayOf(day.to, timezone), timezone)
  }
}

/** One digest for each day that ended, one key at each sink, and each event in one digest: as its day's, or as late. */
export const checkDigests = (truth: Truth, observed: Observed): readonly string[] => {
  const { timezone, endedAt, channels } = truth
  const { digests, events, received, watchingSince } = observed
  const due = daysOver(watchingSince, endedAt, timezone)
  const made = digests.map(({ day }) => day)
  const problems: string[] = []
  if (made.join() !== due.join())
    problems.push(`digests were due of ${due.join() || 'no day'}, made of ${made.join() || 'none'}`)
  for (const { name, day } of digests)
    for (const channel of channels) {
      const keys = received.filter((one) => one.channel === channel && one.key.includes(day))
      const distinct = new Set(keys.map(({ key }) => key))
      if (distinct.size !== 1)
        problems.push(`${channel} was told ${distinct.size} digests ${name} of ${day}`)
    }
  const last = digests.at(-1)
  if (last === undefined) return problems
  const { to } = localDay(last.day, timezone)
  const notified = digests.reduce((sum, digest) => {
    const { facts } = payload.parse(digest.payload)
    return sum + facts.total + facts.late
  }, 0)
  const first = events.filter((event) => event.twinOf === null && event.id <= last.upto)
  const wanted = first.filter((event) => event.time < to).length
  return [
    ...problems,
    ...(notified === wanted
      ? []
      : few('digests tell', [`${notified} failures where ${wanted} were due`])),
  ]
}

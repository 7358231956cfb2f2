import { DateTime } from 'luxon'

/** Every offset from UTC in use is a multiple of this, so an instant's quarter decides its local hour. */
const QUARTER = 15 * 60_000

/** Finds the start of the local hour of an instant (epoch milliseconds), remembering each quarter it has seen. */
export const createHourOf = (timezone: string): ((time: number) => number) => {
  const known = new Map<number, number>()
  return (time) => {
    const quarter = Math.floor(time / QUARTER) * QUARTER
    const found = known.get(quarter)
    if (found !== undefined) return found
    const local = DateTime.fromMillis(quarter, { zone: timezone })
    // Going back from the instant, not from the wall clock: the hour that a DST night repeats stays two hours.
    const hour = quarter - local.minute * 60_000
    if (known.size > 10_000) known.clear()
    known.set(quarter, hour)
    return hour
  }
}

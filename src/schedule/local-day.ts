import { DateTime } from 'luxon'

/** A local day as an exact period: 23, 24 or 25 hours long. Epoch milliseconds, `to` not included. */
export interface LocalDay {
  /** YYYY-MM-DD */
  readonly day: string
  readonly from: number
  readonly to: number
}

/** The local day that contains a moment, YYYY-MM-DD. */
export const dayOf = (at: number, timezone: string): string =>
  DateTime.fromMillis(at, { zone: timezone }).toFormat('yyyy-MM-dd')

/** A later day of the calendar; with a negative number an earlier one. */
export const shiftDay = (day: string, days: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd')

/** The first moment of a day. If midnight is skipped, that is 01:00; if it occurs twice, the first one. */
const startOf = (day: string, timezone: string): DateTime => {
  const start = DateTime.fromISO(day, { zone: timezone }).startOf('day')
  const before = start.minus(1)
  if (before.toFormat('yyyy-MM-dd') !== day) return start
  // Luxon takes the second of two midnights (America/Havana in November): the first has the offset before it.
  return start.minus({ minutes: before.offset - start.offset })
}

/** Throws RangeError if the text is not a day. */
export const localDay = (day: string, timezone: string): LocalDay => {
  const start = startOf(day, timezone)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !start.isValid)
    throw new RangeError(`"${day}" is no day; write it like 2026-03-01`)
  return { day, from: start.toMillis(), to: startOf(shiftDay(day, 1), timezone).toMillis() }
}

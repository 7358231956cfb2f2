import { DateTime, IANAZone } from 'luxon'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/units.ts'

/** Values for the lines of an axis that begins at nothing: 1, 2 or 5 times a power of ten apart, whole numbers. */
export const niceTicks = (largest: number, most = 4): readonly number[] => {
  const rough = Math.max(1, largest) / most
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 1)
  const count = Math.max(1, Math.ceil(largest / step))
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

const date = { month: 'short', day: 'numeric' } as const

const gaps = [
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  5 * DAY_MS,
]

/** Moments worth a label on a time axis, whole in the local time of the zone. Epoch milliseconds. */
export const timeTicks = (
  from: number,
  to: number,
  zone: string,
  most: number,
  locale = 'en',
): readonly { readonly at: number; readonly label: string }[] => {
  const gap = gaps.find((each) => (to - from) / each <= most) ?? 7 * DAY_MS
  const local = { zone: IANAZone.isValidZone(zone) ? zone : 'UTC' }
  const start = DateTime.fromMillis(from, local)
  const found: { at: number; label: string }[] = []
  // By the clock on the wall: a day is what the calendar says, also when it has 23 hours.
  let next = start.startOf('day')
  while (next.toMillis() < to && found.length < 100) {
    const at = next.toMillis()
    if (at >= from) {
      const isDay = next.hour === 0 && next.minute === 0
      found.push({
        at,
        label: isDay ? next.setLocale(locale).toLocaleString(date) : next.toFormat('HH:mm'),
      })
    }
    next = gap >= DAY_MS ? next.plus({ days: gap / DAY_MS }) : next.plus({ milliseconds: gap })
  }
  return found
}

import { DateTime, IANAZone } from 'luxon'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Values for the lines of an axis that begins at nothing: 1, 2 or 5 times a power of ten apart, whole numbers. */
export const niceTicks = (largest: number, most = 4): readonly number[] => {
  const rough = Math.max(1, largest) / most
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 1)
  const count = Math.max(1, Math.ceil(largest / step))
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

const date = { month: 'short', day: 'numeric' } as const

const gaps = [5 * minute, 10 * minute, 15 * minute, hour, 3 * hour, 6 * hour, day, 2 * day, 5 * day]

/** Moments worth a label on a time axis, whole in the local time of the zone. Epoch milliseconds. */
export const timeTicks = (
  from: number,
  to: number,
  zone: string,
  most: number,
  locale = 'en',
): readonly { readonly at: number; readonly label: string }[] => {
  const gap = gaps.find((each) => (to - from) / each <= most) ?? 7 * day
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
    next = gap >= day ? next.plus({ days: gap / day }) : next.plus({ milliseconds: gap })
  }
  return found
}

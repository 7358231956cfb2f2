import { HOUR_MS } from '../../domain/units.ts'

const DAY = 24
const WEEK = 7 * DAY
const WEEKS = 4
/** Hours remembered. */
const RING = WEEKS * WEEK
const UNKNOWN = -1

/** How many requests each of the last 672 hours had; the ring's place of an hour is the hour modulo 672. */
export interface UsualHours {
  readonly through: number
  readonly hours: readonly number[]
  /** Since when nothing came although something should, epoch ms; null while all is well. */
  readonly downSince: number | null
}

export const noHours = (hour: number): UsualHours => ({
  through: hour,
  hours: new Array<number>(RING).fill(UNKNOWN),
  downSince: null,
})

const ring = (hour: number): number => ((hour % RING) + RING) % RING

/** An hour is over; `count` null where nobody counted. Hours skipped are unknown. */
export const addHour = (usual: UsualHours, hour: number, count: number | null): UsualHours => {
  if (hour < usual.through) return usual
  const hours = usual.hours.slice()
  for (let h = Math.max(usual.through, hour - RING); h < hour; h++) hours[ring(h)] = UNKNOWN
  hours[ring(hour)] = count ?? UNKNOWN
  return { ...usual, through: hour + 1, hours }
}

const known = (usual: UsualHours, from: number, to: number): number[] => {
  const found: number[] = []
  for (let h = Math.max(from, usual.through - RING); h < Math.min(to, usual.through); h++) {
    const count = usual.hours[ring(h)] ?? UNKNOWN
    if (count >= 0) found.push(count)
  }
  return found
}

/**
 * The least that an hour (hours since 1970 UTC) has ever had: of the same hour of the last weeks, one before and one
 * after; while no week is known, of all hours, a day of them at least. Null with less. The least and not the mean: what
 * was once quiet at this time may be quiet again.
 */
const leastOf = (usual: UsualHours, hour: number): number | null => {
  const near: number[] = []
  for (let week = 1; week <= WEEKS; week++)
    near.push(...known(usual, hour - week * WEEK - 1, hour - week * WEEK + 2))
  if (near.length > 0) return Math.min(...near)
  const all = known(usual, usual.through - WEEK, usual.through)
  return all.length < DAY ? null : Math.min(...all)
}

/** The least that the time from `from` to `to` (epoch ms) has ever had, hours taken in parts; null when unknown. */
export const leastBetween = (usual: UsualHours, from: number, to: number): number | null => {
  const hourMs = HOUR_MS
  let sum = 0
  for (let hour = Math.floor(from / hourMs); hour * hourMs < to; hour++) {
    const least = leastOf(usual, hour)
    if (least === null) return null
    const part = Math.min(to, (hour + 1) * hourMs) - Math.max(from, hour * hourMs)
    sum += (least * part) / hourMs
  }
  return sum
}

/** Sum of the last day, to tell large from small. */
export const lastDayOf = (usual: UsualHours): number =>
  known(usual, usual.through - DAY, usual.through).reduce((sum, count) => sum + count, 0)

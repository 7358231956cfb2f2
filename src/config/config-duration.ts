import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/units.ts'

const units = [
  ['d', DAY_MS],
  ['h', HOUR_MS],
  ['m', MINUTE_MS],
  ['s', 1000],
  ['ms', 1],
] as const

/** The shortest way to write so many milliseconds: `5400000` is `1h30m`. Reads back to the same number. */
export const formatDuration = (ms: number): string => {
  let rest = ms
  let text = ''
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length)
    if (count > 0) text += `${count}${unit}`
    rest -= count * length
  }
  return text === '' ? '0s' : text
}

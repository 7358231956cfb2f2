const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

const plain = (value: number, digits: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: digits })

/** `1,204`, `2.1`, `0.03`: as exact as it can be read. */
export const numberWords = (value: number): string =>
  plain(value, value >= 10 || Number.isInteger(value) ? 0 : value >= 1 ? 1 : 2)

/** `5 minutes`, `1 hour`, `1 hour 30 minutes`. `ms` in milliseconds. */
export const durationWords = (ms: number): string => {
  const parts: string[] = []
  let rest = Math.round(ms / 1000) * 1000
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length)
    rest -= count * length
    if (count > 0 && parts.length < 2) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`)
  }
  return parts.length === 0 ? 'a moment' : parts.join(' ')
}

/** `1 failure`, `34 failures`. */
export const counted = (count: number, noun: string): string =>
  `${numberWords(count)} ${noun}${count === 1 ? '' : 's'}`

/** `18 %`, `0.4 %`. */
export const percentWords = (share: number): string =>
  `${plain(share * 100, share < 0.1 ? 1 : 0)} %`

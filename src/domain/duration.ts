import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './units.ts'

const lengths: Readonly<Record<string, number>> = {
  w: 7 * DAY_MS,
  d: DAY_MS,
  h: HOUR_MS,
  m: MINUTE_MS,
  s: SECOND_MS,
  ms: 1,
}

/**
 * Parses a duration as people write it (`90s`, `15m`, `1h30m`, `1d`; Prometheus's format) into milliseconds; null if it
 * is none.
 */
export const parseDuration = (text: string): number | null => {
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/gy)]
  const length = parts.reduce((sum, part) => sum + part[0].length, 0)
  if (parts.length === 0 || length !== text.trim().length) return null
  return parts.reduce((sum, part) => sum + Number(part[1]) * (lengths[part[2] ?? ''] ?? 0), 0)
}

/** Formats milliseconds as `parseDuration` reads them: `5400000` is `1h30m`. Weeks are written as days. */
export const writeDuration = (ms: number): string => {
  let rest = ms
  let text = ''
  for (const [unit, length] of Object.entries(lengths)) {
    if (unit === 'w') continue
    const count = Math.floor(rest / length)
    if (count > 0) text += `${count}${unit}`
    rest -= count * length
  }
  return text === '' ? '0s' : text
}

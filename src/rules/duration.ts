import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/units.ts'

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: 604_800_000,
}

/** Milliseconds of a duration as people write it (`90s`, `15m`, `1h30m`, `1d`), Prometheus's form; null when it is none. */
export const parseDuration = (text: string): number | null => {
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/gy)]
  const length = parts.reduce((sum, part) => sum + part[0].length, 0)
  if (parts.length === 0 || length !== text.trim().length) return null
  return parts.reduce((sum, part) => sum + Number(part[1]) * (units[part[2] ?? ''] ?? 0), 0)
}

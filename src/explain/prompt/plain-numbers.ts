import { DateTime } from 'luxon'

/** `3,412`. */
export const formatCount = (count: number): string => count.toLocaleString('en-US')

/** `61 %`, `0.4 %`, `< 0.1 %`; never 0 % of something, never 100 % of not quite all. */
export const formatShare = (count: number, total: number): string => {
  if (total === 0 || count === 0) return '0 %'
  const percent = (count / total) * 100
  if (percent < 0.1) return '< 0.1 %'
  if (percent < 10) return `${percent.toFixed(1)} %`
  return `${count < total ? Math.min(99, Math.round(percent)) : 100} %`
}

/** `1 failure`, `2 failures`. */
export const plural = (count: number, one: string, many: string = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`

/** An instant (epoch milliseconds) by the clock of a zone: `2026-03-01 10:15:00 +01:00`. */
export const formatInstant = (time: number, timezone: string): string =>
  DateTime.fromMillis(time, { zone: timezone }).toFormat('yyyy-MM-dd HH:mm:ss ZZ')

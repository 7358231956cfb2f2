import { HOUR_MS, MINUTE_MS } from '../domain/units.ts'
import type { PageMessages } from '../i18n/locale.ts'
import type { Span } from './read-model.ts'

export const periodNames = ['hour', 'day', 'week', 'month'] as const

export type PeriodName = (typeof periodNames)[number]

interface Kind {
  /** Steps of a chart, milliseconds each. */
  readonly stepMs: number
  readonly steps: number
  /** Steps of a sparkline. */
  readonly coarse: number
}

const kinds: Readonly<Record<PeriodName, Kind>> = {
  hour: { stepMs: MINUTE_MS, steps: 60, coarse: 20 },
  day: { stepMs: 15 * MINUTE_MS, steps: 96, coarse: 24 },
  week: { stepMs: 2 * HOUR_MS, steps: 84, coarse: 28 },
  month: { stepMs: 6 * HOUR_MS, steps: 120, coarse: 30 },
}

/** A stretch of time that ends now. Epoch milliseconds. */
export interface Period extends Span {
  readonly name: PeriodName
  readonly stepMs: number
  readonly coarse: number
}

/**
 * The period of this name that ends with the minute or hour under way: whole steps, so that every failure is in exactly
 * one. What is no name is `fallback`.
 */
export const periodOf = (
  text: string | undefined,
  now: number,
  fallback: PeriodName = 'day',
): Period => {
  const name = periodNames.find((known) => known === text) ?? fallback
  const { stepMs, steps, coarse } = kinds[name]
  const whole = name === 'hour' ? MINUTE_MS : name === 'day' ? 15 * MINUTE_MS : HOUR_MS
  const to = Math.floor(now / whole) * whole + whole
  return { name, from: to - steps * stepMs, to, stepMs, coarse }
}

export const periodNamesIn = (
  messages: PageMessages,
): Readonly<Record<PeriodName, { readonly short: string; readonly long: string }>> => ({
  hour: { short: messages.hour, long: messages.lastHour },
  day: { short: messages.day, long: messages.lastDay },
  week: { short: messages.week, long: messages.lastWeek },
  month: { short: messages.month, long: messages.lastMonth },
})

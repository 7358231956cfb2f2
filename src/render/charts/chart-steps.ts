import { DateTime } from 'luxon'
import type { Facts } from '../../domain/facts.ts'
import { DAY_MS, HOUR_MS } from '../../domain/units.ts'
import { zoneName } from '../../i18n/format.ts'
import type { Messages } from '../../i18n/locale.ts'

/**
 * The steps of a period's charts with their labels, in local time: hours of a day by their clock, of a longer period by
 * the day that begins. `indexOf` gives the step of a moment, the nearest one for what lies outside.
 */
export const stepsOf = (
  { from, to, timezone, trendStep = HOUR_MS }: Facts,
  { format }: Pick<Messages, 'format'>,
): {
  readonly labels: readonly string[]
  /** For ECharts: every label that there is, or as many as fit. */
  readonly interval: 0 | 'auto'
  readonly indexOf: (time: number) => number
} => {
  const count = Math.min(1000, Math.max(1, Math.ceil((to - from) / trendStep)))
  const zone = zoneName(timezone)
  const isLong = to - from > 36 * HOUR_MS
  // So many names of days fit side by side.
  const daysApart = Math.ceil((to - from) / DAY_MS / 8)
  let days = -1
  const labels = Array.from({ length: count }, (_, index) => {
    const at = DateTime.fromMillis(from + index * trendStep, { zone })
    if (!at.isValid) return ''
    if (!isLong) return at.toFormat('HH:mm')
    // The step in which a day begins has its name; the others have none.
    if (at.hour * HOUR_MS >= trendStep) return ''
    days++
    return days % daysApart === 0 ? format.chartDay(at.toMillis(), timezone) : ''
  })
  return {
    labels,
    interval: isLong ? 0 : 'auto',
    indexOf: (time) => Math.min(count - 1, Math.max(0, Math.floor((time - from) / trendStep))),
  }
}

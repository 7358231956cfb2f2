import { plainLine } from '../../classify/redaction/plain-text.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import { sparkText } from '../../render/charts/sparkline.ts'
import type { PageStore } from '../../web/read-model.ts'

/** What `status` asks of the state to draw what happened of late. */
export type TrendStore = Pick<PageStore, 'failures' | 'groupPage' | 'successes'>

const stretches = [
  { name: 'last hour', steps: 30, stepMs: 2 * MINUTE_MS },
  { name: 'last day', steps: 24, stepMs: HOUR_MS },
  { name: 'last week', steps: 28, stepMs: 6 * HOUR_MS },
] as const

const mostGroups = 5

/** Ends with the minute under way, or the hour where the steps are hours, so that no failure is in two steps. */
const spanOf = (stretch: (typeof stretches)[number], now: number) => {
  const whole = stretch.stepMs < HOUR_MS ? MINUTE_MS : HOUR_MS
  const to = Math.floor(now / whole) * whole + whole
  return { from: to - stretch.steps * stretch.stepMs, to, stepMs: stretch.stepMs }
}

const percent = (share: number): string =>
  `${share > 0 && share < 0.001 ? '< 0.1' : (share * 100).toFixed(1)} % of requests`

/** Failures of late as sparklines, and the largest groups of the last day: rows of a table of two columns. */
export const trendRows = async (
  store: TrendStore,
  now: number,
): Promise<readonly (readonly string[])[]> => {
  const rows: string[][] = []
  for (const stretch of stretches) {
    const span = spanOf(stretch, now)
    const { series } = await store.failures(span, {}, 'all')
    const counts = series[0]?.counts ?? new Array<number>(stretch.steps).fill(0)
    const total = counts.reduce((sum, n) => sum + n, 0)
    // Whole steps end after now, where nothing can have been counted.
    const successes = await store.successes({ from: span.from, to: now })
    const share =
      successes === null || total + successes === 0
        ? ''
        : `, ${percent(total / (total + successes))}`
    rows.push([stretch.name, `${sparkText(counts)}  ${total} failures${share}`])
  }
  const day = spanOf(stretches[1], now)
  const about = { filter: {}, search: '', sort: 'count', steps: 24, offset: 0 } as const
  const { rows: groups } = await store.groupPage({ ...day, ...about, limit: mostGroups })
  for (const group of groups) {
    rows.push(['', `${sparkText(group.steps)}  ${group.inSpan} ${plainLine(group.title, 80)}`])
  }
  return rows
}

import { escapeMarkup, type Paint, seriesColours } from './paint.ts'
import { niceTicks, timeTicks } from './scale.ts'

/** Failures step by step, told apart by name; times in epoch milliseconds. */
export interface StackedChart {
  readonly from: number
  readonly to: number
  readonly stepMs: number
  /** Largest first; those beyond the colours are drawn as one. */
  readonly series: readonly { readonly name: string | null; readonly counts: readonly number[] }[]
  /** Stretches in which an alert fired; `to` null for still. */
  readonly marks: readonly {
    readonly from: number
    readonly to: number | null
    readonly label: string
  }[]
  readonly timezone: string
  /** BCP 47, for dates on the axis. Default en. */
  readonly locale?: string
  /** What the picture shows, in a sentence, for those who do not see it. */
  readonly title: string
  /** Words for a step, shown when it is pointed at: `09:00, 12 failures`. */
  readonly stepTitle: (from: number, total: number) => string
  readonly number: (value: number) => string
}

const left = 44
const right = 8
const top = 16
const bottom = 22
const markHeight = 5

const round = (value: number): string => String(Math.round(value * 10) / 10)

/** Those beyond the colours added up as one. */
export const withinColours = <T extends { readonly counts: readonly number[] }>(
  series: readonly T[],
): readonly (readonly number[])[] => {
  if (series.length <= seriesColours) return series.map(({ counts }) => counts)
  const rest = series.slice(seriesColours - 1)
  const steps = rest[0]?.counts.length ?? 0
  const sums = Array.from({ length: steps }, (_, step) =>
    rest.reduce((sum, { counts }) => sum + (counts[step] ?? 0), 0),
  )
  return [...series.slice(0, seriesColours - 1).map(({ counts }) => counts), sums]
}

/** Stacked bars over time as an SVG of so many units; one path for each series, so that it stays small. */
export const stackedBars = (
  chart: StackedChart,
  paint: Paint,
  size: {
    readonly width: number
    readonly height: number
    /** Whether a step says what it is when it is pointed at. Default true. */
    readonly hints?: boolean
  },
): string => {
  const { from, to, stepMs } = chart
  const steps = Math.max(1, Math.round((to - from) / stepMs))
  const drawn = withinColours(chart.series)
  const totals = Array.from({ length: steps }, (_, step) =>
    drawn.reduce((sum, counts) => sum + (counts[step] ?? 0), 0),
  )
  const ticks = niceTicks(Math.max(0, ...totals))
  const ceiling = ticks.at(-1) ?? 1
  const width = size.width - left - right
  const height = size.height - top - bottom
  const x = (time: number): number => left + ((time - from) / (to - from)) * width
  const y = (value: number): number => top + height - (value / ceiling) * height
  const slot = width / steps
  const gap = slot > 5 ? 1 : slot > 3 ? 0.5 : 0

  const lines = ticks.map(
    (tick) =>
      `<path ${paint.line} d="M${left} ${round(y(tick))}H${size.width - right}"/>` +
      `<text ${paint.label} x="${left - 6}" y="${round(y(tick) + 4)}" text-anchor="end">${escapeMarkup(chart.number(tick))}</text>`,
  )
  const labels = timeTicks(from, to, chart.timezone, Math.floor(width / 62), chart.locale).map(
    ({ at, label }) =>
      `<text ${paint.label} x="${round(x(at))}" y="${size.height - 6}" text-anchor="${x(at) < left + 16 ? 'start' : 'middle'}">${label}</text>`,
  )
  const below = new Array<number>(steps).fill(0)
  const bars = drawn.map((counts, index) => {
    let path = ''
    for (const [step, count] of counts.entries()) {
      if (count === 0 || step >= steps) continue
      const base = below[step] ?? 0
      below[step] = base + count
      const high = y(base) - y(base + count)
      path += `M${round(left + step * slot)} ${round(y(base))}v-${round(high)}h${round(slot - gap)}v${round(high)}z`
    }
    return path === '' ? '' : `<path ${paint.series(index)} d="${path}"/>`
  })
  const marks = chart.marks.map((mark) => {
    const begin = Math.max(from, mark.from)
    const end = Math.min(to, mark.to ?? to)
    const wide = Math.max(4, x(end) - x(begin))
    return `<rect ${paint.mark} x="${round(x(begin))}" y="2" width="${round(wide)}" height="${markHeight}" rx="2"><title>${escapeMarkup(mark.label)}</title></rect>`
  })
  const hints = totals.map((total, step) =>
    total === 0 || size.hints === false
      ? ''
      : `<rect fill="transparent" x="${round(left + step * slot)}" y="${top}" width="${round(slot)}" height="${height}"><title>${escapeMarkup(chart.stepTitle(from + step * stepMs, total))}</title></rect>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${paint.root} viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeMarkup(chart.title)}">`,
    ...lines,
    ...labels,
    ...bars,
    ...marks,
    ...hints,
    '</svg>',
  ].join('')
}

import { LineChart } from 'echarts/charts'
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
} from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Result } from './result.ts'

use([LineChart, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, SVGRenderer])

type Figure = Result['figures'][number]

const [width, height] = [880, 340]
const ceilingMb = 200
const text = { color: '#4a5563', fontSize: 12 }

const shortRows = (rows: number): string => (rows >= 1e6 ? `${rows / 1e6} M` : `${rows / 1000} k`)

const isBaseline = ({ curve }: Figure): boolean => curve?.of === 'MB'

/** Growth against the smallest table, so that buffers and milliseconds share one axis; memory as it is. */
const lineOf = (one: Figure) => {
  const { of = '', points = [] } = one.curve ?? {}
  const memory = isBaseline(one)
  const first = memory ? 1 : (points[0]?.value ?? 1)
  return {
    type: 'line',
    name: `${one.figure.split(':')[0]}, ${of === 'ms' ? 'time' : of}`,
    xAxisIndex: memory ? 1 : 0,
    yAxisIndex: memory ? 1 : 0,
    symbolSize: 7,
    data: points.map(({ rows, value }) => [rows, value / first]),
  }
}

/** What must be reached, as a dashed line. */
const boundLine = (axis: 0 | 1, bound: number) => ({
  type: 'line',
  xAxisIndex: axis,
  yAxisIndex: axis,
  data: [],
  markLine: {
    symbol: 'none',
    silent: true,
    lineStyle: { type: 'dashed', color: '#b4232c' },
    label: { formatter: `at most ${bound}`, position: 'insideEndTop', color: '#b4232c' },
    data: [{ yAxis: bound }],
  },
})

const logAxis = (gridIndex: number, figures: readonly Figure[]) => {
  const rows = figures.flatMap(({ curve }) => curve?.points.map((point) => point.rows) ?? [])
  return {
    type: 'log',
    gridIndex,
    min: Math.min(...rows),
    max: Math.max(...rows),
    axisLabel: { ...text, formatter: shortRows },
    splitLine: { show: false },
  }
}

/** The growth curves among these figures, an SVG picture. */
export const drawGrowth = (figures: readonly Figure[]): string => {
  const databases = figures.filter((one) => one.curve !== undefined && !isBaseline(one))
  const memories = figures.filter(isBaseline)
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'sans-serif' },
    title: [
      { text: 'Database work of a poll, by rows of the table (30 k: 1)', left: 10, top: 6 },
      { text: 'Peak memory, MB, by failures of a backlog', left: 510, top: 6 },
    ].map((title) => ({ ...title, textStyle: { fontSize: 13, color: '#1d2430' } })),
    legend: { bottom: 4, textStyle: text },
    grid: [
      { left: 44, width: 400, top: 42, bottom: 70 },
      { left: 544, right: 24, top: 42, bottom: 70 },
    ],
    xAxis: [logAxis(0, databases), logAxis(1, memories)],
    yAxis: [
      { type: 'value', gridIndex: 0, min: 0, max: 1.5, axisLabel: text },
      { type: 'value', gridIndex: 1, min: 0, axisLabel: text },
    ],
    series: [
      ...[...databases, ...memories].map(lineOf),
      boundLine(0, databases[0]?.bound ?? 0),
      boundLine(1, ceilingMb),
    ],
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
